/** What the tests of hearing share: a sentence as the voice that the server hears. */
import type { Mention } from '#contracts/mention.ts';
import type { Voice } from '#contracts/voice.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { catalogueOf, mentionOf } from '../understanding/reading.ts';

export const hearer = (part: object = {}) => {
  const catalogue = catalogueOf(part);
  const understand = createUnderstand(catalogue);
  const hear = createHear(catalogue);
  return (
    text: string,
    more: Partial<Mention> = {},
    parentKind: Voice['parentKind'] = null,
  ): Voice => hear(understand(mentionOf(text, more)), parentKind);
};
