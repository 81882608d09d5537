/** The pure parts of the live state, as tables: hours, waits, moods, silence, medians, bands. */
import { describe, expect, it } from 'vitest';
import type { Band } from '#alerts/contract.ts';
import { catalogue } from '#contracts/catalogue.ts';
import type { Conversation, ResponseSample } from '#contracts/conversation.ts';
import { combine } from '#server/live/bands.ts';
import { createHours } from '#server/pipeline/hours.ts';
import { createMedians, median } from '#server/pipeline/medians.ts';
import { moodOf, wilson } from '#server/live/moods.ts';
import { channelState, createPresence } from '#server/live/presence.ts';
import { createQueues, isOpen } from '#server/pipeline/queue.ts';
import { newConversation } from '#server/pipeline/waiting.ts';
import { NOON } from '../pipeline/make.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('hours of operation', () => {
  const open = { from: '09:00', to: '17:00' };
  const hours = createHours(
    catalogue.parse({
      brands: [
        { key: 'berlin', timeZone: 'Europe/Berlin' },
        { key: 'utc' },
        { key: 'kolkata', timeZone: 'Asia/Kolkata' },
      ],
      channels: [
        { key: 'x', hours: { mon: open, tue: open, wed: open, thu: open, fri: open } },
        { key: 'night', hours: { tue: { from: '22:00', to: '04:00' } } },
        { key: 'always' },
      ],
    }),
    3 * DAY,
  );
  // 2026-03-04 is a Wednesday; Berlin changes its clocks on 2026-03-29.
  it.each([
    ['utc', 'x', '2026-03-04T08:59:59Z', false],
    ['utc', 'x', '2026-03-04T09:00:00Z', true],
    ['utc', 'x', '2026-03-04T17:00:00Z', false],
    ['utc', 'x', '2026-03-07T12:00:00Z', false],
    ['berlin', 'x', '2026-03-04T08:00:00Z', true],
    ['berlin', 'x', '2026-03-04T16:00:00Z', false],
    ['berlin', 'x', '2026-03-30T07:00:00Z', true],
    ['berlin', 'x', '2026-03-30T15:00:00Z', false],
    ['kolkata', 'x', '2026-03-04T03:30:00Z', true],
    ['kolkata', 'x', '2026-03-04T03:29:00Z', false],
    ['utc', 'night', '2026-03-03T23:00:00Z', true],
    ['utc', 'night', '2026-03-04T03:59:00Z', true],
    ['utc', 'night', '2026-03-04T04:00:00Z', false],
    ['utc', 'always', '2026-03-08T03:00:00Z', true],
    ['nobody', 'unheard', '2026-03-08T03:00:00Z', true],
  ])('%s %s at %s: open %s', (brand, channel, at, isOpenThen) => {
    expect(hours.isOpen(brand, channel, Date.parse(at))).toBe(isOpenThen);
  });

  it('count open time only, over nights and weekends', () => {
    const friday = Date.parse('2026-03-06T16:00:00Z');
    const monday = Date.parse('2026-03-09T10:00:00Z');
    expect(hours.openMs('utc', 'x', friday, monday)).toBe(2 * HOUR);
    expect(hours.openMs('utc', 'always', friday, monday)).toBe(monday - friday);
  });
});

describe('the queue', () => {
  const hours = createHours(
    catalogue.parse({ channels: [{ key: 'day', hours: { wed: { from: '11:00', to: '13:00' } } }] }),
    3 * DAY,
  );
  const waits = (minutes: number, over: Partial<Conversation> = {}): Conversation => ({
    ...newConversation({ channel: 'x', id: 'c', brand: 'b' }, 'replies', NOON),
    waitingSince: NOON - minutes * MINUTE,
    ...over,
  });
  const queueAt = (now: number, ...rows: Conversation[]) => {
    const queues = createQueues();
    for (const row of rows) queues.change(null, row);
    return queues.figures('b', { now, hours, slaMinutes: () => 60 });
  };
  const queue = (...rows: Conversation[]) => queueAt(NOON, ...rows);

  it('counts who waits past half an hour, one hour and two', () => {
    expect(queue(waits(30), waits(31), waits(61), waits(121))).toMatchObject({
      waiting: 4,
      oldestSeconds: 121 * 60,
      past: { m30: 3, h1: 2, h2: 1 },
    });
  });
  it('warns in the last quarter of the SLA', () => {
    expect(queue(waits(44), waits(45), waits(59), waits(60))).toMatchObject({
      slaAtRisk: 2,
      slaBreached: 1,
    });
  });
  it('lets the SLA run in open hours only, the wait always', () => {
    const found = queue(waits(10 * 60, { channel: 'day' }), waits(50, { channel: 'day' }));
    expect(found).toMatchObject({ slaBreached: 1, slaAtRisk: 1, past: { h2: 1 } });
    const before = queueAt(NOON - 70 * MINUTE, waits(10 * 60, { channel: 'day' }));
    expect(before).toMatchObject({ waiting: 1, slaBreached: 0, slaAtRisk: 0 });
  });
  it('forgets who has waited for days, and never waits less than nothing', () => {
    expect(queue(waits(73 * 60)).waiting).toBe(0);
    expect(queue(waits(-2)).oldestSeconds).toBe(0);
  });
  it('holds what waits or is assigned', () => {
    const idle = waits(0, { waitingSince: null });
    const assigned = { ...idle, assignedAt: NOON };
    expect([waits(1), idle, assigned, { ...assigned, resolvedAt: NOON }].map(isOpen)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('a mood', () => {
  const usual = { volume: 1_000, negative: 400, scoreSum: 0 };
  const mood = (negative: number, volume: number, of = usual) =>
    moodOf({ negative, volume, scoreSum: 0 }, of);
  it('is as sure as the mentions it stands on', () => {
    const [few, many] = [mood(3, 4), mood(300, 400)];
    expect([few.negativeShare, many.negativeShare]).toEqual([0.75, 0.75]);
    expect([few.state, many.state]).toEqual(['normal', 'raised']);
    expect((few.high ?? 0) - (few.low ?? 0)).toBeGreaterThan(0.5);
    expect((many.high ?? 0) - (many.low ?? 0)).toBeLessThan(0.1);
  });
  it('expects nothing before it has learned, and is nothing of nothing', () => {
    expect(mood(3, 4, { ...usual, volume: 10 })).toMatchObject({
      expected: null,
      state: 'learning',
    });
    expect(mood(0, 0)).toMatchObject({ negativeShare: null, mentions: 0, expected: 0.4 });
  });
  // Published example of the interval: 10 of 20 gives 0.299 to 0.701.
  it('has the interval that Wilson gave', () => {
    const { low, high } = wilson(10, 20);
    expect([low, high].map((value) => Number(value.toFixed(3)))).toEqual([0.299, 0.701]);
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(10, 10).high).toBe(1);
  });
});

describe('a channel', () => {
  const heard = (silentMs: number | null, every: number | null) => ({
    brand: 'b',
    channel: 'x',
    lastAt: silentMs === null ? null : NOON - silentMs,
    expectedEverySeconds: every,
  });
  it.each([
    ['that talks as usual', heard(30_000, 20), true, 'ok'],
    ['that pauses for some gaps', heard(2 * MINUTE, 20), true, 'quiet'],
    ['that is silent far too long', heard(6 * MINUTE, 20), true, 'silent'],
    ['that is dense, after a short pause', heard(50_000, 1), true, 'ok'],
    ['that is rare', heard(3 * HOUR, 3_600), true, 'ok'],
    ['outside its hours', heard(6 * MINUTE, 20), false, 'closed'],
    ['that was never heard', heard(null, null), true, 'quiet'],
    ['without a pace yet', heard(HOUR, null), true, 'ok'],
    ['not heard for days', heard(2 * DAY, null), true, 'silent'],
  ])('%s', (_what, what, isOpenNow, state) => {
    expect(channelState(what, isOpenNow, NOON)).toBe(state);
  });

  it('has the pace of the last hours, and of the day when those hold too little', () => {
    const presence = createPresence();
    const pace = () => presence.heard('b', NOON)[0]?.expectedEverySeconds;
    presence.count('b', 'x', NOON - HOUR, 4);
    expect(pace()).toBeNull();
    presence.count('b', 'x', NOON - HOUR, 356);
    expect(pace()).toBe(10);
    presence.count('b', 'x', NOON - 30 * HOUR, 1_000_000);
    expect(pace()).toBe(10);
    const quietNow = createPresence();
    quietNow.count('b', 'x', NOON - 10 * HOUR, 3_600);
    expect(quietNow.heard('b', NOON)[0]?.expectedEverySeconds).toBe(10);
  });

  it('was last heard at the newest row, whatever comes late', () => {
    const presence = createPresence();
    presence.seen('b', 'x', NOON);
    presence.seen('b', 'x', NOON - HOUR);
    expect(presence.heard(null, NOON)[0]?.lastAt).toBe(NOON);
    expect(presence.heard('other', NOON)).toEqual([]);
  });
});

describe('medians', () => {
  const sample = (agoMs: number, over: Partial<ResponseSample>): ResponseSample => ({
    at: NOON - agoMs,
    brand: 'b',
    channel: 'x',
    conversation: 'c',
    agent: 'ada',
    isFirst: true,
    responseSeconds: 60,
    handleSeconds: 30,
    ...over,
  });
  it('are of the last hour, of the brand, first replies apart', () => {
    const medians = createMedians();
    medians.load([
      sample(2 * HOUR, { responseSeconds: 9_999 }),
      sample(MINUTE, { responseSeconds: 100, handleSeconds: 10 }),
      sample(MINUTE, { responseSeconds: 300, isFirst: false, handleSeconds: 20 }),
      sample(MINUTE, { responseSeconds: 700, brand: 'other', agent: null, handleSeconds: null }),
    ]);
    medians.apply([sample(0, { responseSeconds: 200, handleSeconds: 60 })], NOON);
    expect(medians.firstResponseSeconds('b', NOON)).toBe(150);
    expect(medians.firstResponseSeconds(null, NOON)).toBe(200);
    expect(medians.agents('b', NOON).get('ada')).toMatchObject({
      handleSeconds: 20,
      firstResponseSeconds: 150,
    });
    expect(medians.firstResponseSeconds('b', NOON + 2 * HOUR)).toBeNull();
  });
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 3], 2.5],
  ])('of %j is %j', (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});

describe('bands', () => {
  const band = (over: Partial<Band>): Band => ({
    expected: 10,
    low: 7,
    high: 14,
    score: 0.1,
    state: 'normal',
    learnedHours: 100,
    ...over,
  });
  const learning = band({ expected: null, low: null, high: null, state: 'learning' });
  const sumOf = (...parts: [Band, number?][]) =>
    combine(parts.map(([one, seen = 1]) => ({ band: one, seen: () => seen })));
  it('of several brands add up, their widths like independent errors', () => {
    const sum = sumOf([band({})], [band({ high: 13, score: 0.6, state: 'raised' })]);
    expect(sum).toMatchObject({ expected: 20, high: 25, score: 0.6, state: 'raised' });
    expect(sum.low).toBeCloseTo(20 - Math.sqrt(18));
  });
  it('that are not learned yet are left out where they bring next to nothing', () => {
    const known = { expected: 10, state: 'normal', learnedHours: 100 };
    expect(sumOf([learning, 0], [band({}), 0])).toMatchObject(known);
    expect(sumOf([{ ...learning, learnedHours: 2 }, 5], [band({}), 95])).toMatchObject(known);
  });
  it('of a sum that comes from brands not learned yet say so', () => {
    const young = { ...learning, learnedHours: 2 };
    const unknown = { expected: null, low: null, high: null, learnedHours: 2 };
    const rare = band({ expected: 0.008 });
    expect(sumOf([young, 1_749], [rare, 0])).toMatchObject({ ...unknown, state: 'learning' });
    const open = band({ state: 'signal', score: 0.9 });
    expect(sumOf([young, 9], [open, 9])).toMatchObject({ ...unknown, state: 'signal', score: 0.9 });
    expect(sumOf([young], [learning])).toMatchObject({ ...unknown, state: 'learning' });
    expect(sumOf()).toMatchObject({ expected: null, state: 'learning' });
  });
});
