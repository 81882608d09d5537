/** The whole demo in one process: a database in a temporary folder, a past, a server, traffic, and a
 * phone that rings. Everything that is opened is closed in reverse, also when the start fails. */
import { randomBytes } from 'node:crypto';
import { SLOT_MS } from '#alerts/contract.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { describeError } from '#server/describe-error.ts';
import { createLogger } from '#server/logger.ts';
import { startServer } from '#server/main.ts';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { migrate } from '#server/store/migrate.ts';
import { demoCatalogue } from './brand.ts';
import { createGenerator } from './generator.ts';
import { openHome } from './home.ts';
import { prepareHistory, realFrom } from './prepare.ts';
import { homeOffsetHours, type Outage } from './rhythm.ts';
import { openSink, sinkReceivers } from './sink.ts';
import { storeThePast } from './stored.ts';
import { confirmTeam, demoRoster } from './team.ts';
import { startTraffic } from './traffic.ts';

/** The crisis begins so long after the start, on the next full slot, and holds so long: every demo
 * then takes the same course. */
export const OUTAGE_AFTER_MS = 60_000;
const OUTAGE_LASTS_MS = 270_000;

const ADMIN_EMAIL = 'demo@marlo.example';
const secret = () => randomBytes(12).toString('base64url');

export type DemoOptions = {
  port: number;
  seed: number;
  /** When the outage begins after the start; null: never. */
  outageAfterMs: number | null;
  /** Told what happens, one line each. */
  tell(line: string): void;
};
export type Demo = {
  url: string;
  wallUrl: string;
  admin: { email: string; password: string };
  outageAt: number | null;
  /** Where everything lies until the end. */
  dir: string;
  stop(): Promise<void>;
};
type Close = () => Promise<unknown> | unknown;

const settle = async (closes: Close[]): Promise<void> => {
  for (const close of closes.splice(0).reverse()) {
    try {
      await close();
    } catch {
      // The rest is closed all the same: at the end the folder goes with everything in it.
    }
  }
};

const makeConfig = (options: DemoOptions, dataDir: string, databaseUrl: string) => {
  const secrets = {
    ADMIN_EMAIL,
    ADMIN_PASSWORD: secret(),
    INGEST_KEY: secret(),
    DISPLAY_TOKEN: secret(),
  };
  const config = readConfig({
    ...secrets,
    PORT: String(options.port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  });
  return { config: { ...config, databaseUrl }, secrets };
};

const open = async (options: DemoOptions, closes: Close[]): Promise<Demo> => {
  const { seed, tell } = options;
  const home = await openHome();
  closes.push(() => home.remove());
  const logger = createLogger('warn');
  const embedded = await startEmbedded({ dataDir: home.dir, logger });
  closes.push(() => embedded.stop());
  const { databaseUrl } = embedded;
  const sink = await openSink((line) => tell(`  called   ${line}`));
  closes.push(() => sink.close());

  const now = systemClock();
  const offsetHours = homeOffsetHours(now);
  const catalogue = demoCatalogue(offsetHours, sinkReceivers(sink, secret));
  // Its time is only known once the server stands; until then there is none.
  const outage: Outage = { startAt: Infinity, lastsMs: OUTAGE_LASTS_MS };
  const generator = createGenerator({ seed, startAt: realFrom(now), offsetHours, outage });
  const db = await openDb({ databaseUrl, logger });
  try {
    await migrate(db);
    await prepareHistory({ db, catalogue, generator, seed, offsetHours, now, logger });
    await confirmTeam(db, now);
  } finally {
    await db.close();
  }

  const { config, secrets } = makeConfig(options, home.dir, databaseUrl);
  const files = { rota: demoRoster(now, ADMIN_EMAIL) };
  const server = await startServer(config, { catalogue, files, logger });
  closes.push(() => server.close());
  const traffic = startTraffic({
    ...{ url: server.url, ingestKey: secrets.INGEST_KEY, generator, clock: systemClock },
    onTrouble: (error) => logger.warn({ error: describeError(error) }, 'the demo could not send'),
  });
  closes.push(() => traffic.stop());
  const past = storeThePast({ databaseUrl, catalogue, seed, offsetHours, now, logger });
  closes.push(() => past.stop());
  if (options.outageAfterMs !== null) {
    outage.startAt = Math.ceil((systemClock() + options.outageAfterMs) / SLOT_MS) * SLOT_MS;
  }
  return {
    url: server.url,
    dir: home.dir,
    outageAt: options.outageAfterMs === null ? null : outage.startAt,
    wallUrl: `${server.url}/wall#token=${secrets.DISPLAY_TOKEN}`,
    admin: { email: ADMIN_EMAIL, password: secrets.ADMIN_PASSWORD },
    stop: () => settle(closes),
  };
};

/** Starts the demo. When it throws, nothing of it is left. */
export const startDemo = async (options: DemoOptions): Promise<Demo> => {
  const closes: Close[] = [];
  try {
    return await open(options, closes);
  } catch (error) {
    await settle(closes);
    throw error;
  }
};
