/** The live state behind the walls and the detectors: loaded from the database at boot, moved on by
 * the messages of the bus, and reconciled with the database from time to time, so that a message
 * that was lost heals. */
import type { TickInput } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { WallParts } from '#contracts/wall.ts';
import type { Clock } from '#server/clock.ts';
import type { Logger } from '#server/logger.ts';
import { createHear } from '#server/pipeline/hear.ts';
import type { Db } from '#server/store/sql.ts';
import type { BusMessage } from './bus.ts';
import { createKeeper, RECONCILE_MS } from './keeper.ts';
import {
  brandInput,
  brandsOf,
  createView,
  deskLooks,
  isKnownBrand,
  wallParts,
  type DeskLook,
} from './parts.ts';
import { createState } from './state.ts';

type LiveHealth = { lagSeconds: number; storage: 'ok' | 'behind' | 'down' };
export type Live = {
  /** Loads the state, and from then on reconciles it until `close`. */
  load(): Promise<void>;
  apply(message: BusMessage): void;
  tickInput(now: number): TickInput;
  desks(now: number): DeskLook[];
  /** The wall of one brand, or with null of all together. */
  parts(brand: string | null, now: number): WallParts;
  isKnown(brand: string): boolean;
  setHealth(health: LiveHealth): void;
  close(): void;
};

export const createLive = (options: {
  db: Db;
  catalogue: Catalogue;
  clock: Clock;
  logger?: Logger;
}): Live => {
  const { db, clock, catalogue } = options;
  const state = createState(catalogue);
  const view = createView(state, catalogue);
  const topics = [...new Set(catalogue.detection.rules.map(({ topic }) => topic))];
  const rules = { topics, reachMs: state.rules.reachMs };
  const keeper = createKeeper({ db, clock, hear: createHear(catalogue), rules }, state);
  let health: LiveHealth = { lagSeconds: 0, storage: 'ok' };
  let timer: ReturnType<typeof setInterval> | null = null;
  let beatAt: number | undefined;

  const reload = (): void => {
    keeper.load().catch((error: unknown) => {
      const fault = error instanceof Error ? error.name : 'unknown';
      options.logger?.warn({ fault }, 'the live state could not be compared with the database');
    });
  };

  return {
    load: async () => {
      await keeper.load();
      timer ??= setInterval(reload, RECONCILE_MS).unref();
    },
    apply: (message) => {
      if (message.kind !== 'gap') {
        keeper.apply(message);
        if (message.kind === 'committed') beatAt = message.committed.beatAt ?? beatAt;
        return;
      }
      keeper.noteGap();
      reload();
    },
    tickInput: (now) => ({
      now,
      brands: brandsOf(view).map((brand) => brandInput(view, brand, now)),
      ...(beatAt === undefined ? {} : { beatAt }),
    }),
    desks: (now) => deskLooks(view, now),
    parts: (brand, now) => ({
      ...wallParts(view, brand, now),
      health: {
        lagSeconds: Math.round(health.lagSeconds),
        storage: health.storage,
        stale: keeper.isStale(now),
      },
    }),
    isKnown: (brand) => isKnownBrand(view, brand),
    setHealth: (next) => {
      health = next;
    },
    close: () => {
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
};
