/** What a voice call says, as TwiML. Read by a machine to somebody who was asleep: short sentences,
 * numbers as they are spoken, twice, then the keys. */
import {
  isAlert,
  isCall,
  type AlertBody,
  type AlertType,
  type MessageBody,
} from '#contracts/alert.ts';
import type { MessageAnswer } from '#contracts/calling.ts';
import { timeWord } from './figure-words.ts';
import { oneLine } from './one-line.ts';
import { TWILIO_LIMITS } from './twilio.ts';
import { brandOf, SCENARIO_NAMES } from './words.ts';

export type Spoken = { language: string; actionUrl: string | null; timeZone: string | undefined };

/** Longest part of the text that somebody wrote: said once, and each character escaped to six, the
 * whole stays within what the provider takes (TWILIO_LIMITS.twimlChars). */
const SPOKEN_CHARS = { brand: 60, line: 140, text: 300 };
/** Longest address that a key may be reported to. */
const URL_CHARS = 500;
/** How long it listens after the last word. */
const KEY_SECONDS = 8;

/** What XML 1.0 cannot carry in any spelling. */
const NOT_XML = /[\p{Cc}\p{Noncharacter_Code_Point}]/gu;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_XML, ' ')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

/** Thousands without marks between them, which some voices read as a pause or a decimal point. */
const spokenNumber = (value: number): string =>
  String(Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
const digits = (code: string): string => [...code].join(', ');
/** One sentence of somebody's text; empty where there is nothing to say. */
const sentence = (text: string, chars: number): string => {
  const words = oneLine(text, chars).replace(/[.,;:…\s]+$/, '');
  return words === '' ? '' : `${words}.`;
};

type Keys = { one: MessageAnswer; two: MessageAnswer | null };
/** What the keys mean. Null: nothing is asked. */
export const keysOf = (type: MessageBody['type']): Keys | null => {
  if (type === 'alert.handover' || type === 'alert.reserve') {
    return { one: 'accept', two: 'refuse' };
  }
  if (type === 'notice.confirm') return { one: 'accept', two: null };
  return isCall(type) ? { one: 'acknowledge', two: 'decline' } : null;
};

const OPENINGS: Record<AlertType, (body: AlertBody) => string> = {
  'alert.step': () => 'Tocsin alert.',
  'alert.repeat': () => 'Tocsin alert again. Nobody has taken it yet.',
  'alert.level': () => 'Tocsin alert. It got worse.',
  'alert.taken': () => 'Tocsin. Somebody has it.',
  'alert.resolved': () => 'Tocsin. All clear.',
  'alert.handover': ({ askedBy }) =>
    sentence(`Tocsin. ${askedBy ?? 'A colleague'} asks you to take over`, SPOKEN_CHARS.line),
  'alert.reserve': ({ askedBy }) =>
    sentence(`Tocsin. ${askedBy ?? 'A colleague'} asks you to come in`, SPOKEN_CHARS.line),
};

/** Letters of a zone one by one, else some voices make a word of them. */
const timeOf = ({ crisis, at }: AlertBody, timeZone: string | undefined): string =>
  timeWord(crisis.firstMentionAt, at, timeZone).replace('UTC', 'U T C');

const figureOf = ({ figure }: AlertBody): string => {
  if (!figure) return '';
  const usual = figure.expected === null ? '' : `, usual ${spokenNumber(figure.expected)}`;
  return sentence(`${spokenNumber(figure.value)} ${figure.what}${usual}`, SPOKEN_CHARS.line);
};

const alertWords = (body: AlertBody, timeZone: string | undefined): string[] => {
  const { crisis, type, trend, sayFirst, others, othersMore } = body;
  const isOpen = type !== 'alert.resolved';
  const more = (others?.length ?? 0) + (othersMore ?? 0);
  return [
    OPENINGS[type](body),
    body.drill ? 'This is a drill.' : '',
    `Level ${crisis.level}.`,
    sentence(brandOf(body), SPOKEN_CHARS.brand),
    sentence(SCENARIO_NAMES[crisis.scenario], SPOKEN_CHARS.brand),
    isOpen ? `Since ${timeOf(body, timeZone)}.` : '',
    isOpen ? figureOf(body) : '',
    type === 'alert.step' ? '' : sentence(trend ?? '', SPOKEN_CHARS.line),
    isOpen && sayFirst?.[0] ? sentence(`First: ${sayFirst[0]}`, SPOKEN_CHARS.line) : '',
    more > 0 ? `And ${more} more ${more === 1 ? 'crisis' : 'crises'}.` : '',
  ];
};

/** What is read out, without its markup. */
export const spokenText = (body: MessageBody, timeZone: string | undefined): string => {
  const words = isAlert(body)
    ? alertWords(body, timeZone)
    : [
        'This is Tocsin.',
        sentence(body.title, SPOKEN_CHARS.line),
        body.code === undefined
          ? sentence(body.text, SPOKEN_CHARS.text)
          : `Your code is: ${digits(body.code)}.`,
      ];
  return words.filter(Boolean).join(' ');
};

const KEY_WORDS: Record<MessageAnswer, string> = {
  acknowledge: 'take it',
  decline: 'decline',
  accept: 'accept',
  refuse: 'refuse',
};

const respond = (verbs: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;
const say = (text: string, language: string): string =>
  `<Say language="${escapeXml(language)}">${escapeXml(text)}</Say>`;

const callOf = (said: string, body: MessageBody, { language, actionUrl }: Spoken): string => {
  const keys = keysOf(body.type);
  if (keys === null) return respond(said);
  if (actionUrl === null || actionUrl.length > URL_CHARS) {
    return respond(`${said}${say('Open Tocsin to answer.', language)}`);
  }
  const { one, two } = keys;
  const offer = [
    `Press 1 to ${isAlert(body) ? KEY_WORDS[one] : 'confirm'}.`,
    two === null ? '' : `Press 2 to ${KEY_WORDS[two]}.`,
    'Press 9 to hear it again.',
  ];
  const silent = isAlert(body) ? 'No key was pressed. Somebody else is called next.' : '';
  return respond(
    `<Gather input="dtmf" numDigits="1" timeout="${KEY_SECONDS}" method="POST" ` +
      `action="${escapeXml(actionUrl)}">${said}${say(offer.filter(Boolean).join(' '), language)}</Gather>` +
      say(`${silent} Goodbye.`.trim(), language),
  );
};

/** The whole call. Without an address for the keys they are not offered. What is too long to be said
 * twice is said once. */
export const twimlOf = (body: MessageBody, spoken: Spoken): string => {
  const text = say(spokenText(body, spoken.timeZone), spoken.language);
  const twice = callOf(`${text}<Pause length="1"/>${text}`, body, spoken);
  return twice.length <= TWILIO_LIMITS.twimlChars ? twice : callOf(text, body, spoken);
};

/** The answer to a key: one sentence, then the call ends. */
export const replyTwiml = (text: string, language: string): string =>
  respond(`${say(text, language)}<Hangup/>`);
