/** One look at one crisis, whole: its handover, its chains, the messages to queue with their bodies and
 * the entries of its timeline. Pure; who calls it stores all of the outcome or nothing. */
import type { Chain, Silence } from '#contracts/calling.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Crisis, Level, TimelineEntry } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import { expireHandover, findPerson, handoverEndsAt } from '#alerts/crisis/handover.ts';
import { isAbove } from '#alerts/crisis/level.ts';
import { nameOfTarget, reachOf, type Reached } from '#alerts/oncall/reach.ts';
import { callDraft, clearDrafts, takenDrafts, type Draft, type ToldWay } from './body.ts';
import { toldKey, type ChainWorld } from './chain-run.ts';
import { driveCrisis, type Driven, type Situation, type Suppression } from './drive.ts';
import { handoverChain, handoverDrafts, keptDrafts, type Handover } from './handover-calls.ts';
import { holdOf } from './hold.ts';

/** What all crises of one look share. */
export type LookDesk = {
  now: number;
  chart: Flowchart;
  chartVersion: number;
  silences: readonly Silence[];
  oncall: OncallState;
  receivers: readonly ReceiverConfig[];
  /** Crises that are not over. */
  open: readonly Crisis[];
  publicUrl: string;
};
export type ToldRow = ToldWay & { level: Level };
export type LookCase = {
  crisis: Crisis;
  /** All of this crisis. */
  chains: readonly Chain[];
  fates: ChainWorld['fates'];
  declined: ChainWorld['declined'];
  /** Ways by which somebody was told of it. */
  told: readonly ToldRow[];
  /** The handover that the look before has asked for; null: none. */
  asked: Handover | null;
};
export type LookOutcome = {
  /** Where the look itself changed it: nobody answered a handover. */
  crisis: Crisis | null;
  chains: Chain[];
  drafts: { draft: Draft; suppressed: Suppression | null }[];
  suppress: Driven['suppress'];
  entries: TimelineEntry[];
  asked: Handover | null;
};

const reachFor =
  ({ oncall, receivers }: LookDesk, { brand }: Crisis, level: Level) =>
  (target: string, at: number): Reached =>
    reachOf(oncall, receivers, target, { at, brand, level });

const toldLevels = (told: readonly ToldRow[]): Map<string, Level> => {
  const levels = new Map<string, Level>();
  for (const { person, way, level } of told) {
    const key = toldKey(person, way);
    const known = levels.get(key);
    if (known === undefined || isAbove(level, known)) levels.set(key, level);
  }
  return levels;
};

const isSame = (a: Handover | null, b: Handover | null): boolean => a?.at === b?.at;

/** Asks who is to take it, stops asking when it is answered, and tells the asker who keeps it. */
const lookAtHandover = (outcome: LookOutcome, one: LookCase, desk: LookDesk): Crisis => {
  let { crisis } = one;
  const endsAt = handoverEndsAt(crisis);
  if (endsAt !== null && endsAt <= desk.now) {
    const expired = expireHandover(crisis, desk.now);
    ({ crisis } = expired);
    outcome.crisis = crisis;
    outcome.entries.push(expired.entry);
  }
  const asks = crisis.detail?.handover ?? null;
  outcome.asked = asks;
  const reach = reachFor(desk, crisis, crisis.level);
  if (one.asked && !isSame(asks, one.asked)) {
    outcome.suppress.push({ chainId: handoverChain(crisis.id), by: 'answered', for: null });
    const { by, byPerson } = one.asked;
    const asker = findPerson(desk.oncall.roster.people, byPerson ?? by);
    const isKept = asks === null && crisis.acknowledgedBy === by;
    if (asker && isKept && crisis.resolvedAt === null) {
      const reached = reach(`person:${asker.key}`, desk.now);
      for (const draft of keptDrafts(crisis, one.asked, reached, desk.now))
        outcome.drafts.push({ draft, suppressed: null });
    }
  }
  if (asks && !isSame(asks, one.asked)) {
    const reached = reach(`person:${asks.to}`, desk.now);
    for (const draft of handoverDrafts(crisis, asks, reached, desk.publicUrl))
      outcome.drafts.push({ draft, suppressed: null });
  }
  return crisis;
};

export const lookAt = (one: LookCase, desk: LookDesk): LookOutcome => {
  const outcome: LookOutcome = {
    ...{ crisis: null, chains: [], drafts: [], suppress: [], entries: [], asked: null },
  };
  const crisis = lookAtHandover(outcome, one, desk);
  const top = one.chains.reduce<Level>(
    (level, chain) => (isAbove(chain.level, level) ? chain.level : level),
    crisis.level,
  );
  const { chart, chartVersion, now, silences, open, publicUrl } = desk;
  const situation: Situation = {
    ...{ now, chart, chartVersion, fates: one.fates, declined: one.declined },
    hold: holdOf(crisis, { silences, chart, open, now }),
    reach: reachFor(desk, crisis, top),
    nameOf: (target) => nameOfTarget(desk.oncall.roster, target),
    told: toldLevels(one.told),
  };
  const driven = driveCrisis(crisis, one.chains, situation);
  outcome.chains = driven.chains;
  outcome.suppress.push(...driven.suppress);
  for (const call of driven.calls) {
    const draft = callDraft(crisis, call, chart, publicUrl);
    outcome.drafts.push({ draft, suppressed: call.suppressed });
  }
  if (driven.chains.some(({ state }) => state === 'taken')) {
    for (const draft of takenDrafts(crisis, one.told, now, publicUrl))
      outcome.drafts.push({ draft, suppressed: null });
  }
  if (driven.hasEnded) {
    for (const draft of clearDrafts(crisis, one.told, now, publicUrl))
      outcome.drafts.push({ draft, suppressed: null });
  }
  for (const { at, kind, text, data } of driven.notes) {
    const entry = { crisisId: crisis.id, at, kind, by: 'tocsin', text };
    outcome.entries.push({ ...entry, data: data as Record<string, unknown> });
  }
  return outcome;
};
