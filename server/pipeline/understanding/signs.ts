/** Emoji, emoticons and HTML entities: the signs in a text that are no words. Each reader looks at
 * one place and says which sign stands there and where the text goes on. */
import { KIND, kindOf } from './characters.ts';

/** One or two UTF-16 units (`second` 0: one); `first` 0: nothing that counts. */
export type Sign = { first: number; second: number; next: number };

const THREE = 0x33;
const LESS = 0x3c;
const HEART = { first: LESS, second: THREE };
const SMILE = { first: 0x3a, second: 0x29 };
const FROWN = { first: 0x3a, second: 0x28 };
const NOSES = "-'";
const HAPPY = ')]DPp*';
const SAD = '([/\\|';
const ENTITIES = ['&amp;', '&lt;', '&gt;', '&quot;', '&#39;'];
const SKIN_TONE_HIGH = 0xd83c;
const SKIN_TONE_FROM = 0xdffb;

const nothing = (next: number): Sign => ({ first: 0, second: 0, next });

/** ":)", ":-(", "=D", "<3" read as ":)", ":(" or "<3". */
export const readFace = (text: string, at: number): Sign => {
  if (text.charCodeAt(at) === LESS) {
    return text.charCodeAt(at + 1) === THREE ? { ...HEART, next: at + 2 } : nothing(at + 1);
  }
  const mouthAt = NOSES.includes(text[at + 1] ?? ' ') ? at + 2 : at + 1;
  const mouth = text[mouthAt];
  if (mouth === undefined) return nothing(at + 1);
  const isLetter = kindOf[mouth.charCodeAt(0)] === KIND.letter;
  if (isLetter && kindOf[text.charCodeAt(mouthAt + 1)] === KIND.letter) return nothing(at + 1);
  if (HAPPY.includes(mouth)) return { ...SMILE, next: mouthAt + 1 };
  return SAD.includes(mouth) ? { ...FROWN, next: mouthAt + 1 } : nothing(at + 1);
};

/** One emoji; skin tones are no emoji of their own. Lone surrogates are passed over. */
export const readPicture = (text: string, at: number): Sign => {
  const first = text.charCodeAt(at);
  if (kindOf[first] === KIND.emoji) return { first, second: 0, next: at + 1 };
  const second = text.charCodeAt(at + 1);
  if (!(second >= 0xdc00 && second <= 0xdfff)) return nothing(at + 1);
  const isSkinTone = first === SKIN_TONE_HIGH && second >= SKIN_TONE_FROM;
  return isSkinTone ? nothing(at + 2) : { first, second, next: at + 2 };
};

/** Sources that escape HTML: "&amp;" is nothing, "&lt;3" a heart. */
export const readEntity = (text: string, at: number): Sign => {
  for (const entity of ENTITIES) {
    if (!text.startsWith(entity, at)) continue;
    const next = at + entity.length;
    const isHeart = entity === '&lt;' && text.charCodeAt(next) === THREE;
    return isHeart ? { ...HEART, next: next + 1 } : nothing(next);
  }
  return nothing(at + 1);
};
