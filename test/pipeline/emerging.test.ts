/** Topics that nobody defined: one per burst, none for what is usual, and no more than fits. */
import { describe, expect, it } from 'vitest';
import type { Mention } from '#contracts/mention.ts';
import type { Voice } from '#contracts/voice.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createEmerging, type Emerged, type Emerging } from '#server/pipeline/emerging/emerging.ts';
import { EMERGING_LIMITS } from '#server/pipeline/emerging/limits.ts';
import { BrandMemory } from '#server/pipeline/emerging/memory.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { chanceOf, glass, hashtag, outage, repost, talk } from './everyday.ts';
import { NOON, voice } from './make.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BRAND = 'northline';
const understand = createUnderstand(defaultCatalogue());
const hear = createHear(defaultCatalogue());
const heard = (rows: readonly Mention[]): Voice[] =>
  rows.map((row) => hear(understand(row), null)).sort((a, b) => a.at - b.at);

const DAYS = 3;
const usual = talk({ from: NOON - DAYS * DAY_MS, hours: DAYS * 24 + 8, perHour: 25, seed: 1 });

type Found = { topic: string; seenAt: number; first: Emerged; last: Emerged; looks: number };
/** Looks once a minute; what is before NOON only teaches. */
const watch = (rows: readonly Mention[], hours: number, emerging: Emerging = createEmerging()) => {
  const voices = heard(rows);
  const found = new Map<string, Found>();
  let next = voices.findIndex(({ at }) => at >= NOON);
  emerging.apply(voices.slice(0, next));
  for (let now = NOON; now <= NOON + hours * HOUR_MS; now += MINUTE_MS) {
    const from = next;
    while (next < voices.length && voices[next]!.at <= now) next += 1;
    emerging.apply(voices.slice(from, next));
    for (const last of emerging.open(BRAND, now)) {
      const known = found.get(last.topic);
      if (known) found.set(last.topic, { ...known, last, looks: known.looks + 1 });
      else found.set(last.topic, { topic: last.topic, seenAt: now, first: last, last, looks: 1 });
    }
  }
  return [...found.values()];
};
const burst = (say: Parameters<typeof talk>[0]['say'], more: object = {}) =>
  talk({ from: NOON, hours: 1, perHour: 60, seed: 7, prefix: 'b', say, ...more });

describe('emerging topics', () => {
  it.each([
    ['a fault in many wordings', outage, ['internet', 'leeds']],
    ['one subject', glass, ['glass']],
    ['a hashtag', hashtag, ['#notmyqueue']],
  ] as const)('finds %s within 15 minutes, as one topic', (_, say, terms) => {
    const found = watch([...usual, ...burst(say)], 4);
    expect(found).toHaveLength(1);
    expect(found[0]!.seenAt).toBeLessThanOrEqual(NOON + 15 * MINUTE_MS);
    const { last } = found[0]!;
    for (const term of terms) expect(last.terms.join(', ')).toContain(term);
    expect(last.voices).toBeGreaterThan(20);
    expect(last.strength).toBeGreaterThan(2);
    expect(last.firstAt).toBeLessThan(NOON + 10 * MINUTE_MS);
  });

  it('counts a hundred reposts, and does not take them for many voices', () => {
    const found = watch([...usual, ...burst(repost)], 2);
    expect(found).toHaveLength(1);
    const { name, roots, voices, mentions } = found[0]!.last;
    expect(name).toContain('grandmother');
    expect(roots).toBe(1);
    expect(voices).toBeGreaterThan(30);
    expect(mentions).toBeGreaterThanOrEqual(voices);
    const many = watch([...usual, ...burst(glass)], 2)[0]!;
    expect(found[0]!.seenAt).toBeGreaterThan(many.seenAt);
  });

  it('tells two stories apart that begin together', () => {
    const rows = [...usual, ...burst(glass), ...burst(hashtag, { seed: 8, prefix: 'c' })];
    const names = watch(rows, 3).map(({ last }) => last.name);
    expect(names).toHaveLength(2);
    expect(names.join(' | ')).toMatch(/glass/);
    expect(names.join(' | ')).toMatch(/#notmyqueue/);
  });

  it('keeps its key and its name’s story while it lasts, and ends after an hour of calm', () => {
    const [found, ...others] = watch([...usual, ...burst(glass)], 7);
    expect(others).toEqual([]);
    expect(found!.looks).toBeGreaterThan(60);
    expect(found!.looks).toBeLessThan(5 * 60);
    expect(found!.topic).toMatch(/^emerging-/);
  });

  it('is the same topic when it comes back the same day', () => {
    const again = burst(glass, { from: NOON + 5 * HOUR_MS, seed: 9, prefix: 'd' });
    const found = watch([...usual, ...burst(glass), ...again], 7);
    expect(found).toHaveLength(1);
  });

  it.each([
    ['an ordinary day', []],
    ['three times as much of everything', talk({ from: NOON, hours: 3, perHour: 60, seed: 3 })],
    [
      'one author fifty times',
      burst((_, i) => `Coin portal pays a bonus, number ${i}`, { author: 'one' }),
    ],
    ['three people', burst(glass, { perHour: 3 })],
  ])('is silent on %s', (_, rows) => {
    expect(watch([...usual, ...rows], 4).map(({ first }) => first.name)).toEqual([]);
  });

  it('learns what comes every day', () => {
    const greetings = Array.from({ length: DAYS + 1 }, (_, day) =>
      burst((random) => (random() < 0.5 ? 'Sunrise picture for you' : 'Another sunrise seen'), {
        from: NOON + (day - DAYS) * DAY_MS,
        seed: 20 + day,
        prefix: `g${day}`,
        perHour: 30,
      }),
    ).flat();
    expect(watch([...usual, ...greetings], 4).map(({ first }) => first.name)).toEqual([]);
  });

  it('says nothing in the first hours of a brand, unless it is overwhelming', () => {
    const young = talk({ from: NOON - 2 * HOUR_MS, hours: 8, perHour: 25, seed: 5 });
    expect(watch(young, 6)).toEqual([]);
    expect(watch([...young, ...burst(glass, { perHour: 200 })], 3)).toHaveLength(1);
  });

  it('says when a tracked topic shows the same, and leaves it to that one', () => {
    const crash = burst((random) => {
      const what = ['App crashes at the start', 'The app crashed on me', 'App crash after login'];
      return `${what[Math.floor(random() * 3)]!} since the purple release`;
    });
    const emerging = createEmerging();
    const found = watch([...usual, ...crash], 0.7, emerging);
    expect(found[0]!.last.coveredBy).toBe('app-login');
    expect(emerging.topics(BRAND, NOON + 0.7 * HOUR_MS)).toEqual([]);
  });

  it('gives the detectors its mentions by slot', () => {
    const emerging = createEmerging();
    const rows = burst(glass);
    watch([...usual, ...rows], 1, emerging);
    const [topic] = emerging.topics(BRAND, NOON + HOUR_MS);
    const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);
    expect(sum(topic!.volume.counts)).toBeGreaterThan(0.9 * rows.length);
    expect(sum(topic!.volume.counts)).toBeLessThanOrEqual(rows.length + 2);
    expect(sum(topic!.negative.counts)).toBeLessThanOrEqual(sum(topic!.volume.counts));
    expect(topic!.emerging!.topic).toBe(topic!.topic);
    expect(emerging.topics('nobody', NOON)).toEqual([]);
  });

  it('does not mind the order within a batch', () => {
    const rows = [...usual, ...burst(glass)];
    const [sorted, shuffled] = [createEmerging(), createEmerging()];
    const voices = heard(rows).filter(({ at }) => at <= NOON + HOUR_MS);
    const split = voices.findIndex(({ at }) => at > NOON);
    const random = chanceOf(4);
    const late = voices.slice(split).map((one) => ({ one, key: random() }));
    sorted.apply(voices);
    shuffled.apply(voices.slice(0, split));
    shuffled.apply(late.sort((a, b) => a.key - b.key).map(({ one }) => one));
    const told = (emerging: Emerging) =>
      emerging.open(BRAND, NOON + HOUR_MS).map(({ mentions, voices: many }) => [mentions, many]);
    expect(told(shuffled)).toEqual(told(sorted));
    expect(told(sorted)).toHaveLength(1);
  });
});

describe('the memory of a brand', () => {
  it('never outgrows its limits, and keeps what is frequent', () => {
    const memory = new BrandMemory(NOON);
    for (let i = 0; i < 12_000; i += 1) {
      const terms = ['usual', `once ${i}`, `rare ${i}`, `seldom ${i}`];
      memory.hear(voice({ id: `m${i}`, at: NOON + i * 500, terms }));
    }
    expect(memory.terms.size).toBeLessThanOrEqual(EMERGING_LIMITS.termsPerBrand);
    expect(memory.terms.get('usual')!.past.slow).toBeGreaterThan(11_000);
    expect(memory.recent.voices.length).toBeLessThanOrEqual(EMERGING_LIMITS.voicesPerBrand);
  });

  it('stays bounded within the hour of a flood, for each term as well', () => {
    const memory = new BrandMemory(NOON);
    const many = EMERGING_LIMITS.voicesPerBrand + 5_000;
    for (let i = 0; i < many; i += 1) {
      memory.hear(voice({ id: `f${i}`, at: NOON + i * 50, terms: ['flood'] }));
    }
    const held = memory.terms.get('flood')!.recent.voices.length;
    expect(held).toBe(memory.recent.voices.length);
    expect(held).toBeLessThanOrEqual(EMERGING_LIMITS.voicesPerBrand);
    expect(memory.terms.get('flood')!.past.slow).toBeGreaterThan(many - 100);
  });

  it('lets go of terms that are equally rare', () => {
    const memory = new BrandMemory(NOON);
    const many = EMERGING_LIMITS.termsPerBrand * 1.2;
    for (let i = 0; i < many; i += 20) {
      const terms = Array.from({ length: 20 }, (_, k) => `word ${i + k}`);
      memory.hear(voice({ id: `e${i}`, at: NOON, terms }));
    }
    expect(memory.terms.size).toBeLessThanOrEqual(EMERGING_LIMITS.termsPerBrand);
  });

  it('counts an author once per term, and copies less and less', () => {
    const memory = new BrandMemory(NOON);
    const weightOf = (term: string) => memory.terms.get(term)!.recent.weight(0, Infinity);
    for (let i = 0; i < 9; i += 1) {
      memory.hear(voice({ id: `a${i}`, author: 'one', terms: ['mine'] }));
      memory.hear(voice({ id: `b${i}`, print: 'copy', terms: ['copied'] }));
    }
    expect(weightOf('mine')).toBe(1);
    expect(weightOf('copied')).toBeGreaterThan(3);
    expect(weightOf('copied')).toBeLessThan(6);
    expect(memory.hear(voice({ id: 'a1', author: 'two', terms: ['mine'] }))).toBeNull();
  });
});
