/** Each scenario is told from the others by who speaks and how: few roots or many voices, answers to
 * the brand's own post, first-hand faults, people who leave. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood, type Event } from './traffic.ts';

const SOON = between('09:30', '09:50');
const play = (event: Event, seed = 7) =>
  scenario('2026-03-04', seed).history(20).play('09:00', 1.25).at('09:30:00', event);

/** Angry talk of many about what a brand did or said, none of it about a fault of theirs. */
const anger = (perMinute: number, more: Partial<Event> = {}) =>
  flood(perMinute, 40, {
    topic: undefined,
    emerging: 'pricing',
    questions: 0.05,
    says: { firstHand: 0.03, shared: 0.01, harm: 0.15 },
    ...more,
  });

const KINDS: [string, string, Event][] = [
  [
    'a post of one customer that is repeated',
    'viral-complaint',
    anger(60, { roots: 1, says: { firstHand: 0.3 } }),
  ],
  [
    'a post of one customer that is answered',
    'viral-complaint',
    anger(60, { under: { post: 'u-3', kind: 'customer' }, says: { firstHand: 0.1 } }),
  ],
  [
    'answers to a post of the brand',
    'campaign-blunder',
    anger(60, { announces: 'launch', under: { post: 'launch', kind: 'post' }, says: {} }),
  ],
  [
    "the brand's hashtag, turned against it",
    'campaign-blunder',
    anger(60, { announces: 'launch', tag: '#askus', negative: 0.6, says: { firstHand: 0.1 } }),
  ],
  ['many against one decision', 'backlash', anger(60)],
  [
    'one fault that many report and ask about',
    'service-failure',
    flood(60, 40, { says: { firstHand: 0.55, shared: 0.2 } }),
  ],
  [
    'people who say that they leave',
    'churn-wave',
    anger(40, { says: { firstHand: 0.1, leaving: 0.6 } }),
  ],
];

for (const [what, kind, event] of KINDS)
  it(`${what}: ${kind}`, () => {
    const script = play(event).expectCrisis(SOON).expectNothingElse();
    const { crises } = script.outcome();
    expect(crises[0]).toMatchObject({ scenario: kind, state: 'open' });
    const { scenarioConfidence, scenarioReason, structure } = crises[0]!.detail!;
    expect(scenarioConfidence).toBeGreaterThan(0.3);
    expect(scenarioReason).toMatch(/\d.*\.$/);
    expect(structure!.authors).toBeGreaterThan(10);
  });

it('is named anew when the evidence comes late, and says so', () => {
  const { crises, told } = play(anger(60, { minutes: 8, says: { firstHand: 0.05, harm: 0 } }))
    .at('09:36:00', flood(120, 30, { emerging: 'pricing', says: { firstHand: 0.8, shared: 0.3 } }))
    .outcome();
  expect(crises.at(-1)).toMatchObject({ scenario: 'service-failure' });
  const named = told.flatMap(({ transition }) =>
    'entries' in transition ? transition.entries.filter(({ kind }) => kind === 'scenario') : [],
  );
  expect(named[0]).toMatchObject({ by: 'tocsin', data: { to: 'service-failure' } });
});

it('keeps the scenario that a person gave it', () => {
  const { crises } = play(anger(60))
    .commandAt('09:40:00', 'scenario', { scenario: 'queue-flood', reason: 'it is our phones' })
    .outcome();
  expect(crises[0]).toMatchObject({ scenario: 'queue-flood' });
  expect(crises[0]!.detail!.overrides).toHaveLength(1);
  expect(crises[0]!.detail!.scenarioReason).toBe('Ada decided: it is our phones');
});
