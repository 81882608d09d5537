/** What a voice says: its subject, whose words they are, and what kind of thing it tells. */
import { describe, expect, it } from 'vitest';
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { hearer } from './voices-of.ts';

const brands = [
  { key: 'northline', name: 'Northline', aliases: ['North Line'], accounts: ['@NorthlineHelp'] },
  { key: 'harbour' },
];
const hear = hearer({ brands });

describe('terms', () => {
  it.each([
    ['The router shows a red light', ['router', 'red', 'light', 'red light']],
    ['Battery of my phone is swelling', ['battery', 'phone', 'swelling', 'phone is swelling']],
    ['@northlinehelp Northline charged North Line twice!', ['charged', 'twice']],
    ['see https://x.example/a 2 400 times', ['times']],
    ['#GateLice are the worst', ['#gatelice', 'gatelice', 'worst']],
    ['Router. Light', ['router', 'light']],
    ['Der Akku wird heiß', ['akku', 'heiß']],
    ['退款很慢', ['退款', '款很', '很慢']],
    ['so it is what it is', []],
  ])('%s', (text, terms) => {
    const heard = hear(text, { brand: 'northline' }).terms;
    for (const term of terms) expect(heard).toContain(term);
    if (terms.length === 0) expect(heard).toEqual([]);
    expect(heard.join(' ')).not.toMatch(/northline|north line|https|400/);
  });

  it('words of a name that no catalogue knows are no subject', () => {
    const { terms } = hear('skerry air lost the harbour ferry', { brand: 'Skerry Air' });
    expect(terms).toContain('ferry');
    expect(terms.join(' ')).not.toMatch(/skerry|air/);
  });

  it('leaves the name of another brand in: that is news', () => {
    expect(hear('moving to harbour', { brand: 'northline' }).terms).toContain('harbour');
  });

  it('are few, whatever is written', () => {
    const text = Array.from({ length: 400 }, (_, i) => `thing${i}`).join(' ');
    expect(hear(text).terms).toHaveLength(VOICE_LIMITS.terms);
  });
});

describe('prints', () => {
  const post = 'They threw my guitar down the stairs of gate seven and laughed about the noise';
  const print = hear(post, { id: 'root' }).print;
  it.each([
    ['a repost', `RT @someone: ${post}`],
    ['one cut off', `RT @someone: ${post.slice(0, 52)}…`],
    [
      'one cut off with dots and a link',
      `RT @someone: ${post.slice(0, 52)}... https://x.example/1`,
    ],
    ['a copy with noise around', `${post.toUpperCase()} 😡😡 https://x.example/2`],
    ['a quote', `wow “@someone: ${post}`],
  ])('%s lands on the print of the post', (_, text) => {
    expect(hear(text, { id: 'copy' }).print).toBe(print);
  });

  it('other words are another print', () => {
    expect(hear('They lost my guitar at the stairs of gate seven').print).not.toBe(print);
  });

  it('what says too little stands for itself, unless it is said to be a repost', () => {
    expect(hear('app down', { id: 'a' }).print).not.toBe(hear('app down', { id: 'b' }).print);
    const elsewhere = hear('app down', { id: 'a', channel: 'elsewhere' });
    expect(hear('app down', { id: 'a' }).print).not.toBe(elsewhere.print);
    const [one, other] = ['a', 'b'].map((id) => hear('app down', { id, repostOf: 'root' }).print);
    expect(one).toBe(other);
    expect(one).toBe(hear('app down', { id: 'root' }).print);
  });

  it.each([
    ['words of one’s own', post, {}, null],
    ['the source says it', 'wow', { repostOf: 'p-9' }, 'p-9'],
    ['the text says it', `RT @someone: ${post}`, {}, ''],
    ['a short word before', `lol RT @someone: ${post}`, {}, ''],
    ['a comment of one’s own', `never seen staff so careless in years RT @someone: hi`, {}, null],
    ['RT without a name', 'RT this if you agree', {}, null],
    ['a name in a question', 'Is "fast lane" @northlinehelp a joke?', {}, null],
  ])('reposts: %s', (_, text, more, repostOf) => {
    expect(hear(text, more).repostOf).toBe(repostOf);
  });

  it('a quote of the own account is an answer to the brand’s post', () => {
    const quote = hear('please no RT @NorthlineHelp: new seats', { brand: 'northline' });
    expect(quote.parentKind).toBe('post');
    expect(hear('please no RT @other: new seats', { brand: 'northline' }).parentKind).toBeNull();
    expect(hear('thanks', { inReplyTo: 'p' }, 'reply')).toMatchObject({
      parent: 'p',
      parentKind: 'reply',
    });
  });
});

describe('kinds', () => {
  const FLAGS = ['isFirstHand', 'isShared', 'isHarm', 'isQuestion', 'isLeaving'] as const;
  it.each([
    ['isFirstHand', 'My app is not working since this morning'],
    ['isFirstHand', 'you charged me twice'],
    ['isFirstHand', "I've been waiting for three weeks"],
    ['isFirstHand', 'still no internet here'],
    ['isFirstHand', 'our order hasn’t arrived'],
    ['isFirstHand', 'the site keeps crashing'],
    ['isFirstHand', 'Bei mir geht das Internet nicht'],
    ['isFirstHand', 'no me funciona la aplicación'],
    ['isFirstHand', "je n'arrive pas à me connecter"],
    ['isFirstHand', 'sono senza linea da stamattina'],
    ['isFirstHand', 'estou sem internet desde ontem'],
    ['isFirstHand', 'النت مقطوع عندي من الصبح'],
    ['isFirstHand', 'मेरा पैसा कट गया और रिचार्ज नहीं हुआ'],
    ['isFirstHand', '@northlinehelp 3 hours on the platform, this is terrible'],
    ['isFirstHand', '@northlinehelp ferry cancelled again, what a disgrace'],
    ['isFirstHand', 'awful: we sat on the quay for 40min'],
    ['isFirstHand', "couldn't check in at all"],
    ['isFirstHand', 'Die Seite lädt schon wieder nicht'],
    ['isFirstHand', 'impossible de me connecter'],
    ['isShared', 'anyone else without signal?'],
    ['isShared', 'is it just me'],
    ['isShared', 'Same here in York'],
    ['isShared', 'Hat noch jemand das Problem?'],
    ['isShared', '¿a alguien más le pasa?'],
    ['isShared', 'moi aussi depuis ce matin'],
    ['isShared', 'anche a me, da stamattina'],
    ['isShared', 'mais alguém sem sinal?'],
    ['isHarm', 'a passenger was injured by your door'],
    ['isHarm', 'this is racist, you will hear from my lawyer'],
    ['isHarm', 'Boykottiert diesen Laden'],
    ['isHarm', 'voy a poner una denuncia'],
    ['isHarm', 'la presse en parle déjà'],
    ['isQuestion', 'When will it be back'],
    ['isLeaving', "I'm leaving, please close my account"],
  ] as const)('%s: %s', (flag, text) => expect(hear(text)[flag]).toBe(true));

  it.each([
    'Lovely crew on the morning boat, thank you',
    'New seats look great',
    'Boarding now, see you in Leeds',
    'Guten Morgen zusammen',
    'Two hours of sun on deck, lovely',
    'Disgraceful, the owner is to blame for the strike',
  ])('none of it: %s', (text) => {
    for (const flag of FLAGS) expect(hear(text)[flag]).toBe(false);
  });

  it('who repeats another’s report reports nothing', () => {
    expect(hear('RT @a: my app is not working at all today').isFirstHand).toBe(false);
  });

  it('a brand’s own post is no report and keeps its subject', () => {
    const own = hear('Is your app down? We are on it.', { inbound: false });
    expect(own).toMatchObject({ inbound: false, isFirstHand: false, isQuestion: false });
    expect(own.terms).toContain('app');
  });
});
