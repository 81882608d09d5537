/** The language of a text: what the source says where that can be true, else the script, else the
 * common words of the languages we read. tinyld costs 100 times a whole row, so it is asked only
 * about longer texts of which no common word is known. */
import { detectAll } from 'tinyld';
import { SCRIPT } from './characters.ts';
import { LEXICONS, type Words } from './words.ts';
import type { Tokens } from './tokens.ts';

export const UNKNOWN_LANG = 'und';

/** Fewer words than this are not shown to tinyld: it guesses. */
const GUESS_WORDS_MIN = 8;
/** tinyld's own measure, 0..1, below which its guess is not taken. */
const GUESS_ACCURACY_MIN = 0.2;
const GUESS_CHARS_MAX = 120;
/** Votes of one word that stands in one language's list alone. */
const VOTE = 12;
/** Tokens that vote: the beginning of a long text tells as much as the whole. */
const VOTERS_MAX = 63;
/** Votes of this many words fit into a byte. */
const LANE_WORDS = 21;
const DECLARED_MAX = 1_000;

const SCRIPT_LANGS: [script: number, lang: string][] = [
  [SCRIPT.kana, 'ja'],
  [SCRIPT.han, 'zh'],
  [SCRIPT.hangul, 'ko'],
  [SCRIPT.devanagari, 'hi'],
  [SCRIPT.arabic, 'ar'],
  [SCRIPT.cyrillic, 'ru'],
  [SCRIPT.hebrew, 'he'],
  [SCRIPT.thai, 'th'],
  [SCRIPT.greek, 'el'],
];
/** Letters that Arabic has not, and Russian has not. */
const TELLING_LETTERS: [lang: string, letters: string, meant: string][] = [
  ['ar', 'ٹڈڑںے', 'ur'],
  ['ar', 'پچژگ', 'fa'],
  ['ru', 'іїєґ', 'uk'],
];
const LATIN_LANGS = new Set(['en', 'de', 'es', 'fr', 'it', 'pt', 'nl', 'sv', 'da', 'no', 'pl']);
/** Codes that sources use for "no language" or for an old name. */
const RENAMED: Record<string, string> = { in: 'id', iw: 'he', ji: 'yi', fil: 'tl' };
const NO_LANGUAGE = new Set(['und', 'zxx', 'mul', 'mis', 'art', 'qme', 'qst', 'qht', 'qam', 'qct']);
const PRIMARY = /^([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*$/i;

const readDeclared = (lang: string): string | null => {
  const primary = PRIMARY.exec(lang)?.[1]?.toLowerCase();
  if (primary === undefined || NO_LANGUAGE.has(primary)) return null;
  return RENAMED[primary] ?? primary;
};

const scriptLang = (tokens: Tokens): string | null => {
  const scripts = tokens.scripts;
  if (scripts[SCRIPT.latin]! * 2 >= tokens.words) return null;
  let best = '';
  let most = 0;
  for (const [script, lang] of SCRIPT_LANGS) {
    if (scripts[script]! <= most) continue;
    most = scripts[script]!;
    best = lang;
  }
  if (best === 'zh' && scripts[SCRIPT.kana]! * 5 > scripts[SCRIPT.han]!) return 'ja';
  for (const [lang, letters, meant] of TELLING_LETTERS) {
    if (lang === best && hasAny(tokens, letters)) return meant;
  }
  return best || UNKNOWN_LANG;
};

const hasAny = (tokens: Tokens, letters: string): boolean => {
  const last = tokens.count - 1;
  const end = last < 0 ? 0 : tokens.starts[last]! + tokens.lengths[last]!;
  for (const letter of letters) {
    const unit = letter.charCodeAt(0);
    const found = tokens.chars.indexOf(unit);
    if (found >= 0 && found < end) return true;
  }
  return false;
};

const bitsIn = (mask: number): number => {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
};

/** A word's votes for four languages, a byte each, so that adding up needs no branch. */
const packVotes = (mask: number, firstLang: number): number => {
  const vote = mask === 0 ? 0 : Math.floor(VOTE / bitsIn(mask));
  let packed = 0;
  for (let lane = 0; lane < 4; lane += 1) {
    if ((mask & (1 << (firstLang + lane))) !== 0) packed |= vote << (8 * lane);
  }
  return packed;
};

export const createLanguageReader = (words: Words) => {
  const declared = new Map<string, string | null>();
  const votes = new Int32Array(LEXICONS.length);
  const lower = Int32Array.from(words.votes, (mask) => packVotes(mask, 0));
  const upper = Int32Array.from(words.votes, (mask) => packVotes(mask, 4));

  const readOnce = (lang: string): string | null => {
    const known = declared.get(lang);
    if (known !== undefined) return known;
    if (declared.size >= DECLARED_MAX) declared.clear();
    const primary = readDeclared(lang);
    declared.set(lang, primary);
    return primary;
  };

  /** Null where no word votes; 'und' where the votes are too few or even. */
  const byCommonWords = (tokens: Tokens): string | null => {
    votes.fill(0);
    const ids = tokens.ids;
    const count = Math.min(tokens.count, VOTERS_MAX);
    for (let begin = 0; begin < count; begin += LANE_WORDS) {
      const end = Math.min(count, begin + LANE_WORDS);
      let low = 0;
      let high = 0;
      for (let i = begin; i < end; i += 1) {
        low += lower[ids[i]!]!;
        high += upper[ids[i]!]!;
      }
      for (let lane = 0; lane < 4; lane += 1) {
        votes[lane]! += (low >>> (8 * lane)) & 0xff;
        votes[lane + 4]! += (high >>> (8 * lane)) & 0xff;
      }
    }
    let best = 0;
    let second = 0;
    let lang = -1;
    for (let i = 0; i < votes.length; i += 1) {
      if (votes[i]! > best) {
        second = best;
        best = votes[i]!;
        lang = i;
      } else if (votes[i]! > second) second = votes[i]!;
    }
    if (best === 0) return null;
    return best > second && best >= VOTE / 2 ? LEXICONS[lang]!.lang : UNKNOWN_LANG;
  };

  return (tokens: Tokens, text: string, lang: string | undefined): string => {
    const said = lang === undefined ? null : readOnce(lang);
    const script = tokens.words === 0 ? null : scriptLang(tokens);
    if (said !== null && (script === null || !LATIN_LANGS.has(said))) return said;
    if (script !== null) return script;
    const known = byCommonWords(tokens);
    if (known !== null) return known;
    if (tokens.words - tokens.scripts[SCRIPT.none]! < GUESS_WORDS_MIN) return UNKNOWN_LANG;
    const guess = detectAll(text.slice(0, GUESS_CHARS_MAX))[0];
    if (guess === undefined || guess.accuracy < GUESS_ACCURACY_MIN) return UNKNOWN_LANG;
    return guess.lang;
  };
};
