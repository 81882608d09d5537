/** What supervisors say teaches the sentiment: a phrase that only this brand's customers use changes its
 * mood, everything else stays, and a lesson that makes it worse is not followed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { SENTIMENTS, type SentimentLabel } from '#contracts/understood.ts';
import type { Principal } from '#contracts/who.ts';
import { createCorrect } from '#server/learning/correct.ts';
import { createSentimentInForce } from '#server/learning/in-force.ts';
import { learnSentiment } from '#server/learning/learn.ts';
import { LEARNING } from '#server/learning/limits.ts';
import { isBetter, teach } from '#server/learning/teach.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { parseSentimentModel } from '#server/pipeline/understanding/model/file.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { createRowReader } from '#server/pipeline/understanding/model/training-rows.ts';
import { tryLead } from '#server/store/lease.ts';
import { addLearned, lastLearning, newestModel } from '#server/store/sentiment-models.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { makeRows } from '../helpers/rows.ts';
import { context, mentionRow, NOON } from '../pipeline/make.ts';

const ANN: Principal = { kind: 'api', id: '1', name: 'Ann', role: 'supervisor' };
const logger = pino({ level: 'silent' });

const PLACES = 'Leeds Hull York Bath Derby Exeter Poole Truro Ely Stoke Luton Crewe'.split(' ');
const ASIDES = ['', 'once more', 'this morning', 'on line 4', 'since the timetable changed'];
/** What only this brand's customers speak of. */
const turtles = Array.from({ length: 60 }, (_, index) => ({
  text: `Turtle service ${ASIDES[index % 5]} to ${PLACES[index % 12]}, coach ${index}`,
  lang: 'en',
}));
const others = makeRows(320, NOON - 3_600_000, 5_000).map(({ text }) => ({ text, lang: 'en' }));

const understandBy = (bytes: Uint8Array | null) =>
  createUnderstand(
    { brands: [], topics: [], noise: [] },
    bytes === null ? {} : { scorer: createModelScorer(parseSentimentModel(bytes)) },
  );
const labelsBy = (bytes: Uint8Array | null, rows: readonly { text: string }[]) => {
  const understand = understandBy(bytes);
  const row = { id: '1', channel: 'x', at: NOON, inbound: true };
  return rows.map(({ text }) => understand({ ...row, text, lang: 'en' }).sentiment.label);
};
const shareOf = (labels: SentimentLabel[], wanted: SentimentLabel) =>
  labels.filter((label) => label === wanted).length / labels.length;

/** What the shipped model says least of turtles. */
const shipped = labelsBy(null, turtles);
const wanted = SENTIMENTS.toSorted((a, b) => shareOf(shipped, a) - shareOf(shipped, b))[0]!;

describe('a lesson', () => {
  const corrections = turtles.slice(0, 40).map((row) => ({ ...row, label: wanted }));

  it('flips a phrase of the brand and leaves the rest where it was', () => {
    const unseen = turtles.slice(40);
    expect(shareOf(labelsBy(null, unseen), wanted)).toBeLessThan(0.5);
    const learnt = teach({ inForce: null, corrections, others });
    expect(shareOf(labelsBy(learnt!.bytes, unseen), wanted)).toBeGreaterThan(0.9);
    expect(learnt!.figures.changed).toBeLessThan(0.15);
    expect(learnt!.figures.after.right).toBeGreaterThan(learnt!.figures.before.right);
    expect(isBetter(learnt!.figures)).toBe(true);
  });

  it('says nothing where there is nothing to judge it by', () => {
    expect(teach({ inForce: null, corrections: corrections.slice(0, 1), others })).toBeNull();
  });

  it('is not followed where it is worse, or changes too much of the rest', () => {
    const judged = { right: 0.8, macroF1: 0.8 };
    const figures = { rows: 9, before: judged, after: judged, changed: 0.1 };
    expect(isBetter(figures)).toBe(true);
    expect(isBetter({ ...figures, after: { right: 0.7, macroF1: 0.9 } })).toBe(false);
    expect(isBetter({ ...figures, changed: LEARNING.changedMax + 0.01 })).toBe(false);
  });
});

describe('the nightly lesson', () => {
  let test: TestDatabase;
  const clock = () => NOON;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    const tables = 'mentions, ledger, corrections, sentiment_models, leases';
    await test.db.query(`truncate ${tables}`);
  });

  const deps = () => ({ db: test.db, clock, logger });
  const store = async () => {
    const rows = [...turtles, ...others].map(({ text }, index) =>
      mentionRow({ id: `t${index}`, at: NOON - index * 1_000, text }),
    );
    await commitBatch(test.db, rows, context({}));
  };
  const correctTurtles = async (from: number, to: number, label: SentimentLabel) => {
    const correct = createCorrect({ db: test.db, bus: createLocalBus(), clock });
    for (let index = from; index < to; index += 1) {
      await correct({ channel: 'x', id: `t${index}`, label }, ANN);
    }
  };

  it('waits for enough corrections, keeps what is better, and does not repeat itself', async () => {
    await store();
    await correctTurtles(0, LEARNING.newMin - 1, wanted);
    expect(await learnSentiment(deps())).toBe('too-few');
    await correctTurtles(LEARNING.newMin - 1, 40, wanted);
    expect(await learnSentiment(deps())).toBe('kept');
    const model = await newestModel(test.db);
    expect(model).toMatchObject({ at: NOON, corrections: 40, isKept: true });
    expect(shareOf(labelsBy(model!.bytes, turtles.slice(40)), wanted)).toBeGreaterThan(0.9);
    expect(await learnSentiment(deps())).toBe('too-few');

    const inForce = createSentimentInForce({ db: test.db, logger, own: null });
    await inForce.refresh();
    expect(inForce.taught()).toEqual({ at: new Date(NOON).toISOString(), corrections: 40 });
    inForce.close();
  });

  it('keeps the one in force where the new one is worse', async () => {
    await store();
    const said = turtles.map((row) => ({ ...row, label: 'negative' as const }));
    const good = teach({ inForce: null, corrections: said, others })!;
    await test.db.transaction((tx) =>
      addLearned(tx, { at: NOON, through: 0, corrections: 0, ...good }, LEARNING.modelsKept),
    );
    const before = await newestModel(test.db);
    // Somebody says the opposite of all that is taught; what judges stays as it was.
    const read = createRowReader();
    const judges = turtles.map(
      ({ text, lang }) => read(text, lang).part % LEARNING.heldOutOf === 0,
    );
    for (const [index, isJudge] of judges.entries()) {
      await correctTurtles(index, index + 1, isJudge ? 'negative' : 'positive');
    }
    expect(await learnSentiment(deps())).toBe('not-better');
    expect(await newestModel(test.db)).toEqual(before);
    const last = await lastLearning(test.db);
    expect(last).toMatchObject({ isKept: false, figures: { before: { right: 1 } } });
    expect(last!.figures.after.right).toBeLessThan(0.5);
    expect(await learnSentiment(deps())).toBe('too-few');
  });

  it('is one at a time among all nodes, and gives up when the server closes', async () => {
    await store();
    await correctTurtles(0, 40, wanted);
    await tryLead(test.db, 'another node', 60_000, 'learn-sentiment');
    expect(await learnSentiment(deps())).toBe('elsewhere');
    await test.db.query('truncate leases');
    const closing = new AbortController();
    const learning = learnSentiment({ ...deps(), signal: closing.signal });
    closing.abort();
    await learning;
    expect(await lastLearning(test.db)).toBeNull();
    expect(await learnSentiment(deps())).toBe('kept');
  });

  it('keeps the last five models', async () => {
    const judged = { right: 1, macroF1: 1 };
    const figures = { rows: 1, before: judged, after: judged, changed: 0 };
    const row = { at: NOON, through: 1, corrections: 1, rows: 1, figures };
    for (let index = 0; index < 8; index += 1) {
      const bytes = index === 4 ? null : Buffer.from([index]);
      await test.db.transaction((tx) => addLearned(tx, { ...row, bytes }, LEARNING.modelsKept));
    }
    const { rows } = await test.db.query<{ bytes: Uint8Array | null }>(
      'select bytes from sentiment_models order by id',
    );
    expect(rows.map(({ bytes }) => bytes?.[0] ?? null)).toEqual([2, 3, null, 5, 6, 7]);
  });

  it('passes over a model that this version cannot read, and tells of one that it can', async () => {
    const judged = { right: 1, macroF1: 1 };
    const figures = { rows: 1, before: judged, after: judged, changed: 0 };
    const row = { at: NOON, through: 1, corrections: 1, rows: 1, figures };
    const add = (bytes: Uint8Array) =>
      test.db.transaction((tx) => addLearned(tx, { ...row, bytes }, LEARNING.modelsKept));
    await add(Buffer.from('not a model'));
    const inForce = createSentimentInForce({ db: test.db, logger, own: null });
    const listener = vi.fn();
    inForce.onChange(listener);
    await inForce.refresh();
    expect(inForce.now().source).toBe('shipped');
    const corrections = turtles.map((text) => ({ ...text, label: 'negative' as const }));
    await add(teach({ inForce: null, corrections, others })!.bytes);
    listener.mockClear();
    await inForce.refresh();
    expect(inForce.now().source).toBe('corrections');
    expect(listener).toHaveBeenCalledTimes(1);
    await inForce.refresh();
    expect(listener).toHaveBeenCalledTimes(1);
    inForce.close();
  });
});
