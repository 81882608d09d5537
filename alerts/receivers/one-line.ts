/** Text from outside as one line that a person can read and no target takes for anything else: what
 * would not be seen, or would change how the rest is read, is gone, and it has a length. What a target
 * takes for markup is that target's own matter. */

/** Colours of a terminal: escape, bracket, figures, a letter. */
const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[ -/]*[@-~]`, 'g');
/** Controls, line and paragraph separators, lone surrogates, private use: a space stands for them. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;
/** What is not seen: marks of direction, zero width, tags; but the two joiners, which Persian and
 * emoji are written with. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}/gu;
/** No script sets more marks on one letter. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `maxChars` UTF-16 units, cut between signs that a person sees as one. */
export const cut = (text: string, maxChars: number): string => {
  if (text.length <= maxChars) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, maxChars + 64))) {
    if (kept.length + segment.length > maxChars - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

/** How much of a text is looked at: what comes behind would be cut anyway. */
const READ_FACTOR = 4;

export const oneLine = (text: string, maxChars: number): string => {
  const seen = text
    .slice(0, maxChars * READ_FACTOR + 64)
    .replace(ANSI, '')
    .replace(UNSEEN, '')
    .replace(BREAKS, ' ')
    .replace(PILED_MARKS, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  return cut(seen, maxChars);
};
