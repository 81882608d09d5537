/** What a call says: the body of an alert, the same in every channel, made when the call is queued so
 * that each attempt of one message says the same. */
import type { AlertBody, AlertType } from '#contracts/alert.ts';
import type { Chain, Message } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Flowchart } from '#contracts/flowchart.ts';
import { instantOut } from '#contracts/text.ts';
import { WAY_KINDS, type Way, type WayKind } from '#contracts/way.ts';
import { crisisToOut } from '#contracts/wire.ts';
import { figureOf } from '#alerts/crisis/figure.ts';
import { wayId } from '#alerts/ids.ts';
import { runOf, targetWords, toldKey, type ChainCall } from './chain-run.ts';
import type { DrivenCall } from './drive.ts';
import { trendOf } from './trend.ts';

/** Of many who were called the latest are told. */
const CALLED_MAX = 10;

/** A message before anything has happened to it. */
export type Draft = Omit<
  Message,
  | 'state'
  | 'sentAt'
  | 'acceptedAt'
  | 'deliveredAt'
  | 'openedAt'
  | 'answeredAt'
  | 'answer'
  | 'failedAt'
  | 'attempts'
  | 'nextAttemptAt'
  | 'reason'
  | 'suppressedBy'
  | 'suppressedFor'
  | 'bundledInto'
  | 'providerId'
>;

type Told = {
  type: AlertType;
  at: number;
  contact: string;
  via: Way['kind'];
  step: number;
  of: number;
};

/** What all alerts about a crisis say. */
export const bodyOf = (crisis: Crisis, told: Told, publicUrl: string): AlertBody => ({
  type: told.type,
  at: instantOut(told.at),
  crisis: { ...crisisToOut(crisis), url: `${publicUrl}/crises/${crisis.id}` },
  step: {
    ...{ index: told.step, of: told.of, contact: told.contact, via: told.via },
    due: instantOut(told.at),
  },
  drill: crisis.drill,
  figure: figureOf(crisis),
});

export const draftOf = (
  crisis: Crisis,
  body: AlertBody,
  more: Pick<Draft, 'id' | 'chainId' | 'person' | 'way' | 'dueAt' | 'queuedAt'> &
    Partial<Pick<Draft, 'level' | 'contact'>>,
): Draft => ({
  ...{ type: body.type, crisisId: crisis.id, step: body.step.index, of: body.step.of },
  ...{ level: crisis.level, scenario: crisis.scenario, brand: crisis.brand },
  ...{ contact: body.step.contact, drill: crisis.drill, body },
  ...more,
});

/** Who else was called by this chain, newest first. */
const calledBefore = (chain: Chain, call: ChainCall): AlertBody['called'] => {
  const turns = runOf(chain).steps.flatMap(({ contact, deputy }) =>
    deputy ? [contact, deputy] : [contact],
  );
  const rows = turns
    .filter(({ person }) => person === null || person !== call.person)
    .flatMap(({ label, rounds }) =>
      rounds.flatMap(({ at, calls }) =>
        calls
          .filter(({ id }) => id !== call.id && at <= call.at)
          .map(({ via }) => ({ contact: label, via, at })),
      ),
    );
  return rows
    .sort((a, b) => b.at - a.at)
    .slice(0, CALLED_MAX)
    .map((row) => ({ ...row, at: instantOut(row.at) }));
};

/** The message of a call of a chain. */
export const callDraft = (
  crisis: Crisis,
  { chain, call }: DrivenCall,
  { plans }: Pick<Flowchart, 'plans'>,
  publicUrl: string,
): Draft => {
  const step = chain.cell.steps[call.step - 1]!;
  const own = plans.find(({ key }) => key === step.plan);
  const plan = own ?? chain.cell.plan;
  const trend = trendOf(crisis, chain, call);
  // A machine is told the flowchart's own word, which does not change with the roster; where that
  // names a person, it is their name.
  const isNamed = call.person !== null || call.target.startsWith('person:');
  const contact = isNamed ? call.label : targetWords(call.target);
  const named = isNamed ? contact : targetWords(call.target, chain.cell.names);
  const { type, at, of, person, way } = call;
  const body: AlertBody = {
    ...bodyOf(crisis, { type, at, contact, via: way.kind, step: call.step, of }, publicUrl),
    ...(trend === undefined ? {} : { trend }),
    sayFirst: step.sayFirst ?? chain.cell.sayFirst,
    plan: plan ? { name: plan.name, text: plan.text } : null,
    called: calledBefore(chain, call) ?? [],
  };
  const place = { id: call.id, chainId: chain.id, person, way, dueAt: at, queuedAt: at };
  return draftOf(crisis, body, { ...place, contact: named, level: chain.level });
};

export type ToldWay = {
  person: string | null;
  contact: string;
  way: Way;
  step: number;
  of: number;
};

/** What calls people by itself goes on doing so until it is told how the crisis stands. */
const CALLERS: ReadonlySet<WayKind> = new Set(['pagerduty', 'alertmanager']);

/** Somebody has it: to what would go on calling. `takenAt` parts one taking from the next. */
export const takenDrafts = (
  crisis: Crisis,
  told: readonly ToldWay[],
  now: number,
  publicUrl: string,
): Draft[] => {
  const callers = told.filter(({ way }) => CALLERS.has(way.kind));
  const each = new Map(callers.map((one) => [toldKey(null, one.way), one]));
  const takenAt = crisis.detail?.taken?.at ?? crisis.acknowledgedAt ?? now;
  return [...each].map(([key, { person, contact, way, step, of }]) => {
    const given = { type: 'alert.taken' as const, at: now, contact, via: way.kind, step, of };
    const id = `${crisis.id}:taken${takenAt.toString(36)}:${wayId(key)}`;
    const place = { id, chainId: null, person, way, dueAt: now, queuedAt: now };
    return draftOf(crisis, bodyOf(crisis, given, publicUrl), place);
  });
};

/** It is over: to everybody who was told, by the quietest way that worked; to places of teams, and to
 * what calls by itself, each. */
export const clearDrafts = (
  crisis: Crisis,
  told: readonly ToldWay[],
  now: number,
  publicUrl: string,
): Draft[] => {
  const quietest = new Map<string, ToldWay>();
  for (const one of told) {
    const isCaller = one.person === null || CALLERS.has(one.way.kind);
    const key = isCaller ? toldKey(one.person, one.way) : one.person!;
    const known = quietest.get(key);
    const rank = ({ way }: ToldWay) => WAY_KINDS.indexOf(way.kind);
    if (!known || rank(one) < rank(known)) quietest.set(key, one);
  }
  return [...quietest.values()].map(({ person, contact, way, step, of }) => {
    const told = { type: 'alert.resolved' as const, at: now, contact, via: way.kind, step, of };
    const id = `${crisis.id}:resolved:${wayId(toldKey(person, way))}`;
    const place = { id, chainId: null, person, way, dueAt: now, queuedAt: now };
    return draftOf(crisis, bodyOf(crisis, told, publicUrl), place);
  });
};
