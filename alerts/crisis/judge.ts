/** What the figures of a story say at one tick: the three tests, its level, its kind; and when what was
 * said earlier is said anew. */
import type { Crisis, CrisisDetail, Scorecard } from '#contracts/crisis.ts';
import { titleOf } from './describe.ts';
import type { Facts } from './facts.ts';
import type { Subject } from './heard.ts';
import { isAbove, levelOf, type Levelled } from './level.ts';
import { scenarioOf, type Named } from './scenario.ts';
import { scoreCrisis } from './scorecard.ts';
import type { StoryInput, StoryMemory } from './story-state.ts';
import { structureOf } from './structure.ts';

/** Another scenario must be at least this sure, for this long, and no later than this. */
const REVISE_CONFIDENCE = 0.2;
/** And no less than this share of how sure the one before was. */
const REVISE_OF_KNOWN = 0.4;
const REVISE_HOLD_MS = 60_000;
/** Each time so many times longer: a name that changes back and forth says nothing. */
const REVISE_SLOWER = 4;
const REVISE_MS = 3 * 3_600_000;
/** A story that has shrunk to less than this of its most says nothing new about its kind. */
const REVISE_MENTIONS = 0.5;

export type Judged = { scorecard: Scorecard; named: Named; levelled: Levelled };

/** An operator's rule has the last word on the least level. */
export const judge = ({ live, facts, levels, ruleLevels }: StoryInput): Judged => {
  const scorecard = scoreCrisis(facts);
  let levelled = levelOf(scorecard, levels);
  for (const { detail } of live) {
    const level = detail?.rule ? ruleLevels.get(detail.rule) : undefined;
    if (level && isAbove(level, levelled.level))
      levelled = { level, reason: `The rule ${detail?.rule} was crossed: at least ${level}.` };
  }
  return { scorecard, named: scenarioOf(facts), levelled };
};

export const detailOf = (
  subjects: readonly Subject[],
  judged: Judged,
  facts: Facts,
): CrisisDetail => ({
  topics: subjects.map(({ topic }) => topic),
  scenarioConfidence: judged.named.confidence,
  scenarioReason: judged.named.reason,
  levelReason: judged.levelled.reason,
  structure: facts.shape && structureOf(facts.shape),
  overrides: [],
});

/** The scenario after this tick: another one only where it stays better supported, while the story
 * grows, and never against what a person said. */
export const rename = (
  crisis: Crisis,
  memory: StoryMemory,
  { named }: Judged,
  { now, facts }: StoryInput,
): { isNew: boolean; leaning: StoryMemory['leaning'] } => {
  const most = crisis.detail?.structure?.mentions ?? 0;
  const isOverridden = crisis.detail?.overrides.some(({ what }) => what === 'scenario') ?? false;
  if (
    isOverridden ||
    named.scenario === crisis.scenario ||
    named.scenario === 'unclassified' ||
    now - crisis.openedAt > REVISE_MS ||
    (facts.shape?.mentions ?? 0) < REVISE_MENTIONS * most
  )
    return { isNew: false, leaning: null };
  if (crisis.scenario === 'unclassified') return { isNew: true, leaning: null };
  const known = REVISE_OF_KNOWN * (crisis.detail?.scenarioConfidence ?? 0);
  if (named.confidence < Math.max(REVISE_CONFIDENCE, known)) return { isNew: false, leaning: null };
  const since = memory.leaning?.scenario === named.scenario ? memory.leaning.since : now;
  const isNew = now - since >= REVISE_HOLD_MS * REVISE_SLOWER ** (memory.revisions ?? 0);
  return { isNew, leaning: isNew ? null : { scenario: named.scenario, since } };
};

/** A crisis is described at its worst: figures that fall again do not rewrite it. */
const weigh = ({ damage, deviation, asymmetry }: Scorecard): number =>
  damage.score + deviation.score + asymmetry.score;

/** The words and figures of a story now. It is described at its worst; why it is called what it is
 * called follows what most voices said. */
export const refresh = (
  crisis: Crisis,
  subjects: readonly Subject[],
  judged: Judged,
  facts: Facts,
): Partial<Crisis> => {
  const fresh = detailOf(subjects, judged, facts);
  const detail = { ...fresh, ...crisis.detail, topics: fresh.topics };
  const isOverridden = detail.overrides.some(({ what }) => what === 'scenario');
  const isGrown = (fresh.structure?.mentions ?? 0) >= (crisis.detail?.structure?.mentions ?? 0);
  if (isGrown) detail.structure = fresh.structure;
  if (isGrown && !isOverridden && judged.named.scenario === crisis.scenario) {
    detail.scenarioConfidence = fresh.scenarioConfidence;
    detail.scenarioReason = fresh.scenarioReason;
  }
  const { scorecard } = judged;
  if (weigh(scorecard) <= weigh(crisis.scorecard)) return { detail };
  return {
    detail,
    scorecard,
    title: titleOf(facts, { ...judged.named, scenario: crisis.scenario }),
  };
};
