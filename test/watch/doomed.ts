/** A server that queues one alert, begins to deliver it and is killed by the test meanwhile. Takes
 * the URLs of the database and of the receiver. */
import { pino } from 'pino';
import { createLocalBus } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import { openDb } from '#server/store/db.ts';
import { startDeliveries } from '#server/watch/deliver.ts';
import { aCrisis } from './samples.ts';
import { NOON, aCatalogue } from './stage.ts';

const [databaseUrl = '', receiverUrl = ''] = process.argv.slice(2);
const crisis = aCrisis();
const db = await openDb({ databaseUrl });
const deliveries = await startDeliveries({
  ...{ db, bus: createLocalBus(), clock: () => NOON, catalogue: aCatalogue(receiverUrl) },
  ...{ logger: pino({ level: 'silent' }), metrics: createMetrics() },
  ...{ publicUrl: 'http://wall.example', pollSeconds: 0.5 },
});
await db.transaction((sql) =>
  deliveries.queue(
    sql,
    [
      {
        ...{ id: 'doomed-alert', type: 'alert.step', at: NOON, crisisId: crisis.id },
        ...{ receiver: 'duty', drill: false },
      },
    ],
    new Map([[crisis.id, crisis]]),
  ),
);
