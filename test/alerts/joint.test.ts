/** Mentions, waiting and handling time drift together though none crosses alone. */
import { describe, expect, it } from 'vitest';
import { QUIET_DESK, type BrandInput } from '#alerts/contract.ts';
import { NOW, USUAL, learned, play, windowOf } from './given.ts';

const MINUTE = 60_000;
const BASELINES = [
  ...USUAL,
  learned('queue||', 20),
  learned('handling||', 240),
  learned('oldest||', 900),
];
type Drift = { from: number; times: number };
const NEVER: Drift = { from: Infinity, times: 1 };

/** Each figure is so many times the usual from so many minutes on. */
const day =
  (mentions: Drift, waiting: Drift, handling: Drift) =>
  (now: number): Partial<BrandInput> => {
    const timesAt = ({ from, times }: Drift, at: number) => (at >= NOW + from * MINUTE ? times : 1);
    const posts = (ago: number) => (20 / 6) * timesAt(mentions, now - ago * 10_000);
    return {
      volume: windowOf(posts, now),
      negative: windowOf((ago) => posts(ago) / 4, now),
      desk: {
        ...QUIET_DESK,
        waiting: Math.round(20 * timesAt(waiting, now)),
        oldestSeconds: 900,
        handleSeconds: 240 * timesAt(handling, now),
        handled: 40,
      },
    };
  };
const opened = (picture: ReturnType<typeof day>, minutes = 120) =>
  play(picture, minutes, BASELINES, 60_000).filter(({ kind }) => kind === 'signal-opened');

describe('a joint signal', () => {
  const drift = day({ from: 30, times: 1.1 }, { from: 10, times: 2.1 }, { from: 50, times: 2.8 });

  it('says which moved first, how far each has come, and that none crossed alone', () => {
    const told = opened(drift);
    expect(told.map(({ signal }) => signal.indicator)).toEqual(['joint']);
    const { signal } = told[0]!;
    const parts = signal.detail!.parts!;
    expect(parts[0]!.indicator).toBe('queue');
    expect(parts.map(({ since }) => since)).toEqual(parts.map(({ since }) => since).sort());
    expect(parts[0]!.times).toBeGreaterThan(1.3);
    expect(signal.why).toMatch(
      /^Waiting moved first \(\d\d:\d\d, \d(\.\d)?x\), then .*: together .*, none alone\.$/,
    );
    expect(signal.expected).toBe(1);
    expect(signal.observed).toBeGreaterThan(1);
  });

  it.each([
    ['nothing drifts', day(NEVER, NEVER, NEVER)],
    ['one drifts alone', day(NEVER, { from: 10, times: 1.7 }, NEVER)],
    [
      'all are a little above the usual',
      day({ from: 5, times: 1.03 }, { from: 5, times: 1.15 }, { from: 5, times: 1.15 }),
    ],
  ])('is none where %s', (_, picture) => {
    expect(opened(picture)).toEqual([]);
  });

  it('lasts as one signal until it is calm, then ends', () => {
    const back = (now: number) =>
      now < NOW + 100 * MINUTE ? drift(now) : day(NEVER, NEVER, NEVER)(now);
    const said = play(back, 260, BASELINES, 60_000).filter(
      ({ signal }) => signal.indicator === 'joint',
    );
    expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
  });

  it('is none of what has crossed alone and calmed down', () => {
    const isOn = (at: number) => at >= NOW + 30 * MINUTE && at < NOW + 55 * MINUTE;
    const outage = (now: number): Partial<BrandInput> => {
      const posts = (isFault: boolean) => (20 / 6) * (isFault ? 4 : 1);
      const slot = (ago: number) => isOn(now - ago * 10_000);
      return {
        volume: windowOf((ago) => posts(slot(ago)), now),
        negative: windowOf((ago) => posts(slot(ago)) * (slot(ago) ? 0.75 : 0.25), now),
      };
    };
    const indicators = opened(outage, 180).map(({ signal }) => signal.indicator);
    expect(indicators.toSorted()).toEqual(['negativeShare', 'volume']);
  });
});
