/** What the machine of a chain remembers between two looks: plain JSON, kept in `Chain.run`. It stands
 * apart because the machine, what ends or holds a chain, and what shows one all read it. */
import type { AlertType, MessageState } from '#contracts/alert.ts';
import type { Chain, MessageFate } from '#contracts/calling.ts';
import type { TimelineKind } from '#contracts/crisis.ts';
import type { ResolvedCell, Step } from '#contracts/flowchart.ts';
import type { Way } from '#contracts/way.ts';
import type { Reached } from '#alerts/oncall/reach.ts';

const MINUTE_MS = 60_000;
/** What nobody has accepted for so long after it was due counts as not delivered: the chain goes on
 * beside it. */
export const FALLBACK_MS = 60_000;
/** A chain whose steps were all called begins its last step again this often while the crisis is open:
 * no crisis is forgotten because nobody answered. */
export const AGAIN_MS = 30 * MINUTE_MS;
/** The same way to the same person is not called twice within this time: the shortest round. */
export const SAME_ROUND_MS = 30_000;

export type Role = 'contact' | 'deputy';
/** One message of a round, with its state as last seen. */
export type CallMark = { id: string; via: Way['kind']; state: MessageState; dueAt: number };
export type RoundRun = { round: number; at: number; calls: CallMark[] };
/** One person's turn, or one team's. `out`: nothing more goes to them in this turn: they declined, no
 * way worked, or the chain has left them behind. */
export type TurnRun = {
  role: Role;
  target: string;
  label: string;
  person: string | null;
  at: number;
  /** They were called by an earlier turn of this chain. */
  isRepeat: boolean;
  rounds: RoundRun[];
  /** The newest of its repeats. */
  repeat: RoundRun | null;
  /** Index into `via` of the next round that has a way; the number of rounds: none is left. */
  nextRound: number;
  out: 'declined' | 'unreached' | 'left' | null;
};
/** A step that has begun. `index` from 0. */
export type StepRun = {
  index: number;
  turn: number;
  at: number;
  contact: TurnRun;
  deputy: TurnRun | null;
  /** So many of its repeats went out. */
  repeated: number;
  /** Somebody nobody knows declined it. */
  isPassed: boolean;
  /** The last step once more, after all were called. */
  isAgain: boolean;
};
export type ChainRun = {
  /** Counts the begins: of the chain, and of its last step again. Part of the ids. */
  turn: number;
  /** When the chain began, or began anew after it was held. */
  beganAt: number;
  /** By so much all steps to come are earlier than the chart says. */
  pulledMs: number;
  steps: StepRun[];
  repeats: number;
  /** Who was called, as `calledKey`. */
  called: string[];
  declined: string[];
  declinesSeen: number;
  /** When each way was called last and by which message, by `toldKey`. */
  lastByWay: Record<string, { at: number; id: string }>;
  againAt: number | null;
  /** That nobody took it was said. */
  isGivenUp: boolean;
  /** What the number that matters was, a sample a minute, oldest first. */
  figures: { at: number; value: number }[];
};

export type ChainWorld = {
  now: number;
  reach(target: string, at: number): Reached;
  fates: ReadonlyMap<string, MessageFate>;
  /** Every decline since the chain began, oldest first; person: key, null where nobody knows who. */
  declined: readonly { person: string | null; at: number }[];
  /** Who was told of this crisis at a lower level, by `toldKey`: they get alert.level. */
  told: ReadonlySet<string>;
};
export type ChainCall = {
  id: string;
  type: Extract<AlertType, 'alert.step' | 'alert.repeat' | 'alert.level'>;
  /** From 1. */
  step: number;
  of: number;
  role: Role;
  target: string;
  label: string;
  person: string | null;
  way: Way;
  at: number;
  isConfirmed: boolean;
};
export type ChainNote = { at: number; kind: TimelineKind; text: string; data: object };

export const runOf = (chain: Chain): ChainRun => chain.run as ChainRun;

/** Names a way to a person, or to a team. */
export const toldKey = (person: string | null, { kind, receiver, address }: Way): string =>
  `${person ?? ''}|${kind}:${receiver}:${address ?? ''}`;

/** How many steps of the chart have begun: index of the next one. */
export const begunOf = ({ steps }: ChainRun): number =>
  steps.reduce((most, { index }) => Math.max(most, index + 1), 0);

const hasCalled = ({ contact, deputy }: StepRun): boolean =>
  contact.rounds.length > 0 || (deputy?.rounds.length ?? 0) > 0;

/** Which step begins again once all were called: the last one that reached anybody. */
export const againOf = (run: ChainRun, steps: readonly Step[]): number =>
  run.steps.findLast(hasCalled)?.index ?? steps.length - 1;

/** When a step of the chart is due. */
export const dueAtOf = (run: ChainRun, step: Step): number =>
  run.beganAt + step.afterMinutes * MINUTE_MS - run.pulledMs;

export const freshRun = (now: number): ChainRun => ({
  turn: 1,
  beganAt: now,
  pulledMs: 0,
  steps: [],
  repeats: 0,
  called: [],
  declined: [],
  declinesSeen: 0,
  lastByWay: {},
  againAt: null,
  isGivenUp: false,
  figures: [],
});

/** Nothing more goes out for this step. */
export const leave = ({ contact, deputy }: StepRun): void => {
  contact.out ??= 'left';
  if (deputy) deputy.out ??= 'left';
};

/** What stands for a target where no person is named: a machine, a wall in the corridor. */
export const targetWords = (target: string, names: ResolvedCell['names'] = {}): string => {
  const known = names[target];
  if (known !== undefined) return known;
  const [kind, key = ''] = target.split(':');
  if (kind === 'person') return 'a named person';
  return kind === 'next' ? `next ${key}` : key;
};
