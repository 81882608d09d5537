/** Scripted time for calling: at('03:00', ...) something happens, then one asks who was called by what,
 * and that nobody else was. The pure look drives it, a stand-in delivers. One look a second. */
import { expect } from 'vitest';
import { applyCommand } from '#alerts/crisis/machine.ts';
import type { Draft } from '#alerts/flowchart/body.ts';
import { lookAt, type LookCase, type LookDesk, type ToldRow } from '#alerts/flowchart/look.ts';
import type { Suppression } from '#alerts/flowchart/drive.ts';
import { isAlert, type SuppressedBy } from '#contracts/alert.ts';
import type { Chain, MessageFate, Silence } from '#contracts/calling.ts';
import { catalogue } from '#contracts/catalogue.ts';
import type { CommandIn, CommandName, Crisis, Level, TimelineEntry } from '#contracts/crisis.ts';
import { flowchart } from '#contracts/flowchart.ts';
import { roster } from '#contracts/oncall.ts';
import type { WayKind } from '#contracts/way.ts';
import { aCrisis } from '../../watch/samples.ts';
import { CHART, RECEIVERS, ROSTER } from './people.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A provider says yes a second after it was asked. */
const TAKES_MS = SECOND_MS;

type Sent = Draft & {
  state: MessageFate['state'];
  acceptedAt: number | null;
  failedAt: number | null;
  suppressed: Suppression | null;
};
/** After these somebody knows of the crisis. */
const TELLING: readonly string[] = ['step', 'repeat', 'level', 'handover', 'reserve'].map(
  (type) => `alert.${type}`,
);
type Happening = { at: number; act(): void };
/** `retry`: no answer, tried until it works. `refused`: given up at once. */
type Fault = 'retry' | 'refused';
type Range = readonly [from: string, to: string];
type Like = { type?: string; trend?: RegExp; step?: number; drill?: boolean };

export const between = (from: string, to: string): Range => [from, to];

export const calling = (
  date: string,
  given: { chart?: object; roster?: object; receivers?: object[]; isRestarting?: boolean } = {},
) => {
  const day = Date.parse(`${date}T00:00:00Z`);
  /** Hours may go beyond 24. */
  const clock = (time: string): number => {
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return day + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
  };
  const people = { oncall: roster.parse(given.roster ?? ROSTER) };
  const happenings: Happening[] = [];
  const crises = new Map<string, Crisis>();
  const silences: Silence[] = [];
  const overrides: LookDesk['oncall']['overrides'][number][] = [];
  const faults = new Map<WayKind, { kind: Fault; until: number }>();
  const asked = new Map<string, LookCase['asked']>();
  let chains: Chain[] = [];
  const messages: Sent[] = [];
  const entries: TimelineEntry[] = [];
  const known = new Set<Sent>();
  let away: Range | null = null;
  let isPlayed = false;
  let from = day;
  let until = day + HOUR_MS;

  const deliver = (now: number): void => {
    for (const message of messages) {
      if (message.state !== 'queued' || message.dueAt + TAKES_MS > now) continue;
      const fault = faults.get(message.way.kind);
      const isDown = fault !== undefined && now < fault.until;
      if (isDown && fault.kind === 'retry') continue;
      message.state = isDown ? 'failed' : 'accepted';
      if (isDown) message.failedAt = now;
      else message.acceptedAt = now;
    }
  };
  const suppress = (chainId: string, by: SuppressedBy): void => {
    for (const message of messages) {
      if (message.chainId !== chainId || message.state !== 'queued') continue;
      message.state = 'suppressed';
      message.suppressed = { by, for: null };
    }
  };
  /** As the store does: an id is known once, and a newer message takes the place of a waiting one. */
  const queue = (draft: Draft, suppressed: Suppression | null): void => {
    if (messages.some(({ id }) => id === draft.id)) return;
    for (const older of messages) {
      const isSame =
        older.crisisId === draft.crisisId &&
        older.person === draft.person &&
        JSON.stringify(older.way) === JSON.stringify(draft.way);
      if (suppressed || !isSame || older.state !== 'queued') continue;
      older.state = 'suppressed';
      older.suppressed = { by: 'superseded', for: draft.id };
    }
    const state = suppressed ? ('suppressed' as const) : ('queued' as const);
    messages.push({ ...draft, state, suppressed, acceptedAt: null, failedAt: null });
  };
  const toldOf = (crisis: Crisis): ToldRow[] =>
    messages
      .filter(({ crisisId, state }) => crisisId === crisis.id && state === 'accepted')
      .filter(({ type }) => TELLING.includes(type));
  const fates = () =>
    new Map(
      messages.map((message): [string, MessageFate] => [
        message.id,
        { ...message, attempts: 1, answer: null },
      ]),
    );
  const look = (now: number): void => {
    const desk: LookDesk = {
      ...{ now, chart: flowchart.parse(given.chart ?? CHART), chartVersion: 1, silences },
      oncall: {
        ...{ roster: people.oncall, overrides: [...overrides], calendars: [] },
        ...{ confirmations: [], pushPeople: people.oncall.people.map(({ key }) => key) },
      },
      receivers: catalogue.parse({ receivers: given.receivers ?? RECEIVERS }).receivers,
      open: [...crises.values()].filter(({ resolvedAt }) => resolvedAt === null),
      publicUrl: 'https://tocsin.example',
    };
    for (const crisis of crises.values()) {
      const declined = entries
        .filter(({ kind, crisisId }) => kind === 'declined' && crisisId === crisis.id)
        .map(({ at, data }) => ({ at, person: (data.person as string | null) ?? null }));
      const own = chains.filter(({ crisisId }) => crisisId === crisis.id);
      const one = { crisis, chains: own, fates: fates(), declined, told: toldOf(crisis) };
      const outcome = lookAt({ ...one, asked: asked.get(crisis.id) ?? null }, desk);
      for (const { chainId, by } of outcome.suppress) suppress(chainId, by);
      for (const { draft, suppressed } of outcome.drafts) queue(draft, suppressed);
      if (outcome.crisis) crises.set(crisis.id, outcome.crisis);
      const ids = new Set(outcome.chains.map(({ id }) => id));
      chains = [...chains.filter(({ id }) => !ids.has(id)), ...outcome.chains];
      entries.push(...outcome.entries);
      asked.set(crisis.id, outcome.asked);
    }
    if (given.isRestarting) chains = JSON.parse(JSON.stringify(chains)) as Chain[];
  };
  let now = day;
  const play = (): void => {
    if (isPlayed) return;
    isPlayed = true;
    for (now = from; now <= until; now += SECOND_MS) {
      for (const { at, act } of happenings) if (at === now) act();
      if (away && now >= clock(away[0]) && now < clock(away[1])) continue;
      deliver(now);
      look(now);
    }
  };
  const readable = (at: number) => new Date(at).toISOString().slice(11, 19);
  const nameOf = (message: Sent) =>
    message.person ?? `${message.contact} (${message.way.receiver})`;
  const describe = (message: Sent) =>
    `${readable(message.acceptedAt ?? 0)} ${nameOf(message)} ${message.way.kind} ${message.type}`;
  const sent = () => messages.filter(({ state }) => state === 'accepted');
  const changeCrisis = (id: string, more: Partial<Crisis>): void => {
    const before = crises.get(id);
    if (before) crises.set(id, { ...before, ...more, version: before.version + 1 });
  };

  const script = {
    play(start: string, end: string) {
      from = clock(start);
      until = clock(end);
      return script;
    },
    /** The server is down: nobody looks and nothing is sent. */
    isAway(range: Range) {
      away = range;
      return script;
    },
    at(time: string, act: () => void) {
      happenings.push({ at: clock(time), act });
      return script;
    },
    opens(more: Partial<Crisis> = {}) {
      return () => {
        const crisis = aCrisis({ openedAt: now, detectedAt: now, ...more });
        crises.set(crisis.id, crisis);
      };
    },
    changes:
      (more: Partial<Crisis>, id = 'crisis-1') =>
      () =>
        changeCrisis(id, more),
    rises:
      (level: Level, perMinute: number, id = 'crisis-1') =>
      () => {
        const deviation = {
          score: 0.9,
          evidence: [{ what: 'mentions a minute', value: perMinute, expected: 1 }],
        };
        const { scorecard } = crises.get(id)!;
        changeCrisis(id, { level, levelAt: now, scorecard: { ...scorecard, deviation } });
      },
    does:
      (person: string, command: CommandName, input: CommandIn = {}, id = 'crisis-1') =>
      () => {
        const who = people.oncall.people.find(({ key }) => key === person);
        const actor = { name: who?.name ?? person, person: who?.key ?? null };
        const crisis = crises.get(id)!;
        const outcome = applyCommand(crisis, command, input, actor, now, people.oncall.people);
        if (!outcome.ok) throw new Error(outcome.detail);
        crises.set(id, outcome.crisis);
        entries.push(...outcome.entries);
      },
    breaks: (kinds: WayKind[], kind: Fault, minutes: number) => () => {
      for (const way of kinds) faults.set(way, { kind, until: now + minutes * MINUTE_MS });
    },
    silences: (silence: Pick<Silence, 'endsAt'> & Partial<Silence>) => () => {
      silences.push({
        ...{ id: 'silence-1', owner: 'Ada Okafor', reason: 'a test of the lines', createdAt: now },
        ...{ startsAt: now, endedBy: null, brand: 'acme', scenario: null, topic: null },
        ...{ upToLevel: 'high', toldStart: false, toldEnd: false },
        ...silence,
      });
    },
    overrides: (person: string, rota: string, end: string) => () => {
      overrides.push({
        ...{ id: `override-${overrides.length}`, rota, person, from: now, to: clock(end) },
        ...{ createdAt: now, by: 'Ada', reason: 'a swap', swap: null },
      });
    },
    clock,
    expectCall(range: Range, person: string, via: WayKind, like: Like = {}) {
      play();
      const [start, end] = range.map(clock) as [number, number];
      const found = sent().find(
        (message) =>
          !known.has(message) &&
          nameOf(message) === person &&
          message.way.kind === via &&
          (like.type === undefined || message.type === like.type) &&
          (like.step === undefined || message.step === like.step) &&
          message.acceptedAt! >= start &&
          message.acceptedAt! <= end,
      );
      const seen = `${person} by ${via} ${range.join('-')}; seen:\n${sent().map(describe).join('\n')}`;
      expect(found, seen).toBeDefined();
      known.add(found!);
      if (like.trend) {
        const { body } = found!;
        expect(isAlert(body) ? body.trend : body.text).toMatch(like.trend);
      }
      if (like.drill !== undefined) expect(found!.drill).toBe(like.drill);
      return script;
    },
    expectNothingElse() {
      play();
      expect(
        sent()
          .filter((message) => !known.has(message))
          .map(describe),
      ).toEqual([]);
      return script;
    },
    expectSuppressed(by: SuppressedBy, ways: string[]) {
      play();
      const kept = messages.filter(({ suppressed }) => suppressed?.by === by);
      expect(kept.map((message) => `${nameOf(message)} ${message.way.kind}`)).toEqual(ways);
      return script;
    },
    expectEntry(time: string, kind: TimelineEntry['kind'], text: RegExp) {
      play();
      const found = entries.filter((entry) => entry.kind === kind && text.test(entry.text));
      const seen = entries.map((entry) => `${readable(entry.at)} ${entry.kind} ${entry.text}`);
      expect(
        found.map(({ at }) => readable(at)),
        seen.join('\n'),
      ).toContain(readable(clock(time)));
      return script;
    },
    outcome() {
      play();
      return { messages, entries, chains, crises: [...crises.values()] };
    },
  };
  return script;
};
