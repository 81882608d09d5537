/** Log entries for the tests of the logs. */
import type { LogEntry } from '#contracts/intake.ts';

export const entryOf = (first: number, count = 1, receivedAt = 1_700_000_000_000): LogEntry => ({
  kind: 'mentions',
  receivedAt,
  rows: Array.from({ length: count }, (_, i) => ({
    id: `row-${first + i}`,
    channel: 'x',
    text: `The parcel ${first + i} is late ☂ "quoted" \n and nobody answers`,
    at: receivedAt - i,
    inbound: true,
    author: { id: `author-${i}`, followers: 3 },
    tags: ['parcel'],
  })),
});

export const idsOf = (records: { entry: LogEntry }[]): string[] =>
  records.flatMap(({ entry }) => entry.rows.map(({ id }) => id));
