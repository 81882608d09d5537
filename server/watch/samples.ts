/** The desk as it stands, written down every ten seconds: the history behind the charts of the queue
 * and behind its baseline. */
import type { TickInput } from '#alerts/contract.ts';
import type { WallParts } from '#contracts/wall.ts';
import { deskMeans } from '#server/pipeline/desk-gauge.ts';
import { insertDeskSamples } from '#server/store/desk-samples.ts';
import type { Db } from '#server/store/sql.ts';

type Live = {
  tickInput(now: number): TickInput;
  parts(brand: string | null, now: number): WallParts;
};

const NONE_PAST = { m30: 0, h1: 0, h2: 0 };

/** One row per brand; its channel is '' because it stands for all of them. */
export const sampleDesk = async (db: Db, live: Live, now: number): Promise<void> => {
  const rows = live.tickInput(now).brands.map(({ brand, desk }) => {
    const past = desk.waiting > 0 ? live.parts(brand, now).queue.past : NONE_PAST;
    const { waiting, oldestSeconds, assigned, slaAtRisk, slaBreached, questionsWaiting } = desk;
    const { unansweredShare, handleSeconds } = deskMeans(desk);
    return {
      ...{ at: now, brand, channel: '', waiting, oldestSeconds, assigned, slaAtRisk, slaBreached },
      ...{ pastM30: past.m30, pastH1: past.h1, pastH2: past.h2 },
      ...{ unansweredShare, questionsWaiting, handleSeconds },
    };
  });
  if (rows.length > 0) await insertDeskSamples(db, rows);
};
