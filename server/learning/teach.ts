/** Fits a model to corrections, on top of the shipped weights, and judges it beside the model in force on
 * texts that neither was taught. Pure: the same lesson gives the same model. */
import type { HeldOut } from '#contracts/correction.ts';
import type { SentimentLabel } from '#contracts/understood.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { macroF1 } from '#server/pipeline/understanding/model/calibrate.ts';
import {
  encodeSentimentModel,
  parseSentimentModel,
} from '#server/pipeline/understanding/model/file.ts';
import { fitSentiment } from '#server/pipeline/understanding/model/fit.ts';
import type { SentimentModel } from '#server/pipeline/understanding/model/model.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { shippedSentimentModel } from '#server/pipeline/understanding/model/shipped.ts';
import {
  createRowReader,
  LABEL_INDEX,
} from '#server/pipeline/understanding/model/training-rows.ts';
import { LEARNING } from './limits.ts';
import type { Learnt, Lesson } from './talk.ts';

type Text = { text: string; lang: string };
type Read = (row: Text) => SentimentLabel;

/** 'und' says nothing of the language. */
const knownLang = ({ lang }: Text) => (lang === 'und' ? {} : { lang });

const readBy = (model: SentimentModel): Read => {
  const scorer = createModelScorer(model);
  const understand = createUnderstand({ brands: [], topics: [], noise: [] }, { scorer });
  return (row) => {
    const mention = { id: '0', channel: 'lesson', at: 0, inbound: true, text: row.text };
    return understand({ ...mention, ...knownLang(row) }).sentiment.label;
  };
};

/** By the words of the text, so that copies of one post are never on both sides, and the same texts are
 * held out of every model. */
const createIsHeldOut = () => {
  const read = createRowReader();
  return ({ text, lang }: Text): boolean => read(text, lang).part % LEARNING.heldOutOf === 0;
};

const split = <T>(rows: readonly T[], isHeldOut: (row: T) => boolean) => ({
  taught: rows.filter((row) => !isHeldOut(row)),
  heldOut: rows.filter(isHeldOut),
});

const round = (share: number): number => Math.round(share * 1000) / 1000;

const judge = (read: Read, rows: Lesson['corrections']) => {
  const told = rows.map(({ label }) => LABEL_INDEX[label]);
  const given = rows.map((row) => LABEL_INDEX[read(row)]);
  const right = given.filter((label, index) => label === told[index]).length;
  return { right: round(right / rows.length), macroF1: round(macroF1(told, given)) };
};

const shareOf = <T>(rows: readonly T[], isSo: (row: T) => boolean): number =>
  rows.length === 0 ? 0 : round(rows.filter(isSo).length / rows.length);

/** Null where no correction is left to learn from, or none to judge by. */
export const teach = ({ inForce, corrections, others }: Lesson): Learnt => {
  const isHeldOut = createIsHeldOut();
  const said = split(corrections, isHeldOut);
  const unsaid = split(others, isHeldOut);
  if (said.taught.length === 0 || said.heldOut.length === 0) return null;
  const from = shippedSentimentModel();
  const readBefore = readBy(inForce === null ? from : parseSentimentModel(inForce));
  const rows = [
    ...said.taught.map((row) => ({
      ...{ text: row.text, label: row.label, weight: LEARNING.weight },
      ...knownLang(row),
    })),
    ...unsaid.taught.map((row) => ({ text: row.text, label: readBefore(row), ...knownLang(row) })),
  ];
  const model = fitSentiment(rows, { from });
  const readAfter = readBy(model);
  const figures: HeldOut = {
    rows: said.heldOut.length,
    before: judge(readBefore, said.heldOut),
    after: judge(readAfter, said.heldOut),
    changed: shareOf(unsaid.heldOut, (row) => readBefore(row) !== readAfter(row)),
  };
  return { bytes: encodeSentimentModel(model), rows: model.rows, figures };
};

/** Whether the new model may take over. */
export const isBetter = ({ before, after, changed }: HeldOut): boolean =>
  after.right >= before.right && changed <= LEARNING.changedMax;
