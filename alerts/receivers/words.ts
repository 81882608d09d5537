/** What every channel says of a message, in words: made once from the body, written out by each
 * receiver in its own form. Nothing here is escaped; all of it is single lines of bounded length, free
 * of what cannot be seen. */
import { isAlert, type AlertBody, type MessageBody, type NoticeBody } from '#contracts/alert.ts';
import type { Level, Scenario } from '#contracts/crisis.ts';
import { durationWord, evidenceWord, figureLong, figureShort, timeWord } from './figure-words.ts';
import { cut, oneLine } from './one-line.ts';

const LOCK_SCREEN_CHARS = 110;
const SUBJECT_CHARS = 150;
const BRAND_CHARS = 64;
const LINE_CHARS = 400;
const FIRST_THINGS = 10;
const OTHERS = 10;
const CALLED = 8;

export const SCENARIO_NAMES: Record<Scenario, string> = {
  'viral-complaint': 'viral complaint',
  'campaign-blunder': 'campaign blunder',
  backlash: 'backlash',
  'service-failure': 'service failure',
  'queue-flood': 'queue flood',
  'churn-wave': 'churn wave',
  unclassified: 'not yet classified',
};
/** Severity is a word and a shape, and a colour where there are colours. */
export const LEVEL_NAMES: Record<Level, { word: string; glyph: string }> = {
  low: { word: 'Low', glyph: '○' },
  medium: { word: 'Medium', glyph: '◆' },
  high: { word: 'High', glyph: '▲' },
  critical: { word: 'Critical', glyph: '■' },
};

export type Line = { label: string; value: string };
export type Link = { label: string; url: string };
export type Words = {
  /** The title of a mail, a card, a ticket. */
  subject: string;
  /** The whole in one line, at most 110 characters, no link. */
  lockScreen: string;
  /** Why it comes, one sentence. */
  why: string;
  /** Null: it is about no crisis. */
  level: (typeof LEVEL_NAMES)[Level] | null;
  isDrill: boolean;
  isOver: boolean;
  lines: Line[];
  sayFirst: string[];
  /** Bundled with it, most severe first; a line of text each. */
  others: Link[];
  othersMore: number;
  /** What the person types in to confirm a way. */
  code: string | null;
  /** Where to answer: the page behind this message. */
  answer: Link | null;
  /** The crisis itself. */
  page: Link | null;
};

const line = (text: string): string => oneLine(text, LINE_CHARS);
/** Of a brand whose name cannot be shown there is still something to say. */
const brandName = (brand: string, maxChars: number): string =>
  oneLine(brand, maxChars) || 'unnamed brand';
/** As people call it. */
export const brandOf = (body: AlertBody): string => body.brandName ?? body.crisis.brand;
const scenarioName = (scenario: string): string =>
  SCENARIO_NAMES[scenario as Scenario] ?? oneLine(scenario, 40);
const levelName = (level: string): string =>
  LEVEL_NAMES[level as Level]?.word ?? oneLine(level, 20);

/** What stands before the level, and the sentence that says why the message comes. */
const REASONS: Record<AlertBody['type'], { mark: string; why: (body: AlertBody) => string }> = {
  'alert.step': { mark: '', why: () => 'You are called: take it, or decline and say why.' },
  'alert.repeat': { mark: 'STILL ', why: () => 'Nobody has taken it yet.' },
  'alert.level': { mark: 'NOW ', why: () => 'It is worse than when you were told.' },
  'alert.taken': {
    mark: 'TAKEN ',
    why: ({ crisis }) => `${line(crisis.acknowledgedBy ?? 'Somebody')} has it.`,
  },
  'alert.resolved': {
    mark: 'OVER ',
    why: ({ crisis }) =>
      crisis.state === 'false-alarm' ? 'It was a false alarm.' : 'It is over. Nothing to do.',
  },
  'alert.handover': {
    mark: 'TAKE OVER? ',
    why: ({ askedBy }) => `${askedBy ? line(askedBy) : 'Somebody'} asks you to take it over.`,
  },
  'alert.reserve': {
    mark: 'CAN YOU COME? ',
    why: ({ askedBy }) =>
      `${askedBy ? line(askedBy) : 'Somebody'} asks the reserve: can you come, and when?`,
  },
};

const firstThingsOf = (body: AlertBody): string[] =>
  body.type === 'alert.resolved'
    ? []
    : (body.sayFirst ?? []).slice(0, FIRST_THINGS).map(line).filter(Boolean);

const othersMoreOf = ({ others = [], othersMore = 0 }: AlertBody): number =>
  Math.max(0, others.length - OTHERS) + othersMore;

/** "▲ HIGH Marlo · service failure · since 02:47 · 610/h (usual 40) · Post the holding line": what
 * does not fit is left out from the end, the first thing to do is cut. */
const lockScreenOf = (body: AlertBody, timeZone?: string): string => {
  const { crisis } = body;
  const { word, glyph } = LEVEL_NAMES[crisis.level];
  const drill = body.drill ? 'DRILL ' : '';
  const head = `${drill}${glyph} ${REASONS[body.type].mark}${word.toUpperCase()} `;
  const more = (body.others?.length ?? 0) + (body.othersMore ?? 0);
  const since = timeWord(crisis.firstMentionAt, body.at, timeZone);
  const [first] = firstThingsOf(body);
  const parts = [
    head + brandName(brandOf(body), 32),
    more > 0 ? `and ${more} more` : '',
    scenarioName(crisis.scenario),
    since && `since ${since}`,
    body.figure ? figureShort(body.figure) : '',
  ].filter(Boolean);
  let text = parts[0]!;
  for (const part of parts.slice(1)) {
    if (text.length + part.length + 3 <= LOCK_SCREEN_CHARS) text += ` · ${part}`;
  }
  const room = LOCK_SCREEN_CHARS - text.length - 3;
  return first && room >= 12 ? `${text} · ${cut(first, room)}` : cut(text, LOCK_SCREEN_CHARS);
};

const testLine = (name: string, test: AlertBody['crisis']['scorecard']['damage']): Line => {
  const evidence = test.evidence.slice(0, 3).map(evidenceWord).join('; ');
  const score = `${Math.round(test.score * 100)} of 100`;
  return { label: name, value: line(evidence ? `${score}: ${evidence}` : score) };
};

const calledLine = (body: AlertBody, timeZone?: string): string => {
  const called = body.called ?? [];
  const named = called
    .slice(0, CALLED)
    .map(({ contact, via, at }) => {
      const who = oneLine(contact, 60);
      return `${who} by ${oneLine(via, 20)} at ${timeWord(at, body.at, timeZone)}`;
    })
    .join('; ');
  return called.length > CALLED ? `${named}; and ${called.length - CALLED} more` : named;
};

const linesOf = (body: AlertBody, timeZone?: string): Line[] => {
  const { crisis, step, plan } = body;
  const seconds = (Date.parse(body.at) - Date.parse(crisis.firstMentionAt)) / 1000;
  const since = timeWord(crisis.firstMentionAt, body.at, timeZone);
  const rows: [label: string, value: string | undefined | false | null][] = [
    ['What', crisis.title],
    ['Level', [LEVEL_NAMES[crisis.level].word, crisis.levelReason].filter(Boolean).join(': ')],
    ['Brand', brandName(brandOf(body), BRAND_CHARS)],
    ['Scenario', [scenarioName(crisis.scenario), crisis.scenarioReason].filter(Boolean).join(': ')],
    ['Since', since && `${since}, for ${durationWord(seconds)}`],
    ['Now', body.figure && figureLong(body.figure)],
    ['Trend', body.trend],
    ['Plan', plan && `${plan.name}: ${plan.text}`],
    ['Called', step.of > 0 && `${step.contact}, step ${step.index} of ${step.of}`],
    ['Also called', calledLine(body, timeZone)],
  ];
  const tests = [
    testLine('Damage', crisis.scorecard.damage),
    testLine('Deviation', crisis.scorecard.deviation),
    testLine('Asymmetry', crisis.scorecard.asymmetry),
  ];
  const said = rows
    .map(([label, value]) => ({ label, value: line(value || '') }))
    .filter(({ value }) => value !== '');
  return body.type === 'alert.resolved' ? said : [...said, ...tests];
};

const wordsOfAlert = (body: AlertBody, timeZone?: string): Words => {
  const { crisis } = body;
  const level = LEVEL_NAMES[crisis.level];
  const isOver = body.type === 'alert.resolved';
  const drill = body.drill ? '[DRILL] ' : '';
  const head = `${drill}${level.glyph} ${REASONS[body.type].mark}${level.word.toUpperCase()}`;
  const subject = `${head}: ${brandName(brandOf(body), BRAND_CHARS)}, ${scenarioName(crisis.scenario)}`;
  const why = REASONS[body.type].why(body);
  return {
    subject: cut(`${subject} (crisis ${crisis.number})`, SUBJECT_CHARS),
    lockScreen: lockScreenOf(body, timeZone),
    why: body.drill ? `This is a drill. ${why}` : why,
    level,
    ...{ isDrill: body.drill, isOver },
    lines: linesOf(body, timeZone),
    sayFirst: firstThingsOf(body),
    others: (body.others ?? []).slice(0, OTHERS).map((other) => ({
      label: line(
        `${levelName(other.level)}: ${brandName(other.brandName ?? other.brand, BRAND_CHARS)}, ` +
          `${scenarioName(other.scenario)} (crisis ${other.number}): ${other.title}`,
      ),
      url: other.url,
    })),
    othersMore: othersMoreOf(body),
    code: null,
    answer: body.answerUrl && !isOver ? { label: 'Open and answer', url: body.answerUrl } : null,
    page: { label: 'Crisis page', url: crisis.url },
  };
};

const wordsOfNotice = (body: NoticeBody): Words => {
  const title = oneLine(body.title, SUBJECT_CHARS) || 'Tocsin';
  const text = line(body.text);
  const code = body.code ? oneLine(body.code, 32) : null;
  return {
    subject: title,
    lockScreen: cut(code ? `${code} · ${title}` : `${title}: ${text}`, LOCK_SCREEN_CHARS),
    why: text,
    level: null,
    ...{ isDrill: false, isOver: false, lines: [], sayFirst: [], others: [], othersMore: 0 },
    code,
    answer: body.answerUrl
      ? { label: body.type === 'notice.confirm' ? 'Confirm' : 'Open', url: body.answerUrl }
      : null,
    page: null,
  };
};

/** `timeZone`: of the person who is told; absent: times are in UTC. */
export const wordsOf = (body: MessageBody, timeZone?: string): Words =>
  isAlert(body) ? wordsOfAlert(body, timeZone) : wordsOfNotice(body);

/** The whole as plain text: for the text part of a mail and for what has no layout. */
export const plainTextOf = (words: Words): string => {
  const blocks = [
    [words.subject],
    [words.why, ...(words.code ? [`Code: ${words.code}`] : [])],
    words.answer ? [`${words.answer.label}: ${words.answer.url}`] : [],
    words.sayFirst.length > 0
      ? ['Do first:', ...words.sayFirst.map((text, index) => `${index + 1}. ${text}`)]
      : [],
    words.lines.map(({ label, value }) => `${label}: ${value}`),
    words.others.length > 0
      ? ['Also open:', ...words.others.map(({ label, url }) => `- ${label} ${url}`)]
      : [],
    words.othersMore > 0 ? [`and ${words.othersMore} more`] : [],
    words.page ? [`${words.page.label}: ${words.page.url}`] : [],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
};
