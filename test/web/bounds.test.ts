/** What anybody can keep busy of the page, without knowing its password: a few connections, for a while. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/configuration/values.ts';
import { newRoot } from '../robot/robot-root.ts';
import { listening, testPage } from './opened-page.ts';

async function connected(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

const UPLOAD = [
  'POST /depot HTTP/1.1',
  'Host: 127.0.0.1',
  'Content-Type: multipart/form-data; boundary=x',
  'Content-Length: 1000',
  '',
  '--x',
].join('\r\n');

test('a request that never arrives in full is ended', async () => {
  const bounds = { connections: 500, requestMs: 300, lookMs: 50 };
  const opened = await testPage(newRoot().root, {}, bounds);
  const socket = await connected(await listening(opened));
  socket.write(UPLOAD);
  // The rest never comes; what is answered is one thing, that it ends another.
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 4/);
});

test('connections beyond so many are closed at once, and there is room again after one of them', async () => {
  const opened = await testPage(newRoot().root, {}, { connections: 2, requestMs: 60_000, lookMs: 60_000 });
  const address = await listening(opened);
  const [first] = [await connected(address), await connected(address)];
  const third = await connected(address);
  expect(await text(third)).toBe('');
  first.destroy();
  const asked = async (): Promise<string> => {
    const socket = await connected(address);
    socket.write('GET /lots HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
    return text(socket).catch(String);
  };
  await expect.poll(asked).toMatch(/^HTTP\/1\.1 200/);
});

test.each([
  [1, 30],
  [2_048, 34.1],
  [10_240, 170.7],
])('there is time for an upload of %i MiB: %f minutes', async (batchMiB, minutes) => {
  const limits = { ...DEFAULT_CONFIGURATION.limits, batchMiB };
  const { server } = (await testPage(newRoot().root, { limits })).page.server;
  expect(server.requestTimeout / 60_000).toBeCloseTo(minutes, 0);
  expect(server.maxConnections).toBe(500);
});
