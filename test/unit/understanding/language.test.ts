/** The language of our own sentences, declared and not. */
import { describe, expect, it } from 'vitest';
import { reader } from './reading.ts';

const read = reader();

describe('language', () => {
  it.each([
    ['en', 'I have been waiting for my parcel since last week'],
    ['de', 'Ich warte seit einer Woche auf mein Paket und niemand meldet sich'],
    ['es', 'Llevo una semana esperando mi paquete y nadie me dice nada'],
    ['fr', 'J’attends mon colis depuis une semaine et personne ne me répond'],
    ['it', 'Aspetto il mio pacco da una settimana e nessuno mi risponde'],
    ['pt', 'Estou esperando minha encomenda há uma semana e ninguém me responde'],
    ['ar', 'انتظر الطرد منذ أسبوع ولا أحد يرد'],
    ['hi', 'मैं एक हफ्ते से अपने पार्सल का इंतजार कर रहा हूं'],
    ['hi', 'mera parcel abhi tak nahi aaya hai bhai'],
    ['ru', 'Жду посылку уже неделю, никто не отвечает'],
    ['ja', '荷物がまだ届きません。確認をお願いします'],
    ['ko', '택배가 아직 도착하지 않았어요'],
    ['zh', '我的包裹还没有到'],
    ['fa', 'چرا بسته من هنوز نرسیده است؟'],
  ])('detects %s', (lang, text) => expect(read(text).lang).toBe(lang));

  it.each(['', '🙂', '@someone', '123 456', 'https://example.com/a', 'Xyzzy'])(
    'does not guess: "%s"',
    (text) => expect(read(text).lang).toBe('und'),
  );

  it.each([
    ['en', 'en'],
    ['pt-BR', 'pt'],
    ['EN_us', 'en'],
    ['iw', 'he'],
    ['sw', 'sw'],
  ])('takes %s from the source as %s', (declared, lang) => {
    expect(read('ok ok', { lang: declared }).lang).toBe(lang);
  });

  it.each(['und', 'zxx', 'qme', 'english', '-', 'x'.repeat(35)])(
    'looks for itself when the source says "%s"',
    (lang) => expect(read('Wo ist mein Paket und wann kommt es?', { lang }).lang).toBe('de'),
  );

  it('does not believe a Latin language in another script', () => {
    expect(read('لا يوجد رد من خدمة العملاء', { lang: 'en' }).lang).toBe('ar');
    expect(read('where is my parcel', { lang: 'hi' }).lang).toBe('hi');
  });
});
