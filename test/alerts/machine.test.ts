import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  CRISIS_STATES,
  type CommandIn,
  type CommandName,
  type Crisis,
  type CrisisState,
} from '#contracts/crisis.ts';
import { applyCommand, type Actor } from '#alerts/crisis/machine.ts';

const crisis = (state: CrisisState): Crisis => ({
  id: 'c-1',
  number: 1,
  version: 3,
  state,
  level: 'medium',
  scenario: 'unclassified',
  brand: 'northwind',
  title: 'Volume 6x normal',
  firstMentionAt: 1_000,
  detectedAt: 2_000,
  openedAt: 2_000,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedLevel: null,
  levelAt: null,
  containedAt: null,
  resolvedAt: null,
  quietSince: null,
  scorecard: {
    damage: { score: 0.4, evidence: [] },
    deviation: { score: 0.5, evidence: [] },
    asymmetry: { score: 0.1, evidence: [] },
  },
  signals: [],
  drill: false,
  detail: null,
});
const ADA: Actor = { name: 'Ada', person: 'ada' };
const BO: Actor = { name: 'Bo', person: null };
const FULL: CommandIn = {
  reason: 'because',
  text: 'a note',
  level: 'high',
  scenario: 'backlash',
  to: 'Grace',
};

/** Where each command may be given, written down a second time on purpose. */
const ALLOWED: Record<CommandName, CrisisState[]> = {
  acknowledge: ['open', 'acknowledged', 'contained'],
  handover: ['open', 'acknowledged', 'contained'],
  decline: ['open', 'acknowledged', 'contained'],
  level: ['watching', 'open', 'acknowledged', 'contained'],
  scenario: ['watching', 'open', 'acknowledged', 'contained'],
  note: [...CRISIS_STATES],
  contain: ['acknowledged'],
  resolve: ['contained'],
  'false-alarm': ['watching', 'open', 'acknowledged', 'contained'],
};

describe('commands', () => {
  for (const command of COMMANDS)
    for (const state of CRISIS_STATES)
      it(`${command} on ${state}: ${ALLOWED[command].includes(state) ? 'taken' : 'refused'}`, () => {
        const before = crisis(state);
        const outcome = applyCommand(before, command, FULL, ADA, 5_000);
        expect(outcome.ok).toBe(ALLOWED[command].includes(state));
        expect(before).toEqual(crisis(state));
        if (!outcome.ok) return;
        expect(outcome.entries).toHaveLength(1);
        expect(outcome.entries[0]).toMatchObject({ crisisId: 'c-1', at: 5_000, by: 'Ada' });
        expect(outcome.crisis.version).toBe(3);
      });

  it.each([
    ['decline', {}],
    ['decline', { reason: ' ', text: '' }],
    ['false-alarm', {}],
    ['level', { reason: 'no level' }],
    ['level', { level: 'high' }],
    ['note', { text: '   ' }],
    ['handover', {}],
  ] as [CommandName, CommandIn][])('%s with %j says what it needs', (command, input) => {
    const outcome = applyCommand(crisis('open'), command, input, ADA, 5_000);
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome.ok ? '' : outcome.detail).toContain(`${command} needs`);
  });

  it.each([
    ['decline', { text: 'in a meeting' }, 'Declined by Ada: in a meeting'],
    ['false-alarm', { text: 'a test' }, 'False alarm, says Ada: a test'],
    ['level', { level: 'high', text: 'it grows' }, 'Level medium -> high by Ada: it grows'],
    ['note', { reason: 'seen' }, 'seen'],
    ['handover', { reason: 'my shift ends' }, 'Handed over by Ada: my shift ends'],
    ['handover', { to: 'Grace' }, 'Handed over by Ada to Grace'],
  ] as [CommandName, CommandIn, string][])('%s takes %j', (command, input, text) => {
    const outcome = applyCommand(crisis('open'), command, input, ADA, 5_000);
    expect(outcome).toMatchObject({ ok: true, entries: [{ text }] });
  });

  const PEOPLE = [
    { key: 'dan', name: 'Dan Weber', email: 'dan@example.com', active: true },
    { key: 'eve', name: 'Eve Lind', active: false },
  ];
  const DAN = { name: 'D. Weber', person: 'dan' };
  const apply = (before: Crisis, command: CommandName, input: CommandIn, who = ADA, at = 5_000) => {
    const outcome = applyCommand(before, command, input, who, at, PEOPLE);
    if (!outcome.ok) throw new Error(outcome.detail);
    return outcome;
  };
  const own = () => apply(crisis('open'), 'acknowledge', {}).crisis;

  it.each(['dan', 'Dan Weber', ' DAN@example.com '])('asks %s, who must accept', (to) => {
    const asked = apply(own(), 'handover', { to });
    expect(asked.entries).toMatchObject([{ kind: 'handover-asked', data: { person: 'dan' } }]);
    expect(asked.crisis).toMatchObject({
      ...{ acknowledgedBy: 'Ada', state: 'acknowledged' },
      detail: { handover: { to: 'dan', name: 'Dan Weber', by: 'Ada', at: 5_000 } },
    });
    expect(applyCommand(asked.crisis, 'acknowledge', {}, BO, 6_000).ok).toBe(false);
    expect(apply(asked.crisis, 'acknowledge', {}, DAN).crisis).toMatchObject({
      ...{ acknowledgedBy: 'D. Weber', detail: { handover: null, taken: { person: 'dan' } } },
    });
    const refused = apply(asked.crisis, 'decline', { reason: 'driving' }, DAN);
    expect(refused.crisis).toMatchObject({ acknowledgedBy: 'Ada', detail: { handover: null } });
    expect(refused.entries).toMatchObject([{ kind: 'handover-refused' }]);
  });

  it.each([
    ['eve', 'Eve Lind is not active'],
    ['ada', 'Nobody hands over to themselves'],
    [' Adda ', 'Nobody of the roster is called Adda'],
  ])('does not ask %s', (to, detail) => {
    const people = [...PEOPLE, { key: 'ada', name: 'Ada', active: true }];
    const outcome = applyCommand(own(), 'handover', { to }, ADA, 5_000, people);
    expect(outcome).toEqual({ ok: false, detail });
  });

  it('is nobody’s once who took it declines, by whichever name, and else stays as it is', () => {
    const taken = own();
    const untaken = { state: 'open', acknowledgedBy: null, acknowledgedLevel: null };
    const away = { reason: 'my train leaves' };
    const byLink = apply(taken, 'decline', away, { name: 'Ada Okafor', person: 'ada' });
    expect(byLink.crisis).toMatchObject(untaken);
    expect(byLink.entries[0]!.data).toMatchObject({ person: 'ada', state: 'open' });
    expect(apply(taken, 'decline', away, BO).crisis).toEqual(taken);
  });

  it('keeps who took it when a handover names nobody', () => {
    const taken = { ...crisis('acknowledged'), acknowledgedBy: 'Ada' };
    const outcome = applyCommand(taken, 'handover', { text: 'to the night shift' }, BO, 5_000);
    expect(outcome).toMatchObject({ ok: true, crisis: { acknowledgedBy: 'Ada' } });
  });

  it('goes the whole way', () => {
    let now = 10_000;
    const after = (['acknowledge', 'contain', 'resolve'] as const).reduce((current, command) => {
      const outcome = applyCommand(current, command, {}, ADA, (now += 1_000));
      if (!outcome.ok) throw new Error(outcome.detail);
      return outcome.crisis;
    }, crisis('open'));
    expect(after).toMatchObject({
      state: 'resolved',
      acknowledgedAt: 11_000,
      acknowledgedBy: 'Ada',
      acknowledgedLevel: 'medium',
      containedAt: 12_000,
      resolvedAt: 13_000,
    });
  });

  it('takes a second acknowledgement only for a higher level', () => {
    const taken = { ...crisis('acknowledged'), acknowledgedAt: 3_000, acknowledgedBy: 'Ada' };
    const same = { ...taken, acknowledgedLevel: 'medium' as const };
    expect(applyCommand(same, 'acknowledge', {}, BO, 5_000).ok).toBe(false);
    const lowered = { ...taken, acknowledgedLevel: 'critical' as const };
    expect(applyCommand(lowered, 'acknowledge', {}, BO, 5_000).ok).toBe(false);
    const risen = { ...taken, acknowledgedLevel: 'low' as const };
    expect(applyCommand(risen, 'acknowledge', {}, BO, 5_000)).toMatchObject({
      ok: true,
      crisis: { acknowledgedBy: 'Bo', acknowledgedLevel: 'medium', acknowledgedAt: 3_000 },
    });
  });

  it('takes a contained crisis again once its level has risen', () => {
    const contained = { ...crisis('contained'), acknowledgedBy: 'Ada', containedAt: 4_000 };
    const risen = { ...contained, acknowledgedLevel: 'low' as const };
    expect(applyCommand(risen, 'acknowledge', {}, BO, 5_000)).toMatchObject({
      ok: true,
      crisis: { state: 'acknowledged', acknowledgedLevel: 'medium', containedAt: null },
    });
    const covered = { ...contained, acknowledgedLevel: 'medium' as const };
    expect(applyCommand(covered, 'acknowledge', {}, BO, 5_000).ok).toBe(false);
  });

  it('keeps the reason of what a person decided', () => {
    const first = applyCommand(crisis('open'), 'level', FULL, ADA, 5_000);
    if (!first.ok) throw new Error(first.detail);
    const second = applyCommand(first.crisis, 'scenario', FULL, BO, 6_000);
    if (!second.ok) throw new Error(second.detail);
    const reason = 'because';
    expect(second.crisis.detail).toMatchObject({
      levelReason: 'Ada decided: because',
      scenarioReason: 'Bo decided: because',
      overrides: [
        { at: 5_000, by: 'Ada', what: 'level', from: 'medium', to: 'high', reason },
        { at: 6_000, by: 'Bo', what: 'scenario', from: 'unclassified', to: 'backlash', reason },
      ],
    });
  });

  it('refuses the level that stands', () => {
    const input = { level: 'medium', reason: 'because' } as const;
    expect(applyCommand(crisis('open'), 'level', input, ADA, 5_000).ok).toBe(false);
  });
});
