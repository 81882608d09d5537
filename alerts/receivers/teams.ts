/** Microsoft Teams: an Adaptive Card to a Workflow "when a Teams webhook request is received". Text
 * from outside stands in TextRuns only, which know no markdown; a mention needs an entity, and the card
 * names none. */
import type { MessageBody } from '#contracts/alert.ts';
import { isAlert } from '#contracts/alert.ts';
import type { Receiver } from './contract.ts';
import { attempt, judgeStatus } from './http.ts';
import { cut } from './one-line.ts';
import { wordsOf, type Link, type Words } from './words.ts';

/** The vendor takes 28 kB a message; a card that would be larger loses its last lines. */
const CARD_MAX_BYTES = 27_000;
const TITLE_CHARS = 200;
const RUN_CHARS = 500;
/** A Workflow is gone or its key is wrong: no attempt changes that. 409 and 5xx are of the moment. */
const REFUSED: readonly number[] = [400, 401, 403, 404, 405, 410, 413, 415, 422];

type Run = {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Large';
  isSubtle?: boolean;
  color?: 'Attention' | 'Warning' | 'Good' | 'Default';
};
const run = (text: string, look: Partial<Run> = {}): Run => ({
  type: 'TextRun',
  // No client takes this for a mention without an entity; none shall have to be trusted for that.
  text: cut(text, RUN_CHARS).replace(/<(?=\/?at\b)/gi, '‹'),
  ...look,
});
const paragraph = (...inlines: Run[]) => ({ type: 'RichTextBlock', inlines });

const colourOf = (body: MessageBody): Run['color'] => {
  if (!isAlert(body)) return 'Default';
  if (body.type === 'alert.resolved') return 'Good';
  const { level } = body.crisis;
  return level === 'low' ? 'Default' : level === 'medium' ? 'Warning' : 'Attention';
};

const titleOf = (body: MessageBody, { subject }: Words) =>
  paragraph(
    run(cut(subject, TITLE_CHARS), { weight: 'Bolder', size: 'Large', color: colourOf(body) }),
  );

const openUrl = ({ label, url }: Link) => ({ type: 'Action.OpenUrl', title: label, url });

const linesOf = (words: Words): object[] => [
  ...(words.code ? [paragraph(run(words.code, { weight: 'Bolder', size: 'Large' }))] : []),
  ...words.sayFirst.map((text, index) => paragraph(run(`${index + 1}. ${text}`))),
  ...words.lines.map(({ label, value }) =>
    paragraph(run(`${label}: `, { isSubtle: true }), run(value)),
  ),
  ...words.others.map(({ label }) => paragraph(run(`Also open: ${label}`))),
  ...(words.othersMore > 0 ? [paragraph(run(`and ${words.othersMore} more`))] : []),
];

const cardOf = (id: string, body: MessageBody, words: Words, lines: object[]) => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  fallbackText: cut(words.lockScreen, TITLE_CHARS),
  msteams: { width: 'Full' },
  body: [{ ...titleOf(body, words), id }, paragraph(run(words.why)), ...lines],
  actions: [words.answer, words.page].flatMap((link) => (link ? [openUrl(link)] : [])),
});

const messageOf = (id: string, body: MessageBody, timeZone?: string): string => {
  const words = wordsOf(body, timeZone);
  const lines = linesOf(words);
  for (;;) {
    const payload = JSON.stringify({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: cardOf(id, body, words, lines),
        },
      ],
    });
    if (lines.length === 0 || Buffer.byteLength(payload) <= CARD_MAX_BYTES) return payload;
    lines.pop();
  }
};

export const teams: Receiver<'teams'> = {
  send({ url, allowPrivateAddress }, { id, at, body, timeZone }) {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const call = { headers, body: messageOf(id, body, timeZone), allowPrivateAddress };
    return attempt(url, call, (answer) => judgeStatus(answer, at, REFUSED));
  },
};
