/** The product's words for the states of the contracts, each with the tone that colours it and the
 * shape that stands beside it: severity is always colour, shape and word. */
import type { CommandIn, CommandName, CrisisState, Level, Scenario } from '#contracts/crisis.ts';
import type { AgentActivity } from '#contracts/desk-event.ts';
import type { Role } from '#contracts/who.ts';
import type { WallChannel, WallRule, WatchState } from '#contracts/wall.ts';

export type Tone = 'calm' | 'raised' | 'crisis' | 'muted';
export type ShapeName =
  'circle' | 'triangle' | 'octagon' | 'square' | 'ring' | 'half' | 'moon' | 'star';
export type Word = { word: string; tone: Tone; shape: ShapeName };

export const WATCH_WORDS: Record<WatchState, Word> = {
  learning: { word: 'learning', tone: 'muted', shape: 'ring' },
  normal: { word: 'as expected', tone: 'calm', shape: 'circle' },
  raised: { word: 'raised', tone: 'raised', shape: 'triangle' },
  signal: { word: 'signal', tone: 'crisis', shape: 'octagon' },
};

/** The state of a figure beside its band. The server alone decides what is raised; a figure that left
 * its band without that is said to be outside, quietly, and never called expected. */
export const wordOf = (
  state: WatchState,
  value: number,
  { low, high }: { low: number | null; high: number | null },
): Word => {
  if (state === 'normal' && high !== null && value > high)
    return { word: 'above band', tone: 'muted', shape: 'half' };
  if (state === 'normal' && low !== null && value < low)
    return { word: 'below band', tone: 'muted', shape: 'half' };
  return WATCH_WORDS[state];
};

/** A topic whose name is not known here, by its key. */
export const topicWord = (key: string): string => {
  const words = key.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A theme that nobody defined. */
export const NEW_WORD: Word = { word: 'new', tone: 'raised', shape: 'star' };

export const RULE_WORDS: Record<WallRule['state'], Word> = {
  far: { word: 'far', tone: 'muted', shape: 'ring' },
  near: { word: 'near', tone: 'raised', shape: 'half' },
  crossed: { word: 'crossed', tone: 'crisis', shape: 'octagon' },
};

export const CHANNEL_WORDS: Record<WallChannel['state'], Word> = {
  ok: { word: 'ok', tone: 'calm', shape: 'circle' },
  quiet: { word: 'quiet', tone: 'muted', shape: 'half' },
  silent: { word: 'blind spot', tone: 'raised', shape: 'triangle' },
  closed: { word: 'closed', tone: 'muted', shape: 'moon' },
};

export const AGENT_WORDS: Record<AgentActivity, Word> = {
  online: { word: 'free', tone: 'calm', shape: 'circle' },
  busy: { word: 'busy', tone: 'muted', shape: 'square' },
  away: { word: 'away', tone: 'muted', shape: 'half' },
  offline: { word: 'offline', tone: 'muted', shape: 'ring' },
};

export const SCENARIO_WORDS: Record<Scenario, string> = {
  'viral-complaint': 'Viral complaint',
  'campaign-blunder': 'Campaign blunder',
  backlash: 'Backlash',
  'service-failure': 'Service failure',
  'queue-flood': 'Queue flood',
  'churn-wave': 'Churn wave',
  unclassified: 'Not yet classified',
};

/** `pips`: how many of four marks are filled. */
export const LEVEL_WORDS: Record<Level, { word: string; pips: number }> = {
  low: { word: 'Low', pips: 1 },
  medium: { word: 'Medium', pips: 2 },
  high: { word: 'High', pips: 3 },
  critical: { word: 'Critical', pips: 4 },
};

/** How sure the engine is of a scenario. It never knows. */
export const sureWords = (confidence: number): string =>
  confidence > 0.95 ? 'over 95% sure' : `${Math.round(confidence * 100)}% sure`;

/** Why a level is what it is, without the scores at its end: they stand beside it. */
export const levelReasonWords = (reason: string): string => reason.replace(/ \([^()]*\)\.?$/, '.');

/** A level or scenario that somebody decided, by its name. */
export const decidedWords = (what: 'level' | 'scenario', name: string): string =>
  what === 'level'
    ? (LEVEL_WORDS[name as Level]?.word ?? topicWord(name))
    : (SCENARIO_WORDS[name as Scenario] ?? topicWord(name));

export const CRISIS_WORDS: Record<CrisisState, Word> = {
  watching: { word: 'Watching', tone: 'muted', shape: 'ring' },
  open: { word: 'Open', tone: 'crisis', shape: 'octagon' },
  acknowledged: { word: 'Acknowledged', tone: 'raised', shape: 'triangle' },
  contained: { word: 'Contained', tone: 'raised', shape: 'half' },
  resolved: { word: 'Resolved', tone: 'calm', shape: 'circle' },
  'false-alarm': { word: 'False alarm', tone: 'muted', shape: 'ring' },
};

export const TEST_WORDS = {
  damage: { word: 'Damage', asks: 'Could it hurt the brand?' },
  deviation: { word: 'Deviation', asks: 'Is it far from normal for this hour?' },
  asymmetry: { word: 'Asymmetry', asks: 'Does the public ask what we have not answered?' },
} as const;

/** What a command asks for, in the order of its dialog. */
type Field = keyof CommandIn;

/** The commands that the crisis page offers, the one that matters most first. `needs`: what must be
 * given; `takes`: what may be. `from` and `least` follow the server's own rules, which decide: here
 * they only spare a click in vain. */
export type CommandWord = {
  name: CommandName;
  label: string;
  asks: string;
  needs: readonly Field[];
  takes?: readonly Field[];
  from: readonly CrisisState[];
  least: Role;
  look: 'primary' | 'danger' | '';
};

export const FIELD_WORDS: Record<Field, { word: string; missing: string; max: number }> = {
  to: { word: 'To whom', missing: 'Say who takes it over.', max: 256 },
  level: { word: 'Level', missing: 'Choose a level.', max: 16 },
  scenario: { word: 'Scenario', missing: 'Choose a scenario.', max: 32 },
  reason: { word: 'Reason', missing: 'Give a reason first.', max: 2000 },
  text: { word: 'Note', missing: 'Write the note first.', max: 4000 },
};

const UNDER_WAY = ['watching', 'open', 'acknowledged', 'contained'] as const;
const CALLED = ['open', 'acknowledged', 'contained'] as const;

export const COMMAND_WORDS: readonly CommandWord[] = [
  {
    name: 'acknowledge',
    label: 'Acknowledge',
    asks: 'You take this crisis. The clock on every wall stops and shows your name.',
    needs: [],
    takes: ['reason'],
    from: ['open', 'acknowledged', 'contained'],
    least: 'supervisor',
    look: 'danger',
  },
  {
    name: 'contain',
    label: 'Contain',
    asks: 'The crisis no longer grows. Say what stopped it.',
    needs: ['reason'],
    from: ['acknowledged'],
    least: 'leader',
    look: 'primary',
  },
  {
    name: 'resolve',
    label: 'Resolve',
    asks: 'The crisis is over. Say how it ended.',
    needs: ['reason'],
    from: ['contained'],
    least: 'leader',
    look: 'primary',
  },
  {
    name: 'handover',
    label: 'Hand over',
    asks: 'To somebody of the roster, who must accept it first.',
    needs: ['to'],
    takes: ['reason'],
    from: CALLED,
    least: 'supervisor',
    look: '',
  },
  {
    name: 'decline',
    label: 'Decline',
    asks: 'You do not take it. The next one is called at once and everybody sees why.',
    needs: ['reason'],
    from: CALLED,
    least: 'supervisor',
    look: '',
  },
  {
    name: 'level',
    label: 'Set level',
    asks: 'Your choice stands until it gets worse than ever before.',
    needs: ['level', 'reason'],
    from: UNDER_WAY,
    least: 'leader',
    look: '',
  },
  {
    name: 'scenario',
    label: 'Set scenario',
    asks: 'Say what kind of crisis it is. It decides who is called; your choice stands.',
    needs: ['scenario', 'reason'],
    from: UNDER_WAY,
    least: 'leader',
    look: '',
  },
  {
    name: 'note',
    label: 'Add note',
    asks: 'What was seen, said or decided. It stays on the timeline.',
    needs: ['text'],
    from: [...UNDER_WAY, 'resolved', 'false-alarm'],
    least: 'supervisor',
    look: '',
  },
  {
    name: 'false-alarm',
    label: 'False alarm',
    asks: 'There is no crisis. Say why, so that detection can be judged by it.',
    needs: ['reason'],
    from: UNDER_WAY,
    least: 'leader',
    look: '',
  },
];
