/** What the engine keeps of one crisis between two ticks, and what it is told of it at each: shapes
 * only, shared by who judges a story and who drives it. */
import type { LevelCriterion } from '#contracts/catalogue.ts';
import type { Level, Scenario } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { Transition } from '#alerts/contract.ts';
import type { Facts } from './facts.ts';
import type { Subject } from './heard.ts';
import type { Shape } from './structure.ts';
import type { Usual } from './usual.ts';

export type StoryMemory = {
  crisisId: string;
  beginAt: number;
  /** Its signals that are live. */
  signals: string[];
  subjects: Subject[];
  /** It has been talk, not only a desk in trouble; and talk of the brand as a whole. */
  isTalk: boolean;
  isWhole: boolean;
  usual: Usual;
  shape: Shape | null;
  /** Highest level the criteria have given; a person's lower choice stands until it is passed. */
  computed: Level;
  rising: { level: Level; since: number } | null;
  /** Another scenario than the one that stands, and since when it is better supported. */
  leaning: { scenario: Scenario; since: number } | null;
  /** How often it was named anew. */
  revisions?: number;
  refreshedAt: number;
  /** A person ended the crisis while its signals last: what each showed then, by series. */
  over: Record<string, number> | null;
};

export type StoryInput = {
  brand: string;
  now: number;
  /** Open and not suppressed, of this story. */
  live: Signal[];
  /** Those that joined it at this tick, and those of it that closed. */
  joined: Signal[];
  closed: Signal[];
  facts: Facts;
  levels: readonly LevelCriterion[] | undefined;
  /** Least level by key of a rule. */
  ruleLevels: ReadonlyMap<string, Level>;
};
export type StoryOutcome = {
  memory: StoryMemory | null;
  transitions: Transition[];
};
