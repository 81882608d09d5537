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

  it.each([
    ['Like and share this post: three lucky winners get a suitcase', 'prize-draw'],
    ['RT & follow for a chance of winning two tickets', 'prize-draw'],
    ['Folgt uns und teilt diesen Beitrag: zwei Karten zu gewinnen', 'prize-draw'],
    ['Síguenos y comparte, sorteo de dos entradas', 'prize-draw'],
    ['Suivez nous et partagez, deux places à gagner', 'prize-draw'],
    ['I got 900 a week from home, click here', 'easy-money'],
    ['Earn daily, no experience needed https://w.example/1', 'easy-money'],
    ['10k followers overnight, DM us', 'followers-for-sale'],
    ['I won nothing in your raffle, shame', null],
    ['I share a flat, no internet from home since 6am https://a.example/1', null],
    ['lost all my followers after your update https://a.example/1', null],
    ['how do I earn points when I book from home?', null],
  ])('by default, "%s": %s', (text, rule) => {
    expect(byDefault(mentionOf(text)).noise).toBe(rule);
  });

  it('a rule with a second list wants both', () => {
    const both = reader({
      noise: [{ key: 'jobs', any: ['vacanc*'], with: { any: ['apply'], link: true } }],
    });
    expect(both('two vacancies, apply today').noise).toBe('jobs');
    expect(both('two vacancies https://a.example/1').noise).toBe('jobs');
    expect(both('two vacancies').noise).toBeNull();
    expect(both('apply today').noise).toBeNull();
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

  it.each([
    ['leaving', 'Goodbye Northline', {}],
    ['leaving', 'done with @northline', {}],
    ['leaving', 'cancelling our broadband today', {}],
    ['leaving', 'We moved to Harbour last week', {}],
    ['leaving', 'Tschüss Northline', {}],
    ['other', 'Saying goodbye to grandma at gate 4', {}],
    ['other', 'Uninstalled and reinstalled it', { inReplyTo: 'm-1' }],
    ['other', 'I signed up with my old address', { inReplyTo: 'm-1' }],
  ] as const)('%s, by where it stands: %s', (intent, text, more) => {
    expect(read(text, { brand: 'Northline', ...more }).intent).toBe(intent);
  });

  it('does not take irony for thanks', () => {
    expect(read('Thanks for nothing, worst day ever').intent).toBe('complaint');
  });

  it('gives an own post no intent', () => {
    expect(read('Please send us your number?', { inbound: false }).intent).toBe('other');
  });
});
