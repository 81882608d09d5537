/** Signals as people read them: what each is about, its figures, in which order a joint one moved, and
 * who stands behind it. Pure. */
import type { Indicator, SignalOut } from '#contracts/signal.ts';
import type { WallState } from '#contracts/wall.ts';
import { clockTime, howRare, plural } from './format.ts';
import { INDICATOR_WORDS, written } from './indicators.ts';
import { topicWord, type Tone } from './words.ts';

/** What people call the keys of the catalogue. Brands are named only where several stand side by side. */
type Names = Record<'topics' | 'channels' | 'rules' | 'brands', ReadonlyMap<string, string>>;
export type NameBook = Names;

const sideBySide = (state: WallState | null) =>
  state?.brand === null && state.brands.length > 1 ? state.brands : [];

export const namesOf = (state: WallState | null): Names => ({
  brands: new Map(sideBySide(state).map(({ brand, name }) => [brand, name])),
  topics: new Map((state?.topics ?? []).map(({ topic, name }) => [topic, name])),
  channels: new Map((state?.channels ?? []).map(({ channel, name }) => [channel, name])),
  rules: new Map((state?.rules ?? []).map(({ rule, name }) => [rule, name])),
});

type About = { indicator: string; topic?: string; channel?: string; rule?: string };

const wordOf = (indicator: string): string =>
  INDICATOR_WORDS[indicator as Indicator]?.word ?? topicWord(indicator);

/** What a signal is about: its topic, channel or rule by name, else its indicator. */
export const signalName = (about: About, names: Names): string => {
  const { indicator, topic, channel, rule } = about;
  if (rule) return names.rules.get(rule) ?? topicWord(rule);
  if (channel) return names.channels.get(channel) ?? topicWord(channel);
  if (!topic) return wordOf(indicator);
  const name = names.topics.get(topic) ?? topicWord(topic);
  const isTalk = indicator === 'volume' || indicator === 'emerging';
  return isTalk ? name : `${name}, ${wordOf(indicator).toLowerCase()}`;
};

/** "CheckInErrors, critical": of the sentence that begins with who says it and how severe it is. */
const externalWords = (why: string): string => {
  const [, severity, name] = /^Alertmanager, (\w+): ([^:]+)/.exec(why) ?? [];
  return name === undefined ? 'firing in another system' : `${name.trim()}, ${severity}`;
};

/** Observed beside expected, in the units of the indicator. */
export const signalFigures = ({ indicator, observed, expected, why }: SignalOut): string => {
  const said = (value: number) => written(indicator, value);
  if (indicator === 'silence') return `expected ${said(expected)}, got ${said(observed)}`;
  if (indicator === 'rule') return `${said(observed)} of ${said(expected)} posts`;
  if (indicator === 'external') return externalWords(why);
  return `${said(observed)}, expected ${INDICATOR_WORDS[indicator].write(expected)}`;
};

export type JointStep = { word: string; at: string; times: number };

/** The parts of a joint signal, the one that moved first leads. */
export const jointSteps = ({ parts = [] }: SignalOut): JointStep[] =>
  [...parts]
    .sort((a, b) => a.since.localeCompare(b.since))
    .map(({ indicator, since, times }) => ({
      word: wordOf(indicator).toLowerCase(),
      at: clockTime(since),
      times,
    }));

/** `84 mentions, 61 people, 3 texts`. */
export const behindWords = (behind: { mentions: number; authors: number; roots: number }): string =>
  [
    plural(behind.mentions, 'mention'),
    plural(behind.authors, 'person', 'people'),
    plural(behind.roots, 'text'),
  ].join(', ');

/** Open first, the rarest of them leads, blind spots after them; then those that closed last. */
export const rankSignals = (signals: readonly SignalOut[]): SignalOut[] =>
  [...signals].sort(
    (a, b) =>
      Number(Boolean(a.closedAt)) - Number(Boolean(b.closedAt)) ||
      Number(Boolean(a.suppressed)) - Number(Boolean(b.suppressed)) ||
      Number(a.indicator === 'silence') - Number(b.indicator === 'silence') ||
      (a.closedAt && b.closedAt
        ? b.closedAt.localeCompare(a.closedAt)
        : b.everyWeeks - a.everyWeeks) ||
      b.openedAt.localeCompare(a.openedAt),
  );

/** How rare a signal is; what crosses a rule is told because the operator said so, however often, and
 * of what comes from outside nobody knows. */
export const rarityOf = ({ indicator, everyWeeks }: SignalOut): string => {
  if (indicator === 'external') return 'told by Alertmanager';
  return indicator === 'rule' ? 'a rule of the team' : howRare(everyWeeks);
};

const FIGURELESS: ReadonlySet<SignalOut['indicator']> = new Set(['joint', 'rule', 'external']);

/** A signal in one glance: what, how much, how rare. */
export const signalGlance = (signal: SignalOut, names: Names): string => {
  const hasFigure = !FIGURELESS.has(signal.indicator);
  const value = hasFigure ? ` ${written(signal.indicator, signal.observed)}` : '';
  return `${signalName(signal, names)}${value}: ${rarityOf(signal)}`;
};

/** A silent channel is a blind spot, an alert from outside is evidence: both need a look, and are no
 * alarm of what customers say. */
export const signalTone = (signal: SignalOut): Tone => {
  if (!isOpenSignal(signal)) return 'muted';
  return signal.indicator === 'silence' || signal.indicator === 'external' ? 'raised' : 'crisis';
};

/** What another system calls a mere hint does not change what the wall says. */
const HINT_SCORE = 0.5;
export const isHint = ({ indicator, score }: SignalOut): boolean =>
  indicator === 'external' && score < HINT_SCORE;

export const isOpenSignal = ({ closedAt, suppressed }: SignalOut): boolean =>
  !closedAt && !suppressed;
