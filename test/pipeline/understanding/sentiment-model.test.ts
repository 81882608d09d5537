/** The trained model: it learns what its rows say, the same every time; a correction counts and changes
 * little else; its file is whole or refused; the words of customer service keep their meaning. */
import { describe, expect, it } from 'vitest';
import { SENTIMENTS, type SentimentLabel } from '#contracts/understood.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import {
  encodeSentimentModel,
  ModelFileError,
  parseSentimentModel,
  readSentimentModel,
} from '#server/pipeline/understanding/model/file.ts';
import { FIT, fitSentiment } from '#server/pipeline/understanding/model/fit.ts';
import type { SentimentModel } from '#server/pipeline/understanding/model/model.ts';
import { createModelScorer } from '#server/pipeline/understanding/model/scorer.ts';
import { shippedSentimentModel } from '#server/pipeline/understanding/model/shipped.ts';
import { SERVICE_NEGATIVE, SERVICE_POSITIVE } from './service-words.ts';

const readerOf = (model: SentimentModel) => {
  const scorer = createModelScorer(model);
  const understand = createUnderstand({ brands: [], topics: [], noise: [] }, { scorer });
  return (text: string, lang?: string) =>
    understand({ id: '1', channel: 'x', at: 0, inbound: true, text, lang }).sentiment;
};
const shipped = shippedSentimentModel();
const read = readerOf(shipped);

/** Made-up words that no list knows: what is learned of them is learned from the rows. */
const WORDS: Record<SentimentLabel, string[]> = {
  negative: ['blorped', 'grunk', 'snarvel', 'wexed'],
  neutral: ['tabular', 'plinth', 'ogive', 'quoin'],
  positive: ['zintly', 'fromble', 'lumia', 'yavely'],
};
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const label = SENTIMENTS[i % 3]!;
    const words = WORDS[label];
    const word = words[Math.floor(i / 3) % words.length]!;
    return { text: `the box ${i % 17} was ${word} by row ${i % 29}`, lang: 'en', label };
  });

describe('words of customer service', () => {
  it.each(SERVICE_NEGATIVE)('%s negative: %s', (lang, text) =>
    expect(read(text, lang).label).toBe('negative'),
  );
  it.each(SERVICE_POSITIVE)('%s positive: %s', (lang, text) =>
    expect(read(text, lang).label).toBe('positive'),
  );
});

describe('fit', () => {
  const model = fitSentiment(rowsOf(600));

  it('learns words that no list knows, in sentences it has not seen', () => {
    const learned = readerOf(model);
    for (const label of SENTIMENTS) {
      for (const word of WORDS[label]) {
        const { score, confidence, ...found } = learned(`a letter was ${word} by us`, 'en');
        expect(found.label).toBe(label);
        expect(confidence).toBeGreaterThan(0.4);
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('gives the same bytes for the same rows', () => {
    const again = encodeSentimentModel(fitSentiment(rowsOf(600)));
    expect(Buffer.compare(again, encodeSentimentModel(model))).toBe(0);
  });

  it('refuses nothing: rows of one label only, of no known word, or without letters', () => {
    const odd = ['', '!!!', '退款', '@a @b', 'x'.repeat(9_000)].map((text) => ({ text }));
    const fitted = fitSentiment(odd.map((row) => ({ ...row, label: 'negative' as const })));
    expect(Number.isFinite(readerOf(fitted)('anything at all').score)).toBe(true);
  });
});

describe('corrections', () => {
  const wrong = 'The new timetable is up, have a look at the board';
  const before = read(wrong, 'en').label;
  const corrections = [{ text: wrong, lang: 'en', label: 'negative' as const, weight: 5 }];
  const corrected = readerOf(fitSentiment(corrections, { from: shipped }));

  it('a corrected text gets the label that a person gave it', () => {
    expect(before).not.toBe('negative');
    expect(corrections.length).toBeLessThan(FIT.fewRows);
    expect(corrected(wrong, 'en').label).toBe('negative');
  });

  it('what is unlike it keeps its label', () => {
    const others = [...SERVICE_NEGATIVE, ...SERVICE_POSITIVE];
    const changed = others.filter(([lang, text]) => {
      return corrected(text, lang).label !== read(text, lang).label;
    });
    expect(changed).toEqual([]);
  });

  it('a row that weighs more moves the answer further', () => {
    const scoreAt = (weight: number) => {
      const rows = [{ text: wrong, lang: 'en', label: 'negative' as const, weight }];
      return readerOf(fitSentiment(rows, { from: shipped }))(wrong, 'en').score;
    };
    expect(scoreAt(5)).toBeLessThan(scoreAt(0.02));
    expect(scoreAt(0.02)).toBeLessThan(read(wrong, 'en').score);
  });
});

describe('file', () => {
  const bytes = encodeSentimentModel(shipped);

  it('comes back as it was written', () => {
    const again = parseSentimentModel(bytes);
    expect(again.rows).toBe(shipped.rows);
    expect(Buffer.compare(encodeSentimentModel(again), bytes)).toBe(0);
    expect(bytes.length).toBeLessThan(1_000_000);
  });

  it.each([
    ['empty', new Uint8Array(0), /is not a sentiment model/],
    ['something else', Buffer.from('{"id":"1","text":"a row"}'.repeat(9)), /is not a sentiment/],
    ['cut off', bytes.subarray(0, bytes.length - 100), /cut off or changed/],
    ['only its head', bytes.subarray(0, 52), /cut off or changed/],
  ])('refuses one that is %s', (_, broken, message) => {
    expect(() => parseSentimentModel(broken)).toThrow(ModelFileError);
    expect(() => parseSentimentModel(broken)).toThrow(message);
  });

  it.each([8, 12, 16])('refuses another version (byte %i)', (at) => {
    const other = Buffer.from(bytes);
    other[at]! += 1;
    expect(() => parseSentimentModel(other)).toThrow(/version .*train again/);
  });

  it('refuses one of which any byte was changed', () => {
    for (let at = 20; at < bytes.length; at += 25_013) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0x10;
      expect(() => parseSentimentModel(changed)).toThrow(/cut off or changed/);
    }
  });

  it('names a file that cannot be read', () => {
    expect(() => readSentimentModel('no-such-model.bin')).toThrow(
      /no-such-model.bin cannot be read/,
    );
  });
});
