/** What a live node reads only when it starts, and after it missed messages: what was said during the
 * last day, heard anew, so that a restart does not forget what is usual; and which channels there are.
 * The minutely load leaves it alone, because hearing costs more than counting. */
import { setImmediate as turn } from 'node:timers/promises';
import { VOICE_LIMITS, type Voice } from '#contracts/voice.ts';
import { RUNTIME } from '#server/config.ts';
import { hearOne } from '#server/pipeline/hear-batch.ts';
import type { Hear } from '#server/pipeline/hear.ts';
import { listChannels } from '#server/store/buckets.ts';
import { listHeardMentions } from '#server/store/heard-mentions.ts';
import type { Sql } from '#server/store/sql.ts';

const DAY_MS = 86_400_000;
/** A channel that was heard within this time belongs to its brand. */
const CHANNEL_KNOWN_MS = 28 * DAY_MS;
/** Mentions heard before other work gets a turn. */
const HEARD_PER_TURN = 200;

export type Past = { voices: Voice[]; channels: { brand: string; channel: string }[] };

/** `sinceMs`: null for the whole day. Voices oldest first. */
export const loadPast = async (
  db: Sql,
  hear: Hear,
  { now, sinceMs }: { now: number; sinceMs: number | null },
): Promise<Past> => {
  const channels = await listChannels(db, {
    ...{ fromMs: now - CHANNEL_KNOWN_MS, limit: RUNTIME.channelPairsMax },
  });
  const mentions = await listHeardMentions(db, {
    fromMs: Math.max(sinceMs ?? 0, now - DAY_MS),
    newsMs: now - VOICE_LIMITS.windowMs - RUNTIME.lateAfterMs,
    lateAfterMs: RUNTIME.lateAfterMs,
    perBrand: RUNTIME.pastVoicesPerBrand,
    limit: RUNTIME.pastVoices,
  });
  const voices: Voice[] = [];
  for (const [index, { row, parentKind }] of mentions.reverse().entries()) {
    const voice = hearOne(hear, row, parentKind);
    if (voice) voices.push(voice);
    if (index % HEARD_PER_TURN === 0) await turn();
  }
  return { voices, channels };
};
