/** A message for a phone's short text: at most two segments with the link whole, in the alphabet that
 * holds more wherever the words allow it. */
import type { MessageBody } from '#contracts/alert.ts';
import { isAlert } from '#contracts/alert.ts';
import { cut } from './one-line.ts';
import { wordsOf } from './words.ts';

/** What two joined segments hold: septets of GSM 03.38 (7 bits), else UTF-16 units. */
const TWO_SEGMENTS = { gsm7: 2 * 153, ucs2: 2 * 67 };
/** However long the link is, so much is said. */
const LEAST_WORDS = 24;

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ' +
    'ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These cost two septets. */
const EXTENDED = new Set('^{}\\[~]|€\f');

/** Septets of GSM 03.38; null where a character is not in it. */
export const septetsOf = (text: string): number | null => {
  let septets = 0;
  for (const sign of text) {
    if (BASIC.has(sign)) septets += 1;
    else if (EXTENDED.has(sign)) septets += 2;
    else return null;
  }
  return septets;
};

const PLAIN: Record<string, string> = {
  '·': '-',
  '…': '...',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '\u00a0': ' ',
};

/** The same in the small alphabet, where only signs and accents stand against it. */
const simplify = (text: string): string =>
  [...text]
    .map((sign) => {
      if (BASIC.has(sign)) return sign;
      const plain = PLAIN[sign] ?? sign.normalize('NFKD').replace(/\p{M}/gu, '');
      return septetsOf(plain) === null ? sign : plain;
    })
    .join('');

const sizeOf = (text: string): { size: number; room: number } => {
  const septets = septetsOf(text);
  return septets === null
    ? { size: text.length, room: TWO_SEGMENTS.ucs2 }
    : { size: septets, room: TWO_SEGMENTS.gsm7 };
};

const sayOf = (body: MessageBody, timeZone?: string): string => {
  const words = wordsOf(body, timeZone);
  const notice = [words.code, words.subject, words.why].filter(Boolean).join(' · ');
  const said = isAlert(body) ? words.lockScreen : notice;
  const glyph = words.level?.glyph;
  return simplify(glyph ? said.replace(`${glyph} `, '') : said);
};

/** Two segments at most, unless the link alone is longer. `link` null: the message has none. */
export const shortTextOf = (body: MessageBody, link: string | null, timeZone?: string): string => {
  let said = sayOf(body, timeZone);
  const tail = link ? `\n${link}` : '';
  for (;;) {
    const { size, room } = sizeOf(said + tail);
    if (size <= room || said.length <= LEAST_WORDS) return said + tail;
    const shorter = Math.max(LEAST_WORDS, said.length - Math.max(1, size - room));
    said = simplify(cut(said, shorter)).slice(0, shorter);
  }
};
