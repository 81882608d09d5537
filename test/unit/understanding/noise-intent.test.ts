/** What is noise and what is not; what a customer wants with a post. */
import { describe, expect, it } from 'vitest';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { mentionOf, reader } from './reading.ts';

describe('noise', () => {
  const read = reader({
    noise: [
      { key: 'jobs', any: ['we are hiring', 'vacanc*'] },
      { key: 'bots', authors: ['@NewsBot', 'id-77'] },
      { key: 'links', linksOver: 2 },
      { key: 'tags', hashtagsOver: 3 },
    ],
  });
  it.each([
    ['We are hiring in Leeds', {}, 'jobs'],
    ['two vacancies', {}, 'jobs'],
    ['hello', { author: { id: 'a', handle: 'newsbot' } }, 'bots'],
    ['hello', { author: { id: 'ID-77' } }, 'bots'],
    ['https://a.example http://b.example www.c.example', {}, 'links'],
    ['#a #b #c #d', {}, 'tags'],
    ['we are hiring #a #b #c #d', {}, 'jobs'],
    ['https://a.example/x', {}, 'link-only'],
    ['@northline https://a.example/x', {}, 'link-only'],
    ['@northline', {}, 'empty'],
    ['  ', {}, 'empty'],
    ['@northline https://a.example/x', { inReplyTo: 'm-0' }, null],
    ['', { conversation: 'c-1' }, null],
    ['@northline ❤', {}, null],
    ['@northline ?', {}, null],
    ['#a #b #c my parcel is gone', {}, null],
    ['hiring', {}, null],
    ['we are hiring', { inbound: false }, null],
    ['', { inbound: false }, null],
  ])('"%s" %j: %s', (text, more, rule) => {
    const { noise, intent } = read(text, more);
    expect(noise).toBe(rule);
    expect(intent === 'noise').toBe(rule !== null);
  });

  const byDefault = createUnderstand(defaultCatalogue());
  it('the default rules take giveaways and crypto, and no angry customer', () => {
    expect(byDefault(mentionOf('Follow and retweet to win a car')).noise).toBe('giveaway');
    expect(byDefault(mentionOf('Free airdrop, double your money now')).noise).toBe('crypto-spam');
    expect(byDefault(mentionOf('Your free wifi is a joke, I want my money back')).noise).toBeNull();
    expect(byDefault(mentionOf('Did I win the giveaway? #hope')).noise).toBeNull();
  });
});

describe('intent', () => {
  const read = reader();
  it.each([
    ['complaint', 'Still no reply, this is unacceptable'],
    ['complaint', 'My parcel never arrived and nobody helps. Why?'],
    ['question', 'When does the shop open on Sunday?'],
    ['question', 'How do I change my address'],
    ['request', 'Please send me the form'],
    ['request', 'Can you look into my order'],
    ['thanks', 'Thank you, that was quick and friendly'],
    ['leaving', 'Cancel my subscription, I am done with you'],
    ['leaving', 'Never again. Switching to another company'],
    ['other', 'Boarding now'],
    ['leaving', 'Ich kündige, das war das letzte Mal'],
    ['complaint', 'Seit Tagen keine Antwort, unverschämt'],
    ['thanks', 'Muchas gracias, todo perfecto'],
    ['question', '¿Cuándo abre la tienda?'],
    ['leaving', 'Je résilie mon contrat, plus jamais'],
    ['complaint', 'Pessimo servizio, nessuno risponde'],
    ['thanks', 'Muito obrigado, atendimento excelente'],
    ['question', 'متى يفتح المتجر؟'],
    ['thanks', 'बहुत बढ़िया, धन्यवाद'],
    ['other-channel-first', 'I called twice already and nothing happened'],
    ['other-channel-first', 'Emailed you last week, no answer'],
    ['other-channel-first', 'Your chat sent me here, please help'],
    ['other-channel-first', 'On the phone for an hour yesterday, still not solved, useless'],
    ['other-channel-first', 'Habe schon dreimal angerufen, keine Antwort'],
    ['other-channel-first', 'Ya llamé dos veces y nadie responde'],
    ['other-channel-first', "J'ai déjà appelé trois fois, toujours rien"],
    ['other-channel-first', 'Ho già chiamato il call center, nessuna risposta'],
    ['other-channel-first', 'Já liguei várias vezes e ninguém resolve, péssimo'],
    ['other-channel-first', 'اتصلت مرتين ولا يوجد رد'],
    ['other-channel-first', 'कई बार कॉल किया, कोई जवाब नहीं'],
    ['leaving', 'Called twice, no answer. Cancel my subscription'],
    ['thanks', 'Called you and the agent was wonderful, thank you so much'],
  ])('%s: %s', (intent, text) => expect(read(text).intent).toBe(intent));

  it('does not take irony for thanks', () => {
    expect(read('Thanks for nothing, worst day ever').intent).toBe('complaint');
  });

  it('gives an own post no intent', () => {
    expect(read('Please send us your number?', { inbound: false }).intent).toBe('other');
  });
});
