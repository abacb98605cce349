/** A document that we wrote comes apart into what it was made of; any other is left to be read as JSON. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytesInMemory } from '../../src/ami/byte-source.ts';
import { creationPayload } from '../../src/ami/payload.ts';
import { payloadParts } from '../../src/ami/payload-parts.ts';
import { LIST_NAMES } from '../../src/ami/published-settings.ts';
import { documentOf, hashOf, linesText, payloadText, stateOf } from '../support/published.ts';
import { arbitrarySettings } from '../support/settings.ts';

function partsOf(text: string): ReturnType<typeof payloadParts> {
  const bytes = Buffer.from(text, 'utf8');
  return payloadParts(new BytesInMemory(bytes), bytes.length);
}

test('the parts are the document', () => {
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      const payload = creationPayload(stateOf(settings));
      const parts = partsOf(payloadText(payload));
      const noItems = { accounts: [], journals: [], thirdParties: [], vatCodes: [] };
      expect(parts?.frame).toEqual({ ...documentOf(payload), ...noItems });
      expect(JSON.parse(parts?.frameText ?? '')).toEqual(parts?.frame);
      expect(parts?.settingsHash).toBe(hashOf(settings));
      for (const name of LIST_NAMES) {
        expect(parts && linesText(parts.lists[name])).toBe(linesText(payload.state.lists[name]));
      }
    }),
  );
});

test.each([
  ['another text', 'a,b,c'],
  ['a list that does not end', '{\n  "accounts": [\n    {}'],
  ['a list less', '{\n  "accounts": [],\n  "journals": []\n}\n'],
])('%s has none', (_, text) => {
  expect(partsOf(text)).toBeNull();
});
