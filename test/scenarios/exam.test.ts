/** The exam is one: its sentences are in no other set, each can be filled in, and its recordings have
 * the size, the order and the silence about their brand that the plan asks for. */
import { describe, expect, it } from 'vitest';
import { EXAM_PLANS } from './recorded/exam-plans.ts';
import { EXAM_WORLDS } from './recorded/exam-worlds.ts';
import { examRecord, type ExamPlan } from './recorded/exam.ts';
import { exam } from './recorded/phrases/exam/set.ts';
import { judging } from './recorded/phrases/judging/set.ts';
import type { Phrases } from './recorded/phrases/lines.ts';
import { tuning } from './recorded/phrases/tuning/set.ts';
import { CRISES, SIZES } from './recorded/record.ts';

const sentences = (sets: readonly Phrases[]): Set<string> =>
  new Set(sets.flatMap((set) => Object.values(set).flatMap((all) => all.map(({ text }) => text))));
/** Said of itself, a few words are what anybody says. */
const isShort = (text: string): boolean => text.replace(/\{\w+\}/g, '').length < 24;
const planOf = (more: Partial<ExamPlan>): ExamPlan => ({
  ...{ kind: 'service-failure', brand: 'tamarack', size: 'small', seed: 0 },
  ...more,
});

describe('the sentences of the exam', () => {
  it('are in no other set', () => {
    const others = sentences([tuning, judging]);
    const same = [...sentences(Object.values(exam))].filter((text) => others.has(text));
    expect(same.filter((text) => !isShort(text))).toEqual([]);
  });

  it('are many for what many say', () => {
    const few = Object.values(exam).flatMap((set) =>
      [set.everyday, set.backlash, set.failure, set.leaving, set.waiting, set.campaignAnswers]
        .map((all) => new Set(all.map(({ text }) => text)).size)
        .filter((size) => size < 30),
    );
    expect(few).toEqual([]);
  });
});

describe('the recordings of the exam', () => {
  it('are of each scenario at each size, at two brands or more', () => {
    const counts = CRISES.flatMap((kind) =>
      SIZES.map((size) => EXAM_PLANS.filter((p) => p.kind === kind && p.size === size).length),
    );
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  });

  it('leave no slot empty and grow with their size', () => {
    const sizes = SIZES.map((size) => {
      const { mentions, onsetAt } = examRecord(planOf({ size }));
      expect(mentions.filter(({ text }) => /[{}]|undefined/.test(text))).toEqual([]);
      return mentions.filter(({ at, inbound }) => inbound && at >= onsetAt).length;
    });
    expect(sizes[1]).toBeGreaterThan(2 * sizes[0]!);
    expect(sizes[2]).toBeGreaterThan(2 * sizes[1]!);
  });

  it('are the same each time, and quiet about a brand where they should be', () => {
    const plan = planOf({ kind: 'backlash', brand: 'vantis' });
    expect(EXAM_WORLDS.vantis.isUnnamed).toBe(true);
    const { mentions } = examRecord(plan);
    expect(examRecord(plan).mentions).toEqual(mentions);
    expect(mentions.filter(({ brand }) => brand !== undefined)).toEqual([]);
  });
});
