/** What a look may take for another drop of the same name. */
import { expect, test } from 'vitest';
import { Hands } from '../../src/robot/hands.ts';

/** Holds a drop that is taken, until `end` is called; tells whether another followed. */
function held(hands: Hands): { end: () => void; isFollowed: Promise<boolean> } {
  const { promise: work, resolve: end } = withResolvers<void>();
  const { promise: isFollowed, resolve: done } = withResolvers<boolean>();
  hands.hold(
    'depot-ami/888',
    '888',
    (hand) => {
      hand.isTaken = true;
      return work;
    },
    done,
  );
  return { end, isFollowed };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('a drop that is taken while the folders are looked into is not another one', async () => {
  const hands = new Hands();
  const before = hands.taken();
  const { end, isFollowed } = held(hands);
  expect(hands.passesOver('depot-ami/888', before)).toBe(true);
  end();
  expect(await isFollowed).toBe(false);
  expect(hands.passesOver('depot-ami/888', before)).toBe(false);
});

test('what has settled in the place of one that was taken before is another one', async () => {
  const hands = new Hands();
  const { end, isFollowed } = held(hands);
  expect(hands.passesOver('depot-ami/888', hands.taken())).toBe(true);
  end();
  expect(await isFollowed).toBe(true);
});
