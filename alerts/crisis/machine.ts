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
  type TimelineKind,
} from '#contracts/crisis.ts';
import { isAbove } from './level.ts';

type Change = { crisis: Partial<Crisis>; kind: TimelineKind; text: string };
type Rule = {
  from: readonly CrisisState[];
  /** What the command needs to say. */
  needs: readonly (keyof CommandIn)[];
  change(crisis: Crisis, input: CommandIn, by: string, now: number): Change | string;
};

/** Of many decisions about one crisis the newest are kept in its record; the timeline has all. */
const OVERRIDES_MAX = 20;
const UNTOLD: CrisisDetail = {
  topics: [],
  scenarioConfidence: 0,
  scenarioReason: '',
  levelReason: '',
  structure: null,
  overrides: [],
};
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
  const known = crisis.detail ?? UNTOLD;
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
 * is then a crisis at work again. */
const acknowledge: Rule['change'] = (crisis, input, by, now) => {
  if (crisis.state !== 'open' && isCovered(crisis))
    return `It was acknowledged by ${crisis.acknowledgedBy} at this level`;
  return {
    crisis: {
      state: 'acknowledged',
      containedAt: null,
      acknowledgedAt: crisis.acknowledgedAt ?? now,
      acknowledgedBy: by,
      acknowledgedLevel: crisis.level,
    },
    kind: 'acknowledged',
    text: `Acknowledged by ${by} at level ${crisis.level}${because(input)}`,
  };
};

const RULES: Record<CommandName, Rule> = {
  acknowledge: { from: ['open', 'acknowledged', 'contained'], needs: [], change: acknowledge },
  handover: {
    from: ['open', 'acknowledged', 'contained'],
    needs: ['to'],
    change: (_crisis, input, by) => ({
      crisis: input.to ? { acknowledgedBy: input.to } : {},
      kind: 'handover',
      text: `Handed over by ${by}${input.to ? ` to ${input.to}` : ''}${because(input)}`,
    }),
  },
  decline: {
    from: ['open', 'acknowledged', 'contained'],
    needs: ['reason'],
    change: (_crisis, input, by) => ({
      crisis: {},
      kind: 'declined',
      text: `Declined by ${by}${because(input)}`,
    }),
  },
  level: {
    from: ALIVE,
    needs: ['level', 'reason'],
    change: (crisis, input, by, now) =>
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
    change: (crisis, input, by, now) =>
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
    change: (_crisis, input, by, now) => ({
      crisis: { state: 'contained', containedAt: now },
      kind: 'contained',
      text: `Contained, says ${by}${because(input)}`,
    }),
  },
  resolve: {
    from: ['contained'],
    needs: [],
    change: (_crisis, input, by, now) => ({
      crisis: { state: 'resolved', resolvedAt: now },
      kind: 'resolved',
      text: `Resolved by ${by}${because(input)}`,
    }),
  },
  'false-alarm': {
    from: ALIVE,
    needs: ['reason'],
    change: (_crisis, input, by, now) => ({
      crisis: { state: 'false-alarm', resolvedAt: now },
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

type CommandOutcome =
  { ok: true; crisis: Crisis; entries: TimelineEntry[] } | { ok: false; detail: string };

/** `by`: the person's name. The version stays as read: the store raises it. */
export const applyCommand = (
  crisis: Crisis,
  command: CommandName,
  input: CommandIn,
  by: string,
  now: number,
): CommandOutcome => {
  const rule = RULES[command];
  if (!rule.from.includes(crisis.state))
    return { ok: false, detail: `A crisis that is ${crisis.state} takes no ${command}` };
  const missing = missingIn(command, input);
  if (missing !== null) return { ok: false, detail: missing };
  const change = rule.change(crisis, input, by, now);
  if (typeof change === 'string') return { ok: false, detail: change };
  const after = { ...crisis, ...change.crisis };
  const data: Record<string, unknown> = { command };
  if (input.reason) data.reason = input.reason;
  if (input.to) data.to = input.to;
  if (after.level !== crisis.level) Object.assign(data, { from: crisis.level, to: after.level });
  if (after.state !== crisis.state) data.state = after.state;
  const entry = { crisisId: crisis.id, at: now, kind: change.kind, by, text: change.text, data };
  return { ok: true, crisis: after, entries: [entry] };
};
