/** Silences as people read and make them: which crises one would hold, what it names, and what is still
 * missing from a new one. The server decides; this is so that nobody is surprised by it. Pure. */
import type { SilenceOut } from '#contracts/calling.ts';
import type { CrisisOut, Level, Scenario } from '#contracts/crisis.ts';
import type { SilenceAsked } from './api-alerts.ts';
import { LEVEL_WORDS, SCENARIO_WORDS, topicWord, type Word } from './words.ts';

export type SilenceScope = {
  brand?: string | undefined;
  scenario?: Scenario | undefined;
  topic?: string | undefined;
  upToLevel: Level;
};

export const SILENCE_WORDS: Record<SilenceOut['state'], Word> = {
  planned: { word: 'planned', tone: 'muted', shape: 'ring' },
  active: { word: 'active', tone: 'raised', shape: 'moon' },
  ended: { word: 'ended', tone: 'muted', shape: 'square' },
};

const isNamed = ({ brand, scenario, topic }: SilenceScope): boolean =>
  Boolean(brand ?? scenario ?? topic);

/** All that is named fits, and the crisis is not worse than the level. */
const fits = (scope: SilenceScope, crisis: CrisisOut): boolean => {
  const { brand, scenario, topic, upToLevel } = scope;
  if (brand && brand !== crisis.brand) return false;
  if (scenario && scenario !== crisis.scenario) return false;
  if (topic && !(crisis.topics ?? []).includes(topic)) return false;
  return LEVEL_WORDS[crisis.level].pips <= LEVEL_WORDS[upToLevel].pips;
};

export type Preview = { held: CrisisOut[]; worse: CrisisOut[] };
/** `held`: open crises that would call nobody any more. `worse`: those that fit but for their level. */
export const previewOf = (scope: SilenceScope, open: readonly CrisisOut[]): Preview => {
  if (!isNamed(scope)) return { held: [], worse: [] };
  // What somebody has taken calls nobody any more.
  const untaken = open.filter(({ state }) => state === 'open');
  const held = untaken.filter((crisis) => fits(scope, crisis));
  const anyLevel: SilenceScope = { ...scope, upToLevel: 'critical' };
  const worse = untaken.filter((crisis) => !held.includes(crisis) && fits(anyLevel, crisis));
  return { held, worse };
};

/** "Kestrel Air, service failure, baggage". */
export const scopeWords = (
  { brand, scenario, topic }: SilenceScope,
  nameOf: (brand: string) => string,
): string =>
  [
    brand && nameOf(brand),
    scenario && SCENARIO_WORDS[scenario].toLowerCase(),
    topic && topicWord(topic),
  ]
    .filter(Boolean)
    .join(', ');

/** What holds a chain, in words. The server says the kind and the id of a silence ("silenced by ID") or
 * the number of a crisis ("inhibited by #12"). */
export const heldWords = (heldBy: string | null, silences: readonly SilenceOut[]): string => {
  const by = / by (\S+)$/.exec(heldBy ?? '')?.[1];
  if (heldBy?.startsWith('inhibited')) return `Crisis ${by ?? ''} stands before it`;
  const silence = silences.find(({ id }) => id === by);
  return silence ? `Silenced by ${silence.owner}: “${silence.reason}”` : 'Silenced';
};

/** How long from now; `other`: until a time that is given. */
export const SPANS = [
  { value: '30', word: '30 minutes' },
  { value: '60', word: '1 hour' },
  { value: '120', word: '2 hours' },
  { value: '240', word: '4 hours' },
  { value: '480', word: '8 hours' },
  { value: '1440', word: '1 day' },
  { value: 'other', word: 'Until a time of its own' },
] as const;

export type SilenceForm = SilenceScope & {
  reason: string;
  span: string;
  /** As a field of date and time gives it: without a zone, the reader's own. */
  from: string;
  until: string;
};

const MINUTE_MS = 60_000;
const REASON_CHARS = 3;

/** What the server is asked, or what is still missing. */
export const readSilence = (
  form: SilenceForm,
  now: number,
): { asked: SilenceAsked } | { problem: string } => {
  const { brand, scenario, topic, upToLevel, span } = form;
  if (!isNamed(form)) return { problem: 'Choose a brand, a scenario or a topic.' };
  const startsAt = form.from === '' ? now : Date.parse(form.from);
  const endsAt = span === 'other' ? Date.parse(form.until) : startsAt + Number(span) * MINUTE_MS;
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) return { problem: 'Say until when.' };
  if (endsAt <= Math.max(startsAt, now)) return { problem: 'It must end after it begins.' };
  const reason = form.reason.trim();
  if (reason.length < REASON_CHARS) return { problem: 'Say why: everybody reads it.' };
  return {
    asked: {
      ...{ reason, upToLevel, endsAt: new Date(endsAt).toISOString() },
      ...(form.from !== '' && { startsAt: new Date(startsAt).toISOString() }),
      ...(brand && { brand }),
      ...(scenario && { scenario }),
      ...(topic && { topic }),
    },
  };
};
