/** Tracked topics: phrases, wildcards, folding, exclusions, brands; and the default list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { mentionOf, reader } from './reading.ts';

const topicsOf = (any: string[], text: string, none: string[] = []) =>
  reader({ topics: [{ key: 't', any, none }] })(text).topics;

describe('topics', () => {
  it.each([
    ['refund', 'I want a Refund!', true],
    ['refund', 'refunds take ages', false],
    ['refund*', 'refunds take ages', true],
    ['refund*', 'no prefund here', false],
    ['cut off', 'they cut me off', false],
    ['cut off', 'CUT, OFF', true],
    ['late bag*', 'late baggage again', true],
    ['deliver* fail*', 'delivery failed', true],
    ['deliver* fail*', 'delivery works', false],
    ['café', 'the CAFE is closed', true],
    ['cafe', 'le café est fermé', true],
    ['störung', 'STÖRUNG im Netz', true],
    ["don't work", 'it don’t work', true],
    ['avion', "j'attends l'avion", true],
    ['refund', '#refund now', true],
    ['@northline', 'hello @Northline', true],
    ['northline', 'hello @northline', false],
    ['退款', '我要退款谢谢', true],
    ['خدمه', 'هذه خدمة', true],
    ['رفع', 'رَفْع', true],
    ['free', 'fr\u200bee', true],
    ['great', 'greaaaaat', true],
    ['ab*', 'ab', true],
    ['ab*', 'abc', false],
  ])('"%s" in "%s": %s', (phrase, text, isFound) => {
    expect(topicsOf([phrase], text)).toEqual(isFound ? ['t'] : []);
  });

  it('is ruled out by none, wherever it stands', () => {
    expect(topicsOf(['fire'], 'fire on board', ['fire sale'])).toEqual(['t']);
    expect(topicsOf(['fire'], 'fire sale and fire', ['fire sale'])).toEqual([]);
    expect(topicsOf(['fire'], 'sale', ['sale'])).toEqual([]);
  });

  it('sorts, and keeps to the brand of the topic', () => {
    const read = reader({
      topics: [
        { key: 'z', any: ['bill'] },
        { key: 'a', any: ['bill', 'invoice'] },
        { key: 'm', brand: 'harbour', any: ['bill'] },
      ],
    });
    expect(read('bill and invoice', { brand: 'northline' }).topics).toEqual(['a', 'z']);
    expect(read('bill', { brand: 'harbour' }).topics).toEqual(['a', 'm', 'z']);
  });

  it('finds whole words as a plain search would, for any words', () => {
    // Two letters at most: a third equal one would be drawn out, and folded.
    const word = fc.stringMatching(/^[a-d]{1,2}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 12 });
    const phrases = fc.uniqueArray(
      fc.array(word, { minLength: 2, maxLength: 3 }).map((p) => p.join(' ')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(words, phrases, (text, list) => {
        const topics = list.map((phrase, i) => ({ key: `t${i}`, any: [phrase] }));
        const found = reader({ topics })(text.join(' ')).topics;
        const plain = topics.filter(({ any }) => ` ${text.join(' ')} `.includes(` ${any[0]} `));
        expect(found).toEqual(plain.map(({ key }) => key).sort());
      }),
    );
  });

  const understandDefault = createUnderstand(defaultCatalogue());
  it.each([
    ['outage', 'Is the whole service down again?'],
    ['billing', 'you charged me for a bill I paid'],
    ['delivery', 'wo bleibt mein Paket'],
    ['cancellation', 'they cancelled everything'],
    ['app-login', 'I cannot log in'],
    ['staff-service', 'the crew was great'],
    ['refund', 'quiero un reembolso'],
    ['waiting', 'still waiting'],
    ['privacy', 'somebody hacked my account'],
    ['safety', 'the charger caught fire'],
  ])('the default list names %s in "%s"', (topic, text) => {
    expect(understandDefault(mentionOf(text)).topics).toContain(topic);
  });

  it('the default list leaves everyday talk alone', () => {
    expect(understandDefault(mentionOf('What a sunny morning at the lake')).topics).toEqual([]);
  });
});
