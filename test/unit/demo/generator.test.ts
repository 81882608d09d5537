/** The world of the demo: the same for the same seed, valid at the public door, and shaped like a
 * day of a service desk with an outage in it. */
import { describe, expect, it } from 'vitest';
import { deskEventIn } from '#contracts/desk-event.ts';
import { mentionIn } from '#contracts/mention.ts';
import { demoCatalogue } from '#server/demo/brand.ts';
import { createGenerator } from '#server/demo/generator.ts';
import { LANGUAGES } from '#server/demo/phrases/list.ts';
import { sampleTexts } from '#server/demo/posts.ts';
import { calmPerMinute, homeOffsetHours, localHour, outageFactor } from '#server/demo/rhythm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 2, 3, 9);
const OUTAGE = { startAt: START + HOUR, lastsMs: 270_000 };

const inbound = (rows: { inbound: boolean }[]) => rows.filter((row) => row.inbound).length;

describe('the generator', () => {
  it('gives the same rows for the same seed, however it is asked, and others for another', () => {
    const whole = createGenerator({ seed: 7, startAt: START }).upTo(START + 10 * MINUTE);
    const parts = createGenerator({ seed: 7, startAt: START });
    const mentions = [];
    const events = [];
    for (let at = START; at <= START + 10 * MINUTE; at += 250) {
      const { mentions: more, events: moreEvents } = parts.upTo(at);
      mentions.push(...more);
      events.push(...moreEvents);
    }
    expect(mentions).toEqual(whole.mentions);
    expect(events).toEqual(whole.events);
    const other = createGenerator({ seed: 8, startAt: START }).upTo(START + 10 * MINUTE);
    expect(other.mentions).not.toEqual(whole.mentions);
  });

  it('writes only rows that the public door takes, each once', () => {
    const { mentions, events } = createGenerator({
      seed: 3,
      startAt: START,
      outage: OUTAGE,
    }).upTo(START + 70 * MINUTE);
    for (const row of mentions) mentionIn.parse(row);
    for (const row of events) deskEventIn.parse(row);
    const keys = mentions.map((row) => `${row.channel} ${row.id}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(events.map((row) => row.id)).size).toBe(events.length);
    const ids = new Set(keys);
    const parents = mentions.flatMap((row) => (row.inReplyTo ? [row] : []));
    expect(parents.length).toBeGreaterThan(100);
    for (const row of parents) expect(ids).toContain(`${row.channel} ${row.inReplyTo}`);
  });

  it('rises by day and rests by night, around 20 to 30 posts a minute at noon', () => {
    const offset = homeOffsetHours(START);
    expect(Math.floor(localHour(START, offset))).toBe(13);
    expect(calmPerMinute(START, offset)).toBeGreaterThan(18);
    expect(calmPerMinute(START, offset)).toBeLessThan(32);
    expect(calmPerMinute(START + 14 * HOUR, offset)).toBeLessThan(5);
  });

  it('rises at least sixfold within half a minute of an outage, and calms down after it', () => {
    const world = createGenerator({ seed: 5, startAt: START, outage: OUTAGE });
    const calm = inbound(world.upTo(OUTAGE.startAt).mentions) / 60;
    world.upTo(OUTAGE.startAt + MINUTE / 2);
    const peak = inbound(world.upTo(OUTAGE.startAt + 1.5 * MINUTE).mentions);
    expect(peak).toBeGreaterThan(6 * calm);
    world.upTo(OUTAGE.startAt + 10 * MINUTE);
    const after = inbound(world.upTo(OUTAGE.startAt + 20 * MINUTE).mentions) / 10;
    expect(after).toBeLessThan(2 * calm);
    expect(outageFactor(OUTAGE.startAt - 1, OUTAGE)).toBe(0);
  });

  it('lets the queue grow in an outage and works it off', () => {
    const world = createGenerator({ seed: 5, startAt: START, outage: OUTAGE });
    world.upTo(OUTAGE.startAt);
    const calm = world.waiting();
    world.upTo(OUTAGE.startAt + 3 * MINUTE);
    expect(world.waiting()).toBeGreaterThan(calm + 15);
    world.upTo(OUTAGE.startAt + 40 * MINUTE);
    expect(world.waiting()).toBeLessThan(15);
  });

  it('has several hundred distinct texts in several languages', () => {
    expect(new Set(sampleTexts(1, 3_000)).size).toBeGreaterThan(800);
    expect(LANGUAGES.length).toBeGreaterThanOrEqual(5);
    const share = LANGUAGES.reduce((sum, { share: part }) => sum + part, 0);
    expect(share).toBeCloseTo(1);
  });

  it.each([0, 5, 11, 18, 23])(
    'has a catalogue that is valid wherever home is (%i h UTC)',
    (hour) => {
      const offset = homeOffsetHours(Date.UTC(2026, 0, 1, hour));
      const { brands, channels, topics } = demoCatalogue(offset, []);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: brands[0]!.timeZone })).not.toThrow();
      expect(channels.length).toBeGreaterThan(4);
      expect(topics.length).toBeGreaterThan(5);
    },
  );
});
