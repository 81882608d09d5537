/** What a person may do to a crisis and when. Pure: gives the crisis after the command and its
 * timeline entries, or says why not. */
import {
  decidedReason,
  type CommandIn,
  type CommandName,
  type Crisis,
  type CrisisDetail,
  type CrisisState,
  type Override,
  type TimelineEntry,
} from '#contracts/crisis.ts';
import { figureOf } from './figure.ts';
import {
  acceptHandover,
  askHandover,
  isAskedOf,
  refuseHandover,
  withDetail,
  type Actor,
  type Change,
  type KnownPerson,
} from './handover.ts';
import { isAbove } from './level.ts';

export type { Actor } from './handover.ts';

type Rule = {
  from: readonly CrisisState[];
  /** What the command needs to say. */
  needs: readonly (keyof CommandIn)[];
  change(
    crisis: Crisis,
    input: CommandIn,
    actor: Actor,
    now: number,
    people: readonly KnownPerson[],
  ): Change | string;
};

/** Of many decisions about one crisis the newest are kept in its record; the timeline has all. */
const OVERRIDES_MAX = 20;
const ALIVE = ['watching', 'open', 'acknowledged', 'contained'] as const;
/** `reason` and `text` stand for each other: what was said, or ''. */
const saidIn = ({ reason, text }: CommandIn): string => reason?.trim() || text?.trim() || '';
const because = (input: CommandIn): string => {
  const said = saidIn(input);
  return said ? `: ${said}` : '';
};

/** What is known of the crisis once a person has decided against the engine: the reason is kept. */
const decided = (
  crisis: Crisis,
  what: Override['what'],
  input: CommandIn,
  by: string,
  now: number,
): CrisisDetail => {
  const reason = saidIn(input);
  const known = withDetail(crisis, {}).detail!;
  const to = input[what]!;
  const override = { at: now, by, what, from: crisis[what], to, reason };
  const detail = { ...known, overrides: [...known.overrides, override].slice(-OVERRIDES_MAX) };
  const said = decidedReason(override);
  if (what === 'level') return { ...detail, levelReason: said };
  return { ...detail, scenarioConfidence: 1, scenarioReason: said };
};

/** An acknowledgement covers the level it was given for and those below. */
const isCovered = ({ acknowledgedLevel, level }: Crisis): boolean =>
  acknowledgedLevel !== null && !isAbove(level, acknowledgedLevel);

/** A second acknowledgement counts only for a level that the first does not cover; what was contained
 * is then a crisis at work again. By who was asked to take it over it is the answer. */
const acknowledge: Rule['change'] = (crisis, input, actor, now) => {
  const { name: by, person } = actor;
  const taken = { at: now, by, person, level: crisis.level, figure: figureOf(crisis) };
  if (isAskedOf(crisis, actor)) return acceptHandover(crisis, actor, taken);
  if (crisis.state !== 'open' && isCovered(crisis))
    return `It was acknowledged by ${crisis.acknowledgedBy} at this level`;
  return {
    crisis: {
      state: 'acknowledged',
      containedAt: null,
      acknowledgedAt: crisis.acknowledgedAt ?? now,
      acknowledgedBy: by,
      acknowledgedLevel: crisis.level,
      ...withDetail(crisis, { handover: null, taken }),
    },
    kind: 'acknowledged',
    text: `Acknowledged by ${by} at level ${crisis.level}${because(input)}`,
  };
};

/** One person may act by an account and by the link of a message, under two names. */
const hasIt = ({ acknowledgedBy, detail }: Crisis, { name, person }: Actor): boolean =>
  acknowledgedBy === name || (person !== null && detail?.taken?.person === person);

/** Who had taken it gives it back: nobody has it then, and the flowchart goes on. */
const decline: Rule['change'] = (crisis, input, actor) => {
  if (isAskedOf(crisis, actor)) return refuseHandover(crisis, actor.name, because(input));
  const isOwn = crisis.state !== 'open' && hasIt(crisis, actor);
  const untaken: Partial<Crisis> = {
    ...{ state: 'open', containedAt: null },
    ...{ acknowledgedAt: null, acknowledgedBy: null, acknowledgedLevel: null },
    ...withDetail(crisis, { handover: null, taken: null }),
  };
  return {
    crisis: isOwn ? untaken : {},
    kind: 'declined',
    text: `Declined by ${actor.name}${because(input)}`,
    data: { person: actor.person },
  };
};

/** Nobody is asked any more once it is over. */
const unasked = (crisis: Crisis): Partial<Crisis> =>
  crisis.detail?.handover ? withDetail(crisis, { handover: null }) : {};

const handOver: Rule['change'] = (crisis, input, actor, now, people) => {
  const asked = askHandover(crisis, input.to, actor, because(input), now, people);
  if (asked !== null) return asked;
  // A name that is mistyped must not end the calls: where there is a roster, somebody of it accepts.
  if (input.to?.trim() && people.length > 0)
    return `Nobody of the roster is called ${input.to.trim()}`;
  return {
    crisis: input.to ? { acknowledgedBy: input.to } : {},
    kind: 'handover',
    text: `Handed over by ${actor.name}${input.to ? ` to ${input.to}` : ''}${because(input)}`,
  };
};

const RULES: Record<CommandName, Rule> = {
  acknowledge: { from: ['open', 'acknowledged', 'contained'], needs: [], change: acknowledge },
  handover: { from: ['open', 'acknowledged', 'contained'], needs: ['to'], change: handOver },
  decline: { from: ['open', 'acknowledged', 'contained'], needs: ['reason'], change: decline },
  level: {
    from: ALIVE,
    needs: ['level', 'reason'],
    change: (crisis, input, { name: by }, now) =>
      input.level === crisis.level
        ? `The level is ${crisis.level} already`
        : {
            crisis: {
              level: input.level!,
              levelAt: now,
              detail: decided(crisis, 'level', input, by, now),
            },
            kind: 'level',
            text: `Level ${crisis.level} -> ${input.level} by ${by}${because(input)}`,
          },
  },
  scenario: {
    from: ALIVE,
    needs: ['scenario', 'reason'],
    change: (crisis, input, { name: by }, now) =>
      input.scenario === crisis.scenario
        ? `The scenario is ${crisis.scenario} already`
        : {
            crisis: {
              scenario: input.scenario!,
              detail: decided(crisis, 'scenario', input, by, now),
            },
            kind: 'scenario',
            text: `Scenario ${crisis.scenario} -> ${input.scenario} by ${by}${because(input)}`,
          },
  },
  note: {
    from: [...ALIVE, 'resolved', 'false-alarm'],
    needs: ['text'],
    change: (_crisis, { text, ...input }) => ({
      crisis: {},
      kind: 'note',
      text: text?.trim() ? text : saidIn(input),
    }),
  },
  contain: {
    from: ['acknowledged'],
    needs: [],
    change: (_crisis, input, { name: by }, now) => ({
      crisis: { state: 'contained', containedAt: now },
      kind: 'contained',
      text: `Contained, says ${by}${because(input)}`,
    }),
  },
  resolve: {
    from: ['contained'],
    needs: [],
    change: (crisis, input, { name: by }, now) => ({
      crisis: { state: 'resolved', resolvedAt: now, ...unasked(crisis) },
      kind: 'resolved',
      text: `Resolved by ${by}${because(input)}`,
    }),
  },
  'false-alarm': {
    from: ALIVE,
    needs: ['reason'],
    change: (crisis, input, { name: by }, now) => ({
      crisis: { state: 'false-alarm', resolvedAt: now, ...unasked(crisis) },
      kind: 'false-alarm',
      text: `False alarm, says ${by}${because(input)}`,
    }),
  },
};

/** What the command needs and was not told, in words; null when nothing is missing. A handover may
 * name somebody or say in words who has it now. */
export const missingIn = (command: CommandName, input: CommandIn): string | null => {
  const has = (name: keyof CommandIn): boolean => {
    if (name === 'level') return input.level !== undefined;
    return Boolean((name === 'to' && input.to?.trim()) || saidIn(input));
  };
  const missing = RULES[command].needs.filter((name) => !has(name));
  return missing.length === 0 ? null : `${command} needs ${missing.join(' and ')}`;
};

export type CommandOutcome =
  { ok: true; crisis: Crisis; entries: TimelineEntry[] } | { ok: false; detail: string };

/** `people`: whom a crisis may be handed over to, who then must accept. The version stays as read: the
 * store raises it. */
export const applyCommand = (
  crisis: Crisis,
  command: CommandName,
  input: CommandIn,
  actor: Actor,
  now: number,
  people: readonly KnownPerson[] = [],
): CommandOutcome => {
  const rule = RULES[command];
  if (!rule.from.includes(crisis.state))
    return { ok: false, detail: `A crisis that is ${crisis.state} takes no ${command}` };
  const missing = missingIn(command, input);
  if (missing !== null) return { ok: false, detail: missing };
  const change = rule.change(crisis, input, actor, now, people);
  if (typeof change === 'string') return { ok: false, detail: change };
  const after = { ...crisis, ...change.crisis };
  const data: Record<string, unknown> = { command, ...change.data };
  if (input.reason) data.reason = input.reason;
  if (input.to) data.to = input.to;
  if (after.level !== crisis.level) Object.assign(data, { from: crisis.level, to: after.level });
  if (after.state !== crisis.state) data.state = after.state;
  const entry = { crisisId: crisis.id, at: now, kind: change.kind, by: actor.name };
  return { ok: true, crisis: after, entries: [{ ...entry, text: change.text, data }] };
};
