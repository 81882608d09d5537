/** One person's turn within a step: its rounds go out one after the other, quiet ones first, and the
 * next one at once where a round was not delivered. */
import type { Step } from '#contracts/flowchart.ts';
import { WAY_NAMES } from '#contracts/way.ts';
import { wayId } from '#alerts/ids.ts';
import type { Reached } from '#alerts/oncall/reach.ts';
import {
  FALLBACK_MS,
  SAME_ROUND_MS,
  targetWords,
  toldKey,
  type CallMark,
  type ChainCall,
  type ChainNote,
  type ChainRun,
  type ChainWorld,
  type Role,
  type RoundRun,
  type StepRun,
  type TurnRun,
} from './chain-run.ts';

const MINUTE_MS = 60_000;

/** What one look at a chain works on: its memory is a copy that may be changed. */
export type Work = {
  chainId: string;
  steps: readonly Step[];
  run: ChainRun;
  world: ChainWorld;
  calls: ChainCall[];
  notes: ChainNote[];
};
type Way = Reached['ways'][number];

/** Who was called keeps the turn when the rota changes hands; how they are reached is as of now. */
const waysOf = ({ run, world }: Work, turn: TurnRun): Way[] => {
  const team = world.reach(turn.target, world.now).ways.filter(({ isTeam }) => isTeam);
  if (turn.person === null || run.declined.includes(turn.person)) return team;
  const own = world.reach(`person:${turn.person}`, world.now).ways.filter(({ isTeam }) => !isTeam);
  return [...own, ...team];
};

const nextWith = (ways: readonly Way[], via: Step['via'], from: number): number => {
  const index = via.findIndex(
    (kinds, round) => round >= from && ways.some(({ kind }) => kinds.includes(kind)),
  );
  return index < 0 ? via.length : index;
};

const calledKey = (person: string | null, way: Way): string =>
  way.isTeam || person === null ? toldKey(null, way) : person;

type Kind = { short: 'step' | 'repeat'; n: number; round: number };

/** One message by one way; the mark of the one before where it was called a moment ago. */
const callBy = (work: Work, step: StepRun, turn: TurnRun, way: Way, kind: Kind): CallMark => {
  const { run, world, calls } = work;
  const person = way.isTeam ? null : turn.person;
  const key = toldKey(person, way);
  const last = run.lastByWay[key];
  if (last && world.now - last.at < SAME_ROUND_MS)
    return { id: last.id, via: way.kind, state: 'queued', dueAt: last.at };
  const isRepeat =
    kind.short === 'repeat' || (person === null ? last !== undefined : turn.isRepeat);
  const type = isRepeat ? 'alert.repeat' : world.told.has(key) ? 'alert.level' : 'alert.step';
  const place = `${step.index + 1}:${turn.role}:${kind.round}`;
  const id = `${work.chainId}:${place}:${wayId(key)}:${kind.short}${kind.n}`;
  const { kind: via, receiver, address, isConfirmed } = way;
  calls.push({
    ...{ id, type, step: step.index + 1, of: work.steps.length, role: turn.role },
    ...{ target: turn.target, label: turn.label, person, isConfirmed, at: world.now },
    way: { kind: via, receiver, address },
  });
  run.lastByWay[key] = { at: world.now, id };
  return { id, via, state: 'queued', dueAt: world.now };
};

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const has = (marks: readonly CallMark[], id: string) => marks.some((mark) => mark.id === id);
const noteCall = (work: Work, step: StepRun, turn: TurnRun, marks: CallMark[], again: boolean) => {
  const fresh = marks.filter(({ id }) => work.calls.some((call) => call.id === id));
  if (fresh.length === 0) return;
  const via = [...new Set(fresh.map((mark) => mark.via))];
  const isOfTeam = work.calls.every(({ id, person }) => person === null || !has(fresh, id));
  const who = isOfTeam ? targetWords(turn.target) : turn.label;
  work.notes.push({
    at: work.world.now,
    kind: 'alert-queued',
    text: `${again ? 'Calling again' : 'Calling'} ${who} by ${list(via.map((kind) => WAY_NAMES[kind]))}`,
    data: {
      ...{ step: step.index + 1, of: work.steps.length, role: turn.role, target: turn.target },
      ...{ person: turn.person, via, messages: fresh.map(({ id }) => id), isRepeat: again },
    },
  });
};

const say = (work: Work, step: StepRun, turn: TurnRun, text: string): void => {
  const { role, target, person } = turn;
  const data = { step: step.index + 1, of: work.steps.length, role, target, person, final: true };
  work.notes.push({ at: work.world.now, kind: 'alert-failed', text, data });
};

/** Sends the next round that has a way. False when none has. */
const callRound = (work: Work, step: StepRun, turn: TurnRun): boolean => {
  const { via } = work.steps[step.index]!;
  const ways = waysOf(work, turn);
  const round = nextWith(ways, via, turn.nextRound);
  turn.nextRound = round < via.length ? nextWith(ways, via, round + 1) : via.length;
  if (round >= via.length) return false;
  const kind: Kind = { short: 'step', n: step.turn, round: round + 1 };
  const calls = ways
    .filter((way) => via[round]!.includes(way.kind))
    .map((way) => callBy(work, step, turn, way, kind));
  turn.rounds.push({ round: round + 1, at: work.world.now, calls });
  noteCall(work, step, turn, calls, turn.isRepeat);
  const { called } = work.run;
  for (const way of ways) {
    const key = calledKey(turn.person, way);
    if (via[round]!.includes(way.kind) && !called.includes(key)) called.push(key);
  }
  return true;
};

const isAccepted = ({ state }: CallMark): boolean => state === 'accepted';

/** Not delivered: given up, or not accepted for too long. */
const hasFailed = (call: CallMark, now: number): boolean =>
  call.state === 'failed' || (!isAccepted(call) && now >= call.dueAt + FALLBACK_MS);

const isLost = ({ calls }: RoundRun, now: number): boolean =>
  calls.every((call) => hasFailed(call, now));

/** All that went out in a turn. */
export const roundsOf = ({ rounds, repeat }: TurnRun): RoundRun[] =>
  repeat ? [...rounds, repeat] : [...rounds];

/** What came of the messages since. One inside a bundle is accepted when the bundle is; one that a
 * provider had and could not deliver after all has failed. */
export const noteFates = ({ run, world }: Work): void => {
  for (const { contact, deputy } of run.steps) {
    for (const { calls } of roundsOf(contact).concat(deputy ? roundsOf(deputy) : [])) {
      for (const call of calls) {
        const fate = world.fates.get(call.id);
        if (!fate) continue;
        call.dueAt = fate.dueAt;
        if (fate.failedAt !== null) call.state = 'failed';
        else call.state = fate.acceptedAt !== null ? 'accepted' : fate.state;
      }
    }
  }
};

/** When a turn has something to do next, or null. */
export const turnDueAt = (work: Work, step: StepRun, turn: TurnRun): number | null => {
  if (turn.out !== null) return null;
  const { via, roundMinutes } = work.steps[step.index]!;
  const last = turn.rounds.at(-1);
  if (!last) return turn.at;
  const { now } = work.world;
  const isKnown = last.calls.some(isAccepted);
  const lostAt = isKnown
    ? null
    : isLost(last, now)
      ? now
      : Math.max(...last.calls.map(({ dueAt }) => dueAt + FALLBACK_MS));
  if (turn.nextRound >= via.length) return lostAt;
  return Math.min(last.at + roundMinutes * MINUTE_MS, lostAt ?? Infinity);
};

/** Moves a turn on as far as it goes now. */
export const moveTurn = (work: Work, step: StepRun, turn: TurnRun): void => {
  const { now } = work.world;
  for (;;) {
    const dueAt = turnDueAt(work, step, turn);
    if (dueAt === null || dueAt > now) return;
    if (callRound(work, step, turn)) continue;
    const last = turn.rounds.at(-1);
    if (last && !isLost(last, now)) return;
    turn.out = 'unreached';
    if (!last) say(work, step, turn, `${turn.label} has none of the ways of this step`);
  }
};

/** By all ways of the step at once; of a team alone where the person has declined. */
const callAll = (work: Work, step: StepRun, turn: TurnRun, kind: Kind): void => {
  const { via } = work.steps[step.index]!;
  const calls = waysOf(work, turn)
    .filter((way) => via.some((kinds) => kinds.includes(way.kind)))
    .map((way) => callBy(work, step, turn, way, kind));
  if (calls.length === 0) return;
  turn.repeat = { round: kind.round, at: work.world.now, calls };
  noteCall(work, step, turn, calls, kind.short === 'repeat');
};

/** Who is behind a target now. Where the rota has changed hands since its contact was called, its
 * deputy is who holds it by now, not who comes after them: that may be the contact again. */
const behind = (work: Work, step: StepRun, role: Role, target: string): Reached => {
  const { reach, now } = work.world;
  const reached = reach(target, now);
  const rota = target.replace(/^next:/, 'rota:');
  if (role === 'contact' || rota === target || step.contact.target !== rota) return reached;
  const holder = reach(rota, now);
  if (holder.person === null || holder.person.key === step.contact.person) return reached;
  return { ...holder, ways: holder.ways.filter(({ isTeam }) => !isTeam) };
};

/** Begins the turn of whoever is behind the target at this moment. */
export const beginTurn = (work: Work, step: StepRun, role: Role, target: string): TurnRun => {
  const { run, world } = work;
  const reached = behind(work, step, role, target);
  const person = reached.person?.key ?? null;
  const isDeclined = person !== null && run.declined.includes(person);
  const label = person === null ? targetWords(target) : reached.label;
  const turn: TurnRun = {
    ...{ role, target, label, person, at: world.now, rounds: [] },
    isRepeat: person !== null && run.called.includes(person),
    ...{ repeat: null, nextRound: 0, out: null },
  };
  if (isDeclined) {
    say(work, step, turn, `${turn.label} has declined and is not called again`);
    callAll(work, step, turn, { short: 'step', n: step.turn, round: 1 });
    turn.out = 'declined';
  } else if (reached.ways.length === 0) {
    const why = reached.problem ?? 'there is no way to reach them';
    say(work, step, turn, `Nobody to call as ${label}: ${why}`);
    turn.out = 'unreached';
  }
  return turn;
};

/** All ways of a repeat at once. */
export const repeatTurn = (work: Work, step: StepRun, turn: TurnRun): void => {
  if (turn.out === 'declined' || turn.rounds.length === 0) return;
  callAll(work, step, turn, { short: 'repeat', n: work.run.repeats, round: 0 });
};

/** Nothing came through to this person, or they will not. */
export const isGone = ({ out, rounds }: TurnRun): boolean =>
  out === 'declined' || (out !== null && !rounds.some(({ calls }) => calls.some(isAccepted)));
