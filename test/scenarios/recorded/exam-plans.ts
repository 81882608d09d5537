/** Which recordings make the exam: each scenario at three sizes and two brands, each look-alike at two
 * brands, and calm days of all; in an order that shares what was learned. */
import { EXAM_WORLDS, type ExamBrand } from './exam-worlds.ts';
import type { ExamPlan } from './exam.ts';
import { SIZES, type Kind } from './record.ts';

const CRISES: Partial<Record<Kind, [ExamBrand, ExamBrand]>> = {
  'viral-complaint': ['cinder', 'tamarack'],
  'campaign-blunder': ['ovalo', 'dunmore'],
  backlash: ['dunmore', 'vantis'],
  'queue-flood': ['brightmoor', 'tamarack'],
  'churn-wave': ['reelhouse', 'brightmoor'],
};
/** Each failure has sentences of its own: all four are played. */
const FAILURES: ExamBrand[] = ['cinder', 'tamarack', 'ovalo', 'reelhouse'];
const LOOK_ALIKES: Partial<Record<Kind, [ExamBrand, ExamBrand]>> = {
  sale: ['dunmore', 'cinder'],
  launch: ['ovalo', 'reelhouse'],
  joke: ['dunmore', 'vantis'],
  monday: ['tamarack', 'vantis'],
  holiday: ['brightmoor', 'ovalo'],
  'feed-outage': ['reelhouse', 'tamarack'],
  'angry-author': ['vantis', 'brightmoor'],
  spam: ['ovalo', 'tamarack'],
  giveaway: ['dunmore', 'ovalo'],
  gratitude: ['brightmoor', 'cinder'],
  news: ['tamarack', 'vantis'],
};

const plansOf = (brand: ExamBrand): ExamPlan[] => {
  const kindsOf = (table: typeof CRISES) =>
    Object.entries(table) as [Kind, [ExamBrand, ExamBrand]][];
  const crises = kindsOf(CRISES).flatMap(([kind, brands]) =>
    brands.includes(brand)
      ? SIZES.map((size) => ({ kind, brand, size, seed: brands.indexOf(brand) }))
      : [],
  );
  const failures = SIZES.filter(() => FAILURES.includes(brand)).map((size) => ({
    ...{ kind: 'service-failure' as const, brand, size, seed: 0 },
  }));
  const others = kindsOf(LOOK_ALIKES).flatMap(([kind, brands]) => {
    const at = brands.indexOf(brand);
    return at < 0 ? [] : [{ kind, brand, size: SIZES[1 + at]!, seed: 0 }];
  });
  return [
    ...crises,
    ...failures,
    ...others,
    { kind: 'calm' as const, brand, size: 'small' as const, seed: 0 },
  ];
};

export const EXAM_PLANS: ExamPlan[] = (Object.keys(EXAM_WORLDS) as ExamBrand[]).flatMap(plansOf);
