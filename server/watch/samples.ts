/** The desk as it stands, written down every ten seconds: the history behind the charts of the queue
 * and behind its baseline. */
import type { Live } from '#server/live/live.ts';
import { deskMeans, isHeard } from '#server/pipeline/desk-gauge.ts';
import { insertDeskSamples } from '#server/store/desk-samples.ts';
import type { Db } from '#server/store/sql.ts';

export const sampleDesk = async (db: Db, live: Pick<Live, 'desks'>, now: number): Promise<void> => {
  const heard = live.desks(now).filter(({ desk }) => isHeard(desk));
  const rows = heard.map(({ brand, desk, past }) => {
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
