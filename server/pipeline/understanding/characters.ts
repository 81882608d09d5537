/** What each UTF-16 unit is to the tokeniser, and what it folds to (lower case, no accents). Tables
 * filled once: reading a text is then two array look-ups a character, whatever the script. */

export const KIND = {
  /** Letters and digits stand first: one comparison tells that a word goes on. */
  letter: 0,
  digit: 1,
  /** The next two go on inside a word in their own way. */
  apostrophe: 2,
  /** Zero-width and combining characters: dropped, the word goes on. */
  dropped: 3,
  separator: 4,
  /** Scripts without spaces: every character is a token. */
  ideograph: 5,
  emoji: 6,
  highSurrogate: 7,
  /** Ends a clause: negation does not reach across it. */
  stop: 8,
  hash: 9,
  at: 10,
  underscore: 11,
  ampersand: 12,
  space: 13,
} as const;

export const SCRIPT = {
  none: 0,
  latin: 1,
  arabic: 2,
  devanagari: 3,
  cyrillic: 4,
  hangul: 5,
  kana: 6,
  han: 7,
  thai: 8,
  hebrew: 9,
  greek: 10,
  other: 11,
} as const;
export const SCRIPT_COUNT = 12;

const UNITS = 65_536;
export const kindOf = new Uint8Array(UNITS);
/** Kind and fold in one number: `kind << 16 | fold`. */
export const readingOf = new Int32Array(UNITS);
/** A reading below LETTERS_END is a letter, below DIGITS_END a digit, below SPECIAL_END goes on. */
export const LETTERS_END = 1 << 16;
export const DIGITS_END = 2 << 16;
export const SPECIAL_END = 4 << 16;
export const FOLD_MASK = 0xffff;
export const scriptOf = new Uint8Array(UNITS);

const SCRIPT_RANGES: [from: number, to: number, script: number][] = [
  [0x41, 0x24f, SCRIPT.latin],
  [0x1e00, 0x1eff, SCRIPT.latin],
  [0xff21, 0xff5a, SCRIPT.latin],
  [0x370, 0x3ff, SCRIPT.greek],
  [0x400, 0x52f, SCRIPT.cyrillic],
  [0x590, 0x5ff, SCRIPT.hebrew],
  [0x600, 0x77f, SCRIPT.arabic],
  [0xfb50, 0xfdff, SCRIPT.arabic],
  [0xfe70, 0xfefe, SCRIPT.arabic],
  [0x900, 0x97f, SCRIPT.devanagari],
  [0xe00, 0xe7f, SCRIPT.thai],
  [0x1100, 0x11ff, SCRIPT.hangul],
  [0xac00, 0xd7af, SCRIPT.hangul],
  [0x3040, 0x30ff, SCRIPT.kana],
  [0x3400, 0x9fff, SCRIPT.han],
];
const SPECIAL: [characters: string, kind: number][] = [
  ["'’‘ʼ`´", KIND.apostrophe],
  ['.,;:!?…()[]"“”«»|。、！？،؛؟।', KIND.stop],
  ['#＃', KIND.hash],
  ['@＠', KIND.at],
  ['_', KIND.underscore],
  ['&', KIND.ampersand],
];
/** Letters that Arabic writers use for one another. */
const ARABIC_FOLDS: [from: string, to: string][] = [
  ['أإآٱ', 'ا'],
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ؤ', 'و'],
  ['ئ', 'ي'],
];

const isDropped = (unit: number): boolean =>
  (unit >= 0x300 && unit <= 0x36f) ||
  unit === 0xad ||
  unit === 0x640 ||
  (unit >= 0x64b && unit <= 0x65f) ||
  unit === 0x670 ||
  (unit >= 0x200b && unit <= 0x200f) ||
  (unit >= 0x202a && unit <= 0x202e) ||
  (unit >= 0x2060 && unit <= 0x2069) ||
  (unit >= 0x20d0 && unit <= 0x20ff) ||
  (unit >= 0xfe00 && unit <= 0xfe0f) ||
  unit === 0xfeff;

const WORD = /[\p{L}\p{M}]/u;
const DIGIT = /\p{N}/u;
const SPACE = /\s/;

const kindOfUnit = (unit: number, text: string): number => {
  if (isDropped(unit)) return KIND.dropped;
  if (unit >= 0xd800 && unit <= 0xdbff) return KIND.highSurrogate;
  if ((unit >= 0x2190 && unit <= 0x2bff) || unit === 0x3030) return KIND.emoji;
  if (unit === 0x0a || unit === 0x0d) return KIND.stop;
  if (SPACE.test(text)) return KIND.space;
  if (unit >= 0x3040 && unit <= 0x9fff && WORD.test(text)) return KIND.ideograph;
  if (DIGIT.test(text)) return KIND.digit;
  return WORD.test(text) ? KIND.letter : KIND.separator;
};

/** Only scripts with cases, accents or presentation forms decompose; the rest stays itself. */
const foldUnit = (unit: number, text: string): number => {
  const plain = unit < 0x600 || (unit >= 0x1e00 && unit < 0x2000) || unit >= 0xf900;
  if (!plain || (unit >= 0xd800 && unit <= 0xf8ff)) return unit;
  const folded = text.toLowerCase().normalize('NFKD').toLowerCase();
  return folded.charCodeAt(0);
};

const foldOf = new Uint16Array(UNITS);

const fill = () => {
  for (let unit = 0; unit < UNITS; unit += 1) {
    const text = String.fromCharCode(unit);
    kindOf[unit] = kindOfUnit(unit, text);
    foldOf[unit] = foldUnit(unit, text);
  }
  for (const [from, to, script] of SCRIPT_RANGES) {
    for (let unit = from; unit <= to; unit += 1) scriptOf[unit] = script;
  }
  for (let unit = 0; unit < UNITS; unit += 1) {
    const isLetter = kindOf[unit] === KIND.letter || kindOf[unit] === KIND.ideograph;
    if (!isLetter) scriptOf[unit] = SCRIPT.none;
    else if (scriptOf[unit] === SCRIPT.none) scriptOf[unit] = SCRIPT.other;
  }
  for (const [characters, kind] of SPECIAL) {
    for (const character of characters) kindOf[character.charCodeAt(0)] = kind;
  }
  for (const [from, to] of ARABIC_FOLDS) {
    for (const letter of from) foldOf[letter.charCodeAt(0)] = to.charCodeAt(0);
  }
  for (let unit = 0; unit < UNITS; unit += 1) {
    readingOf[unit] = (kindOf[unit]! << 16) | foldOf[unit]!;
  }
};
fill();
