/** What the routes need from the rest of the house. */
import type { Catalogue, ReceiverConfig } from '#contracts/catalogue.ts';
import type { ChainOut } from '#contracts/calling.ts';
import type { CommandIn, CommandName, Crisis } from '#contracts/crisis.ts';
import type { IntakeLog } from '#contracts/log.ts';
import type { WallParts } from '#contracts/wall.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Answering } from '../calling/answer.ts';
import type { Links } from '../calling/links.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Documents } from '../documents/documents.ts';
import type { Bus } from '../live/bus.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Oncall } from '../oncall/oncall.ts';
import type { Db } from '../store/sql.ts';
import type { Correct } from '../learning/correct.ts';
import type { SentimentInForce } from '../learning/in-force.ts';
import type { Backtests } from '../tuning/backtests.ts';

export type AppDeps = {
  config: Config;
  catalogue: Catalogue;
  db: Db;
  log: IntakeLog;
  live: { parts(brand: string | null, now: number): WallParts };
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  authenticator: Authenticator;
  /** `by.person`: key of the roster. */
  command(
    id: string,
    command: CommandName,
    input: CommandIn,
    by: { name: string; person: string | null },
  ): Promise<Crisis>;
  backtests: Backtests;
  bus: Bus;
  /** The flowchart and the roster in force. */
  documents: Documents;
  oncall: Oncall;
  /** The ways out, implicit ones too. */
  receivers: readonly ReceiverConfig[];
  /** Where people reach this house. */
  publicUrl: string;
  /** The house's own, for links and codes. */
  secret: Buffer;
  links: Links;
  answering: Answering;
  /** Chains of a crisis that are not over, the latest first. */
  chainsOf(crisisId: string): Promise<ChainOut[]>;
  correct: Correct;
  sentiment: SentimentInForce;
  /** When the detector last looked, epoch ms; null: not yet. */
  lastTickAt(): number | null;
  /** When a beat last came through everything, epoch ms; absent: this node sends none. */
  lastBeatAt?(): number | null;
  /** The built pages, or null. */
  webDir: string | null;
};
