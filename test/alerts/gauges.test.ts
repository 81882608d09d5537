/** Figures of the desk, reach and silence: each against what is usual of it, from a size that matters. */
import { describe, expect, it } from 'vitest';
import { QUIET_DESK, SLOT_MS, type BrandInput } from '#alerts/contract.ts';
import {
  BRAND,
  NOW,
  NONE,
  USUAL,
  burst,
  indicatorsOf,
  learned,
  play,
  signalsOf,
  windowOf,
} from './given.ts';

const DESK = [
  learned('queue||', 6),
  learned('oldest||', 900),
  learned('unanswered||', 0.15),
  learned('questions||', 3),
  learned('handling||', 240),
  learned('breaches||', 1),
];
const desk = (over: object): Partial<BrandInput> => ({ desk: { ...QUIET_DESK, ...over } });
const opens = (over: object) => indicatorsOf(desk(over), DESK);

describe('figures of the desk', () => {
  it.each([
    ['queue', { waiting: 90 }, /^90 waiting where \d(\.\d)? are normal \(1\dx\): /],
    ['oldest', { oldestSeconds: 36_000 }, /^The oldest waits 10 h where 1\d min is normal: /],
    [
      'unanswered',
      { unanswered: 80, unansweredOf: 100 },
      /^80 of 100 conversations are without an answer where 1\d% are normal: /,
    ],
    ['questions', { questionsWaiting: 40 }, /^40 questions are without an answer where /],
    ['handling', { handleSeconds: 3600, handled: 30 }, /^An answer takes 60 min where 4 min is/],
    ['breaches', { slaBreached: 30 }, /^30 conversations are past their time where /],
  ])('%s departs', (indicator, over, why) => {
    const [signal] = signalsOf(desk(over), DESK);
    expect(signal).toMatchObject({ indicator, topic: null, suppressed: null });
    expect(signal!.why).toMatch(why);
    expect(signal!.observed).toBeGreaterThan(signal!.high);
  });

  it.each([
    ['seven waiting', { waiting: 7 }],
    ['a wait of half an hour', { oldestSeconds: 1800 }],
    ['3 of 4 without an answer', { unanswered: 3, unansweredOf: 4 }],
    ['a median of three slow answers', { handleSeconds: 3600, handled: 3 }],
    ['three past their time', { slaBreached: 3 }],
    ['nothing at all', {}],
  ])('%s is no departure', (_, over) => {
    expect(opens(over)).toEqual([]);
  });

  it('a median of few answers is less sure than one of many', () => {
    const few = signalsOf(desk({ handleSeconds: 1500, handled: 8 }), DESK);
    const many = signalsOf(desk({ handleSeconds: 1500, handled: 200 }), DESK);
    expect(few).toEqual([]);
    expect(many.map(({ indicator }) => indicator)).toEqual(['handling']);
  });

  it('a figure that is not known is not judged', () => {
    expect(opens({ handleSeconds: null, oldestSeconds: null, unansweredOf: 0 })).toEqual([]);
  });
});

describe('reach', () => {
  it('one celebrity is a signal, the usual readers are none', () => {
    const loud = windowOf((ago) => (ago === 3 ? 30_000_000 : 1000));
    const [signal] = signalsOf({ reach: loud });
    expect(signal).toMatchObject({ indicator: 'reach' });
    expect(signal!.why).toMatch(/^30,\d{3},\d{3} people reached over the last \d+ min where /);
    expect(indicatorsOf({ reach: windowOf(() => 2000) })).toEqual([]);
  });
  it('forty times next to nothing is next to nothing', () => {
    expect(indicatorsOf({ reach: burst(8_000, 5) }, [learned('reach||', 400)])).toEqual([]);
  });
});

describe('silence of a channel', () => {
  const HEARD = [learned('silence||x', 120)].map((one) => ({
    ...one,
    series: `silence|${BRAND}|x`,
  }));
  /** Two a minute until NOW, nothing after it. */
  const silentAt = (isOpen: boolean) => (now: number) => {
    const window = windowOf((ago) => (now - ago * SLOT_MS <= NOW ? 0.34 : 0), now);
    return { channels: [{ channel: 'x', mentions: window, isOpen }] };
  };

  it('says how many were to be expected', () => {
    const said = play(silentAt(true), 30, HEARD);
    expect(said.map(({ kind, signal }) => [kind, signal.indicator])).toEqual([
      ['signal-opened', 'silence'],
    ]);
    const { signal, at } = said[0]!;
    expect(signal).toMatchObject({ topic: null, observed: 0, detail: { channel: 'x' } });
    expect(signal.expected).toBeGreaterThanOrEqual(8);
    expect(signal.why).toMatch(/^Nothing has come for \d+ min where \d+ mentions were to be/);
    expect(at - NOW).toBeLessThan(25 * 60_000);
  });
  it('ends soon after it is heard again, however long it was silent', () => {
    const backAt = NOW + 100 * 60_000;
    const isHeard = (at: number) => at <= NOW || at > backAt;
    const said = play(
      (now) => {
        const window = windowOf((ago) => (isHeard(now - ago * SLOT_MS) ? 0.34 : 0), now);
        return { channels: [{ channel: 'x', mentions: window, isOpen: true }] };
      },
      130,
      [{ ...learned('silence||x', 30), series: `silence|${BRAND}|x` }],
    );
    expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
    expect(said[0]!.at - NOW).toBeGreaterThan(16 * 60_000);
    expect(said[1]!.at - backAt).toBeLessThan(16 * 60_000);
  });
  it('a closed channel misses nothing', () => {
    expect(play(silentAt(false), 60, HEARD)).toEqual([]);
  });
  it('a silence is told from the opening of the channel on', () => {
    const opensAt = NOW + 60 * 60_000;
    const said = play((now) => silentAt(now >= opensAt)(now), 90, HEARD);
    expect(said.map(({ kind }) => kind)).toEqual(['signal-opened']);
    expect(said[0]!.signal.detail!.since).toBeGreaterThanOrEqual(opensAt - 5_000);
    expect(said[0]!.at - opensAt).toBeLessThan(25 * 60_000);
  });
  it('a channel in which hardly anything comes is not silent', () => {
    const rare = [{ ...learned('silence||x', 2), series: `silence|${BRAND}|x` }];
    expect(play(silentAt(true), 120, rare, 60_000)).toEqual([]);
  });
  it('a channel of which nothing is known is not judged', () => {
    expect(play(silentAt(true), 60, [], 60_000)).toEqual([]);
  });
  it('a channel that is gone is not silent any more, and is forgotten', () => {
    const isKnown = (now: number) => now < NOW + 40 * 60_000;
    const said = play((now) => (isKnown(now) ? silentAt(true)(now) : {}), 60, HEARD);
    expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
    expect(said[1]!.at).toBe(NOW + 40 * 60_000);
  });
  it('nobody looked for an hour: what came meanwhile is not known', () => {
    const looked = play(silentAt(true), 120, HEARD, 3_600_000);
    expect(looked).toEqual([]);
  });
});

it('a brand that says nothing has no signals', () => {
  expect(indicatorsOf({ volume: NONE }, [...USUAL, ...DESK])).toEqual([]);
});
