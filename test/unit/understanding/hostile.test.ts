/** No text makes a reading slow or break: work is counted, not timed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Meanings } from '#server/pipeline/understanding/meanings.ts';
import { BUCKETS, Features } from '#server/pipeline/understanding/model/features.ts';
import { Phrases } from '#server/pipeline/understanding/phrases.ts';
import { READ_LIMITS } from '#server/pipeline/understanding/reading.ts';
import { Tokens } from '#server/pipeline/understanding/tokens.ts';
import { ANY_LANG, WordLists } from '#server/pipeline/understanding/words.ts';
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { hearer } from '../hearing/voices-of.ts';
import { reader } from './reading.ts';

const phrases = new Phrases();
const meanings = new Meanings();
const lists = new WordLists(phrases, meanings);
phrases.add('spam spam spam spam', 0);
phrases.seal();
const features = new Features(lists.seal(), meanings);
const tokens = new Tokens(phrases.vocabulary);

const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const LENGTH = 65_536;
const HOSTILE: [name: string, unit: string][] = [
  ['one letter', 'a'],
  ['one capital', 'A'],
  ['zero-width', '\u200b'],
  ['combining marks', 'e\u0301\u0323\u0302'],
  ['hashtags', '#no '],
  ['hash signs', '#'],
  ['at signs', '@@'],
  ['handles', '@a '],
  ['right to left', '\u202eمرحبا '],
  ['families', family],
  ['skin tones', '\u{1F44D}\u{1F3FD}'],
  ['questions', '?'],
  ['links', 'https://x.example/ '],
  ['a link without end', 'https://x.example/'],
  ['faces', ':-) '],
  ['colons', ':'],
  ['apostrophes', "'"],
  ['entities', '&amp;'],
  ['a phrase over itself', 'spam '],
  ['negations', 'not never '],
  ['ideographs', '退款'],
  ['lines', '\n'],
  ['reposts of reposts', 'RT @a: “@b: '],
  ['dots', '...'],
  ['Turkish, which no list of ours knows', 'kargom hâlâ gelmedi ne zaman gelecek '],
];

describe('hostile texts', () => {
  const understand = reader();
  const hear = hearer();
  it.each(HOSTILE)('%s: reads no more than its limits', (_, unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
    phrases.match(tokens.read(text));
    expect(tokens.steps).toBeLessThanOrEqual(READ_LIMITS.chars + unit.length);
    expect(tokens.count).toBeLessThanOrEqual(READ_LIMITS.tokens);
    expect(tokens.hitCount).toBeLessThanOrEqual(READ_LIMITS.hits);
    const { sentiment, lang, topics } = understand(text);
    expect(sentiment.score).toBeGreaterThanOrEqual(-1);
    expect(sentiment.score).toBeLessThanOrEqual(1);
    expect(lang).toMatch(/^[a-z]{2,3}$/);
    expect(topics).toEqual([]);
  });

  it.each(HOSTILE)('%s: the model looks at no more sequences than it has room for', (_, unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
    phrases.match(tokens.read(text));
    for (let lang = 0; lang <= ANY_LANG; lang += 1) {
      features.read(tokens, lang);
      expect(features.wordCount).toBeLessThanOrEqual(3 * tokens.count + 1);
      expect(features.wordCount).toBeLessThanOrEqual(features.words.length);
      expect(features.gramCount).toBeLessThanOrEqual(2 * READ_LIMITS.chars);
      expect(features.gramCount).toBeLessThanOrEqual(features.grams.length);
      const { words, grams, wordCount, gramCount } = features;
      const seen = [...words.subarray(0, wordCount), ...grams.subarray(0, gramCount)];
      expect(Math.min(0, ...seen)).toBe(0);
      expect(Math.max(0, ...seen)).toBeLessThan(BUCKETS);
    }
  });

  it.each(HOSTILE)('%s: what lies behind the limit changes nothing', (_, unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length));
    const short = understand(text.slice(0, READ_LIMITS.chars));
    const long = understand(text);
    expect({ ...long, text: '' }).toEqual({ ...short, text: '' });
  });

  it.each(HOSTILE)('%s: is heard within the same limits', (_, unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
    const { terms, print } = hear(text);
    expect(terms.length).toBeLessThanOrEqual(VOICE_LIMITS.terms);
    expect(terms.every((term) => term.length <= 3 * 40 + 2)).toBe(true);
    expect(print.length).toBeLessThan(20);
    const short = hear(text.slice(0, READ_LIMITS.chars));
    expect({ ...short, repostOf: null }).toEqual({ ...hear(text), repostOf: null });
  });

  it('takes any text', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.constantFrom(...HOSTILE.map(([, unit]) => unit)), { maxLength: 40 }),
    );
    fc.assert(
      fc.property(any, (value) => {
        const text = typeof value === 'string' ? value : value.join('');
        const understood = understand(text);
        expect(understood.text).toBe(text);
        expect(Number.isFinite(understood.sentiment.score)).toBe(true);
        expect(hear(text).terms.every((term) => term.trim() === term)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the words around what is odd', () => {
    tokens.read(`caf\u00e9 don't ${family} #Fail @Some_One x\u0301y :-( <3 www.a.example end`);
    const words = Array.from({ length: tokens.count }, (_, i) =>
      String.fromCharCode(
        ...tokens.chars.subarray(tokens.starts[i]!, tokens.starts[i]! + tokens.lengths[i]!),
      ),
    );
    const people = ['\u{1F468}', '\u{1F469}', '\u{1F467}', '\u{1F466}'];
    expect(words).toEqual([
      ...['cafe', 'dont', ...people, 'fail', '@some_one', 'xy', ':(', '<3', 'end'],
    ]);
    expect(tokens).toMatchObject({ links: 1, hashtags: 1, handles: 1, words: 5 });
  });
});
