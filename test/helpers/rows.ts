/** Rows for load: a fixed set of our own sentences in changing combinations, so that texts have real
 * lengths and real words. No randomness: the same call gives the same rows. */
const OPENINGS = [
  'My order has not arrived and nobody answers.',
  'Is the app down again? I cannot log in since this morning.',
  'Thank you, the agent was quick and very kind!',
  'Third invoice this month with the wrong amount on it.',
  'Waiting on hold for forty minutes now, this is a joke.',
  'How do I change the delivery address of a parcel?',
  'The connection drops every evening around eight.',
  'I have cancelled my contract and you still charge me.',
  'Great service today, made my morning.',
  'Where is my refund? You promised it for last week.',
] as const;
const CLOSINGS = [
  'Order number on request.',
  'Anyone else having this?',
  'I have been a customer for nine years.',
  'Please send me a private message.',
  'This is the second time I write.',
  'Otherwise I am leaving.',
  '',
] as const;
const CHANNELS = ['x', 'instagram', 'facebook', 'mastodon'] as const;
const BRANDS = ['northline', 'harbour'] as const;

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;

/** `count` inbound mentions in wire shape, `spacingMs` apart from `startAt` (epoch ms) on. */
export const makeRows = (count: number, startAt: number, spacingMs: number, prefix = 'r') =>
  Array.from({ length: count }, (_, number) => ({
    id: `${prefix}-${number}`,
    channel: pick(CHANNELS, number * 7),
    text: `${pick(OPENINGS, number * 13)} ${pick(CLOSINGS, number * 5)} (${number})`,
    at: new Date(startAt + Math.floor(number * spacingMs)).toISOString(),
    inbound: true,
    brand: pick(BRANDS, Math.floor(number / 3)),
    author: { id: `author-${(number * 31) % 7_919}`, handle: `someone${number % 7_919}` },
  }));

/** Rows as NDJSON bodies of `size` rows each. */
export const toBodies = (rows: readonly object[], size: number): string[] => {
  const bodies: string[] = [];
  for (let begin = 0; begin < rows.length; begin += size) {
    bodies.push(
      rows
        .slice(begin, begin + size)
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
  }
  return bodies;
};
