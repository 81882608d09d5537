/** The thread of `stored.ts`: generates the stored past, understands it as the pipeline does, and writes
 * it in one transaction, so that it is there whole or not at all. */
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { mentionIn } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import { portions } from '#server/pipeline/batch.ts';
import { assignThreads } from '#server/pipeline/threads.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { openDb } from '#server/store/db.ts';
import { enter, ledgerKey, mentionSource } from '#server/store/ledger.ts';
import { insertMentions } from '#server/store/mentions.ts';
import { createGenerator } from './generator.ts';
import type { StoredInput } from './stored.ts';

const input = workerData as StoredInput;
const { databaseUrl, catalogue, from, to } = input;

const HOUR_MS = 3_600_000;
const CHUNK_ROWS = 4_000;
/** On Linux priorities belong to threads; elsewhere this would slow the whole demo. */
const LOW_PRIORITY = 15;
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

const understand = createUnderstand(catalogue);
const generator = createGenerator({ ...input, startAt: from });
const rows: Understood[] = [];
for (let at = from + HOUR_MS; at <= to; at += HOUR_MS) {
  for (const row of generator.upTo(at - 1).mentions) rows.push(understand(mentionIn.parse(row)));
}
const threads = assignThreads(rows, []);
const stored = rows.map((row, index) => ({
  ...row,
  conversation: threads[index]!.conversation,
  receivedAt: row.at,
}));

/** By the ledger a mention is found, to be corrected. */
const entries = new Map(
  stored.map(({ channel, id, at, conversation, inbound }) => {
    const entry = { source: mentionSource(channel), id, at, conversation, inbound };
    return [ledgerKey(entry), entry];
  }),
);

const db = await openDb({ databaseUrl, poolMax: 1 });
try {
  await db.transaction(async (tx) => {
    await enter(tx, entries);
    for (const chunk of portions(stored, CHUNK_ROWS)) await insertMentions(tx, chunk);
  });
} finally {
  await db.close();
}
