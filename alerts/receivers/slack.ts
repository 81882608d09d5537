/** Slack: an incoming webhook, or chat.postMessage with a bot's token. Every text of a message is
 * `plain_text`, which knows no links, mentions or formats, and is escaped besides; buttons are there
 * only where answers can be verified. */
import { isCall } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Delivery, Outcome, Receiver } from './contract.ts';
import { attempt, judgeStatus, retryAfterMs, type HttpAnswer } from './http.ts';
import { cut } from './one-line.ts';
import { wordsOf, type Link, type Words } from './words.ts';

/** Slack's own limits (docs.slack.dev, block kit), less room for what escaping adds. */
const LIMITS = { header: 150, section: 3_000, field: 2_000, button: 75, url: 3_000, value: 2_000 };
/** Larger messages are refused as msg_blocks_too_long, from somewhat above 13,000 characters on. */
const BLOCKS_MAX_CHARS = 12_000;
/** Label and value of a fact are a field each, and a section has ten. */
const FACTS_PER_SECTION = 5;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escaped as the vendor asks, and a mention of everybody is broken up by a mark that is not seen. */
export const escapeSlack = (text: string): string =>
  text
    .replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? '')
    .replace(/@(?=(?:here|channel|everyone)\b)/giu, '@\u2060');

/** Cut so that it fits however much escaping adds. */
const fit = (text: string, maxChars: number): string => {
  let kept = text;
  for (let chars = maxChars; escapeSlack(kept).length > maxChars; chars = Math.floor(chars * 0.8)) {
    kept = cut(text, chars);
  }
  return escapeSlack(kept);
};
const plain = (text: string, maxChars: number) => ({
  type: 'plain_text' as const,
  text: fit(text, maxChars),
  emoji: false,
});
const section = (text: string) => ({ type: 'section', text: plain(text, LIMITS.section) });

const facts = (lines: Words['lines']) => {
  const sections = [];
  for (let from = 0; from < lines.length; from += FACTS_PER_SECTION) {
    const fields = lines
      .slice(from, from + FACTS_PER_SECTION)
      .flatMap(({ label, value }) => [plain(label, LIMITS.field), plain(value, LIMITS.field)]);
    sections.push({ type: 'section', fields });
  }
  return sections;
};

const linkButton = ({ label, url }: Link, actionId: string) =>
  url.length <= LIMITS.url
    ? [{ type: 'button', action_id: actionId, text: plain(label, LIMITS.button), url }]
    : [];
const answerButton = (
  label: string,
  actionId: string,
  id: string,
  style: 'primary' | 'danger',
) => ({
  type: 'button',
  action_id: actionId,
  text: plain(label, LIMITS.button),
  value: id,
  style,
});

/** What the buttons of a message say when pressed (`action_id`), read back by the callback. */
export const SLACK_ANSWERS = {
  'tocsin.acknowledge': 'acknowledge',
  'tocsin.decline': 'decline',
  'tocsin.accept': 'accept',
  'tocsin.refuse': 'refuse',
} as const;

const answerButtons = ({ id, body }: Delivery) => {
  const isAsked = body.type === 'alert.handover' || body.type === 'alert.reserve';
  if ((!isAsked && !isCall(body.type)) || id.length > LIMITS.value) return [];
  return isAsked
    ? [
        answerButton('Yes', 'tocsin.accept', id, 'primary'),
        answerButton('No', 'tocsin.refuse', id, 'danger'),
      ]
    : [
        answerButton('I take it', 'tocsin.acknowledge', id, 'primary'),
        answerButton('Decline', 'tocsin.decline', id, 'danger'),
      ];
};

const numbered = (texts: readonly string[]): string =>
  texts.map((text, index) => `${index + 1}. ${text}`).join('\n');

const blocksOf = (delivery: Delivery, words: Words, canAnswer: boolean) => {
  const buttons = [
    ...(canAnswer ? answerButtons(delivery) : []),
    ...(words.answer ? linkButton(words.answer, 'tocsin.open') : []),
    ...(words.page ? linkButton(words.page, 'tocsin.page') : []),
  ];
  const others = words.others.map(({ label }) => `- ${label}`);
  if (words.othersMore > 0) others.push(`and ${words.othersMore} more`);
  const blocks: object[] = [
    { type: 'header', text: plain(words.subject, LIMITS.header) },
    section(words.code ? `${words.why}\n${words.code}` : words.why),
    ...(buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : []),
    ...(words.sayFirst.length > 0 ? [section(`Do first:\n${numbered(words.sayFirst)}`)] : []),
    ...facts(words.lines),
    ...(others.length > 0 ? [section(`Also open:\n${others.join('\n')}`)] : []),
  ];
  // The last ones are the ones that can be missed: the page behind the link has them all.
  while (JSON.stringify(blocks).length > BLOCKS_MAX_CHARS) blocks.pop();
  return blocks;
};

const payloadOf = (config: ReceiverConfigOf<'slack'>, delivery: Delivery) => {
  const words = wordsOf(delivery.body, delivery.timeZone);
  return {
    text: fit(words.lockScreen, LIMITS.section),
    blocks: blocksOf(delivery, words, Boolean(config.signingSecret)),
    unfurl_links: false,
    unfurl_media: false,
  };
};

/** Errors of the API that no further attempt changes. The vendor's other ones are of the moment. */
const HOPELESS_ERRORS: ReadonlySet<string> = new Set([
  ...['account_inactive', 'as_user_not_supported', 'cannot_reply_to_message', 'channel_not_found'],
  ...['channel_type_not_supported', 'ekm_access_denied', 'enterprise_is_restricted'],
  ...['invalid_arguments', 'invalid_auth', 'invalid_blocks', 'invalid_blocks_format'],
  ...['is_archived', 'is_inactive', 'messages_tab_disabled', 'missing_post_type', 'missing_scope'],
  ...['msg_blocks_too_long', 'msg_too_long', 'no_permission', 'no_text', 'not_allowed_token_type'],
  ...['not_authed', 'not_in_channel', 'org_login_required', 'restricted_action', 'token_expired'],
  ...['token_revoked', 'too_many_attachments', 'two_factor_setup_required', 'user_not_found'],
]);

/** The API answers 200 to almost anything; what came of it stands in the body. */
const judgeApi = (answer: HttpAnswer, at: number): Outcome => {
  const byStatus = judgeStatus(answer, at);
  if (byStatus.kind !== 'accepted') return byStatus;
  let body: { ok?: unknown; error?: unknown; ts?: unknown };
  try {
    body = JSON.parse(answer.text) as typeof body;
  } catch {
    return { kind: 'retry', reason: 'the answer was not understood', mayHaveArrived: true };
  }
  if (body?.ok === true) {
    const ts = typeof body.ts === 'string' && /^[\d.]{1,32}$/.test(body.ts) ? body.ts : null;
    return { kind: 'accepted', ...(ts && { providerId: `slack:${ts}` }) };
  }
  const error = String(body?.error);
  if (HOPELESS_ERRORS.has(error)) return { kind: 'refused', reason: `answered ${error}` };
  const afterMs = retryAfterMs(answer.headers, at);
  const isBusy = error === 'ratelimited' || error === 'rate_limited';
  const reason = isBusy ? 'answered ratelimited' : 'answered not ok';
  return { kind: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
};

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

const sendByApi = (config: ReceiverConfigOf<'slack'>, delivery: Delivery, channel: string) => {
  const body = JSON.stringify({
    ...payloadOf(config, delivery),
    ...{ channel, link_names: false, parse: 'none', mrkdwn: false },
    // The vendor takes no key by which it would drop a repeat: the id only tells repeats apart.
    metadata: { event_type: 'tocsin_message', event_payload: { id: delivery.id } },
  });
  const { allowPrivateAddress, token } = config;
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` };
  const url = `${config.apiUrl.replace(/\/+$/, '')}/chat.postMessage`;
  return attempt(url, { headers, body, allowPrivateAddress }, (answer) =>
    judgeApi(answer, delivery.at),
  );
};

export const slack: Receiver<'slack'> = {
  send(config, delivery) {
    const channel = delivery.address ?? config.channel;
    if (config.token && channel) return sendByApi(config, delivery, channel);
    if (!config.url || delivery.address) {
      const reason = 'a member is reached with a bot token, a channel with one or a webhook';
      return Promise.resolve({ kind: 'refused', reason });
    }
    const { allowPrivateAddress } = config;
    const body = JSON.stringify(payloadOf(config, delivery));
    return attempt(config.url, { headers: JSON_TYPE, body, allowPrivateAddress }, (answer) =>
      judgeStatus(answer, delivery.at),
    );
  },
};
