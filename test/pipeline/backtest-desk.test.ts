/** The desk of a back-test gives the figures that the live desk gives for the same rows, and history
 * teaches what is usual of it. Pure. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import type { Understood } from '#contracts/understood.ts';
import { createDesk } from '#server/pipeline/backtest/desk.ts';
import { createTeacher } from '#server/pipeline/backtest/teacher.ts';
import { createHearingPace, hearBatch } from '#server/pipeline/hear-batch.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { mention, NOON } from './make.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CONFIG = catalogue.parse({
  brands: [{ key: 'northline', signOff: '\\^(\\w+)$' }],
  channels: [
    { key: 'x', slaMinutes: 30 },
    { key: 'shop', slaMinutes: 30, hours: { mon: { from: '09:00', to: '10:00' } } },
  ],
});
const reply = (to: string, at: number, over: Partial<Understood> = {}) =>
  mention({ inReplyTo: to, inbound: false, at, text: 'Done. ^Ada', ...over });

describe('the desk of a back-test', () => {
  it('knows who waits, who was never answered, who asks, and how long an answer takes', () => {
    const desk = createDesk(CONFIG);
    const rows = [
      mention({ id: 'a', at: NOON - 2 * HOUR }),
      mention({ id: 'b', at: NOON - 2 * HOUR, text: 'Where is it?' }),
      mention({ id: 'shut', at: NOON - 2 * HOUR, channel: 'shop' }),
      mention({ id: 'c', at: NOON - 25 * MINUTE }),
      reply('a', NOON - 10 * MINUTE),
      reply('c', NOON - 5 * MINUTE),
    ];
    desk.apply(rows);
    expect(desk.gauge('northline', NOON)).toEqual({
      ...{ waiting: 2, waitingLong: 0, oldestSeconds: 7200, assigned: 0 },
      // The shop is closed on a Wednesday, so nothing is promised there.
      ...{ slaAtRisk: 0, slaBreached: 1 },
      ...{ unanswered: 2, unansweredOf: 4, questionsWaiting: 1 },
      // 110 minutes for the first; for the second the time since the agent's answer before.
      ...{ handleSeconds: (110 * 60 + 5 * 60) / 2, handled: 2 },
    });
    expect(desk.gauge('northline', NOON + 80 * HOUR)).toMatchObject({
      waiting: 0,
      unansweredOf: 0,
    });
  });

  it('asks no longer once it was answered, and a question mark in a link asks nothing', () => {
    const desk = createDesk(CONFIG);
    const link = 'see https://shop.example/list?page=2';
    desk.apply([
      mention({ id: 'a', at: NOON - 9 * MINUTE, text: 'How long?' }),
      mention({ id: 'l', at: NOON - 9 * MINUTE, text: link }),
      mention({ id: 'k', at: NOON - 9 * MINUTE, text: 'All fine?' }),
      reply('k', NOON - 8 * MINUTE),
    ]);
    expect(desk.gauge('northline', NOON).questionsWaiting).toBe(1);
    desk.apply([reply('a', NOON - MINUTE)]);
    expect(desk.gauge('northline', NOON).questionsWaiting).toBe(0);
    desk.apply([mention({ id: 'a2', inReplyTo: 'a', at: NOON, text: 'Thank you, all fine.' })]);
    expect(desk.gauge('northline', NOON)).toMatchObject({ waiting: 2, questionsWaiting: 0 });
  });
});

describe('a desk whose answers nobody hears', () => {
  const asked = Array.from({ length: 40 }, (_, index) =>
    mention({ id: `q${index}`, at: NOON - HOUR }),
  );
  it('is not said to let everybody wait', () => {
    const desk = createDesk(CONFIG);
    desk.apply(asked);
    expect(desk.gauge('northline', NOON)).toMatchObject({ waiting: 0, oldestSeconds: null });
  });

  it('is heard of with its first answer', () => {
    const desk = createDesk(CONFIG);
    desk.apply([...asked, reply('q0', NOON)]);
    expect(desk.gauge('northline', NOON)).toMatchObject({ waiting: 39, unanswered: 39 });
    const later = NOON + 49 * HOUR;
    desk.apply(asked.map((row) => ({ ...row, id: `${row.id}-later`, at: later - HOUR })));
    expect(desk.gauge('northline', later)).toMatchObject({ waiting: 0, unanswered: 0 });
  });
});

describe('the teacher', () => {
  it('learns once an hour what was sampled, and nothing where nothing was measured', () => {
    const teacher = createTeacher([]);
    const desk = createDesk(CONFIG);
    desk.apply([mention({ id: 'a', at: NOON - 200 * HOUR })]);
    for (let at = NOON - 200 * HOUR; at < NOON; at += 10 * MINUTE) {
      teacher.sample('northline', at, { ...desk.gauge('northline', at), waiting: 6 });
    }
    const learned = new Map(teacher.learned(['northline'], NOON, []));
    expect(learned.get('queue|northline|')!.level[0]).toBeCloseTo(6, 0);
    expect(learned.has('handling|northline|')).toBe(false);
    teacher.sample('northline', NOON, { ...desk.gauge('northline', NOON), handleSeconds: 60 });
    expect(teacher.learned(['northline'], NOON + 1, []).has('handling|northline|')).toBe(false);
    const later = teacher.learned(['northline'], NOON + HOUR, []);
    expect(later.has('handling|northline|')).toBe(true);
  });
});

describe('what is heard of a batch', () => {
  const hear = createHear(CONFIG);
  const threaded = (rows: Understood[]) =>
    rows.map((row) => ({ row, thread: { parentKind: null } as const }));

  it('is the newest of each brand, oldest first', () => {
    const many = Array.from({ length: VOICE_LIMITS.perBatchBrand + 5 }, (_, index) =>
      mention({ id: `n${index}`, at: NOON - index }),
    );
    const voices = hearBatch(hear, threaded([...many, mention({ id: 'o', brand: 'o' })]), 0);
    expect(voices).toHaveLength(VOICE_LIMITS.perBatchBrand + 1);
    expect(voices[0]!.id).toBe(`n${VOICE_LIMITS.perBatchBrand - 1}`);
  });

  it('is no more in a second than a flood can be, of each brand', () => {
    const pace = createHearingPace();
    const most = VOICE_LIMITS.perSecondBrand;
    expect(pace('a', most - 1, NOON)).toBe(most - 1);
    expect(pace('b', 5, NOON)).toBe(5);
    expect([pace('a', 5, NOON + 999), pace('a', 5, NOON + 999)]).toEqual([1, 0]);
    expect(pace('a', 5, NOON + 1_000)).toBe(5);
    const rows = threaded([mention({ id: 'old', at: NOON - 1 }), mention({ id: 'new' })]);
    const heard = (granted: number) => hearBatch(hear, rows, 0, () => granted).map(({ id }) => id);
    expect([heard(0), heard(1), heard(2)]).toEqual([[], ['new'], ['old', 'new']]);
  });

  it('leaves out what cannot be heard, and only that', () => {
    const picky = (row: Understood) => {
      if (row.id === 'bad') throw new TypeError('cannot');
      return hear(row, null);
    };
    const voices = hearBatch(picky, threaded([mention({ id: 'bad' }), mention({ id: 'ok' })]), 0);
    expect(voices.map(({ id }) => id)).toEqual(['ok']);
  });
});
