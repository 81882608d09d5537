/** The scorer by word lists and the pipeline's own on our own sentences: feeling, negation, contrast,
 * emoji, eight languages. What the lists alone promise (how much worse a word makes it) is asked of
 * them alone. */
import { describe, expect, it } from 'vitest';
import { createLexiconScorer } from '#server/pipeline/understanding/sentiment.ts';
import { reader } from './reading.ts';

const read = reader({}, { scorer: createLexiconScorer });
const readByModel = reader();
const label = (text: string, lang?: string) => read(text, { lang }).sentiment.label;
const labelByModel = (text: string, lang: string) => readByModel(text, { lang }).sentiment.label;

describe('sentiment', () => {
  it.each([
    ['en', 'On hold for two hours and still no reply, worst service ever'],
    ['en', 'Your app keeps crashing and nobody answers'],
    ['en', 'This is not good at all'],
    ['en', 'Lovely colours but the screen is broken and support is useless'],
    ['de', 'Seit drei Stunden in der Warteschleife, das ist eine Frechheit'],
    ['es', 'Pésimo servicio, llevo esperando dos semanas y nadie responde'],
    ['fr', 'Toujours rien, aucune réponse, c’est honteux'],
    ['it', 'Servizio pessimo, nessuno risponde al telefono'],
    ['pt', 'Atendimento péssimo, ninguém responde, que vergonha'],
    ['ar', 'خدمة سيئة جدا ولا يوجد رد'],
    ['hi', 'बहुत घटिया सर्विस, कोई जवाब नहीं'],
    ['hi', 'bahut ghatiya service hai yaar, koi jawab nahi'],
  ])('%s negative: %s', (lang, text) => {
    expect(label(text, lang)).toBe('negative');
    expect(labelByModel(text, lang)).toBe('negative');
  });

  it.each([
    ['en', 'Thank you so much, the agent was wonderful!'],
    ['en', 'Not bad at all, well done'],
    ['en', 'The queue was slow but the crew was absolutely amazing, love you all'],
    ['de', 'Vielen Dank, super Service, sehr freundlich!'],
    ['es', 'Muchas gracias, excelente atención'],
    ['fr', 'Merci beaucoup, service parfait et rapide'],
    ['it', 'Grazie mille, servizio ottimo'],
    ['pt', 'Muito obrigada, atendimento excelente!'],
    ['ar', 'شكرا جزيلا خدمة ممتازة'],
    ['hi', 'बहुत बढ़िया सर्विस, धन्यवाद'],
    ['und', '❤️❤️ 😍'],
  ])('%s positive: %s', (lang, text) => {
    expect(label(text, lang)).toBe('positive');
    expect(labelByModel(text, lang)).toBe('positive');
  });

  it.each(['The train leaves at nine', 'Is the shop open on Monday?', 'Two boxes, one blue', ''])(
    'neutral: %s',
    (text) => expect(label(text, 'en')).toBe('neutral'),
  );

  it('reads a word in the language of its text', () => {
    expect(label('Das ist gut', 'de')).toBe('positive');
    expect(label('Was mein Magen sagt: gut', 'en')).toBe('neutral');
  });

  it.each([
    ['boosters', 'the service was extremely slow', 'the service was slow'],
    ['capitals', 'you made a TERRIBLE choice there', 'you made a terrible choice there'],
    ['exclamation', 'this is bad!!!', 'this is bad'],
    ['drawn-out letters', 'this is sooo baaaad', 'this is so bad'],
  ])('%s make it worse', (_, worse, bad) => {
    const score = (text: string) => read(text, { lang: 'en' }).sentiment.score;
    expect(score(worse)).toBeLessThan(score(bad));
    expect(score(bad)).toBeLessThan(0);
  });

  it('does not let a hundred emoji outvote everything', () => {
    const one = read('late again 😡', { lang: 'en' }).sentiment.score;
    const many = read(`thanks, great, lovely crew ${'😡'.repeat(3)}`, { lang: 'en' }).sentiment;
    expect(one).toBeLessThan(0);
    expect(many.score).toBeGreaterThan(one);
  });

  it('keeps its ranges, and calls an own post neutral', () => {
    for (const text of ['worst '.repeat(900), 'love '.repeat(900), '', '?!']) {
      const { score, confidence } = read(text).sentiment;
      expect(Math.abs(score)).toBeLessThanOrEqual(1);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
    const own = read('We are terribly sorry for the awful delay', { inbound: false });
    expect(own.sentiment).toEqual({ label: 'neutral', score: 0, confidence: 1 });
  });
});
