/** Alerts of other monitoring systems in the engine: signals while they fire, evidence on the record of
 * the crisis that is open, and never a crisis by themselves. */
import { describe, expect, it } from 'vitest';
import { emptyEngine, tick, type EngineState } from '#alerts/engine.ts';
import { joinExternal, watchExternal, withExternal } from '#alerts/external.ts';
import { TICK_MS, type BrandInput, type Transition } from '#alerts/contract.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { ExternalAlert } from '#contracts/external-alert.ts';
import { aCrisis } from '../watch/samples.ts';
import { BRAND, burst, contextOf, inputOf, NOW, USUAL } from './given.ts';

const alert = (fingerprint: string, more: Partial<ExternalAlert> = {}): ExternalAlert => ({
  brand: BRAND,
  source: 'alertmanager',
  fingerprint,
  name: 'PaymentsFailing',
  summary: 'Half of all payments fail',
  severity: 'critical',
  startsAt: NOW - 60_000,
  ...more,
});
const kinds = (transitions: readonly Transition[]) => transitions.map(({ kind }) => kind);

describe('signals from outside', () => {
  it('open once, say what changed, and close', () => {
    const first = watchExternal(undefined, [alert('a')], NOW);
    expect(first.transitions).toMatchObject([
      {
        kind: 'signal-opened',
        signal: {
          ...{ indicator: 'external', brand: BRAND, openedAt: NOW, closedAt: null },
          why: 'Alertmanager, critical: PaymentsFailing: Half of all payments fail',
          detail: { since: NOW - 60_000 },
        },
      },
    ]);
    const kept = JSON.parse(JSON.stringify(first.state));
    const second = watchExternal(kept, [alert('a')], NOW + TICK_MS);
    expect(second.transitions).toEqual([]);
    const third = watchExternal(second.state, [alert('a', { severity: 'warning' })], NOW + TICK_MS);
    expect(kinds(third.transitions)).toEqual(['signal-updated']);
    const last = watchExternal(third.state, [], NOW + 2 * TICK_MS);
    expect(last.transitions).toMatchObject([
      { kind: 'signal-closed', signal: { closedAt: NOW + 2 * TICK_MS } },
    ]);
    expect([last.state, last.live]).toEqual([{}, []]);
  });

  it('one that comes back is another signal', () => {
    const first = watchExternal(undefined, [alert('a')], NOW);
    const again = watchExternal({}, [alert('a')], NOW + TICK_MS);
    expect(again.live[0]?.id).not.toBe(first.live[0]?.id);
  });

  it('show the most severe where there are many, in whatever order they are told', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      alert(`f${index}`, { severity: index < 5 ? 'critical' : 'warning', startsAt: NOW - index }),
    );
    const shown = watchExternal(undefined, many, NOW).live.map(({ id }) => id);
    const backwards = watchExternal(undefined, [...many].reverse(), NOW).live.map(({ id }) => id);
    expect(shown).toHaveLength(20);
    expect(backwards).toEqual(shown);
    const scores = watchExternal(undefined, many, NOW).live.map(({ score }) => score);
    expect(scores.filter((score) => score > 0.9)).toHaveLength(5);
  });

  it('go to the brands that are looked at', () => {
    const input = { now: NOW, brands: [inputOf(), inputOf({ brand: 'south' })], beatAt: 7 };
    const given = withExternal(input, [alert('a'), alert('b', { brand: 'nobody' })]);
    expect(given.brands.map(({ external }: BrandInput) => external)).toEqual([
      [alert('a')],
      undefined,
    ]);
    expect(given.beatAt).toBe(7);
    expect(withExternal(input, [])).toBe(input);
  });
});

describe('the record of a crisis', () => {
  const crisis = (id: string, more: Partial<Crisis> = {}) => aCrisis({ id, brand: BRAND, ...more });
  const outside = watchExternal(undefined, [alert('a'), alert('b')], NOW);
  const ids = outside.live.map(({ id }) => id);

  it('takes them in once, the one that opened last', () => {
    const crises = [crisis('old', { openedAt: 1 }), crisis('new', { openedAt: 2 })];
    const joined = joinExternal([], crises, outside, NOW);
    expect(joined).toMatchObject([
      {
        kind: 'crisis-changed',
        crisis: { id: 'new', signals: ids },
        entries: [{ kind: 'signal-opened', by: 'tocsin' }, { kind: 'signal-opened' }],
      },
    ]);
    const after = joined.flatMap((one) => ('crisis' in one ? [one.crisis] : []));
    expect(joinExternal([], after, outside, NOW)).toEqual([]);
  });

  it('is written once a tick, with what else changes it', () => {
    const before = crisis('one', { signals: ['own'] });
    const changed = { ...before, level: 'critical' as const };
    const own: Transition = { kind: 'crisis-changed', crisis: changed, entries: [] };
    const joined = joinExternal([own], [before], outside, NOW);
    expect(joined).toMatchObject([
      { crisis: { level: 'critical', signals: ['own', ...ids] }, entries: [{}, {}] },
    ]);
  });

  it('says when one is resolved, and takes nothing in once it is over', () => {
    const closed = watchExternal(outside.state, [alert('a')], NOW + TICK_MS);
    const open = crisis('one', { signals: ids });
    const joined = joinExternal([], [open], closed, NOW + TICK_MS);
    expect(joined).toMatchObject([{ entries: [{ kind: 'signal-closed' }] }]);
    const over: Transition = {
      kind: 'crisis-changed',
      crisis: crisis('two', { resolvedAt: NOW }),
      entries: [],
    };
    expect(joinExternal([over], [crisis('two')], outside, NOW)).toEqual([over]);
    expect(joinExternal([], [], outside, NOW)).toEqual([]);
  });
});

describe('the engine', () => {
  const play = (input: (at: number) => Partial<BrandInput>, ticks: number) => {
    let state: EngineState = emptyEngine();
    let openCrises: Crisis[] = [];
    const all: Transition[] = [];
    for (let step = 0; step < ticks; step += 1) {
      const now = NOW + step * TICK_MS;
      const outcome = tick(
        JSON.parse(JSON.stringify(state)),
        { now, brands: [inputOf(input(step))] },
        { ...contextOf(USUAL), openCrises },
      );
      state = outcome.state;
      all.push(...outcome.transitions);
      for (const one of outcome.transitions) {
        if (!('crisis' in one)) continue;
        openCrises = [...openCrises.filter(({ id }) => id !== one.crisis.id), one.crisis];
      }
    }
    return { all, state, openCrises };
  };

  it('opens no crisis for them, however many and severe they are', () => {
    const external = Array.from({ length: 30 }, (_, index) => alert(`f${index}`));
    const { all, openCrises } = play((step) => (step < 20 ? { external } : {}), 40);
    expect(openCrises).toEqual([]);
    expect(kinds(all).filter((kind) => kind === 'signal-opened')).toHaveLength(20);
    expect(kinds(all).filter((kind) => kind === 'signal-closed')).toHaveLength(20);
  });

  it('a brand that is at rest again is forgotten', () => {
    const { state } = play((step) => (step === 0 ? { external: [alert('a')] } : {}), 2);
    expect(state.brands[BRAND]?.external).toBeUndefined();
  });

  it('they change nothing of what else it decides', () => {
    const flood = { volume: burst(400, 12), negative: burst(300, 12) };
    const decided = (all: readonly Transition[]) =>
      all.flatMap((one) =>
        'crisis' in one ? [[one.crisis.state, one.crisis.level, one.crisis.scenario]] : [],
      );
    const without = play(() => flood, 6);
    const beside = play(() => ({ ...flood, external: [alert('a')] }), 6);
    expect(without.openCrises).toHaveLength(1);
    expect(decided(beside.all).at(-1)).toEqual(decided(without.all).at(-1));
    const [crisis] = beside.openCrises;
    const outside = beside.all.find(
      (one) => 'signal' in one && one.signal.indicator === 'external',
    );
    expect(crisis?.signals).toContain(outside && 'signal' in outside ? outside.signal.id : '');
  });
});
