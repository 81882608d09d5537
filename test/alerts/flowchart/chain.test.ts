/** What holds for every chain, whatever happens: random charts, answers, failures and pauses. Ids are
 * never used twice, nothing is due in the past, and without an answer all steps are called. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceChain, startChain, type ChainWorld } from '#alerts/flowchart/chain.ts';
import { nextCallOf } from '#alerts/flowchart/chain-life.ts';
import { begunOf, runOf } from '#alerts/flowchart/chain-run.ts';
import type { MessageFate } from '#contracts/calling.ts';
import { step as stepSchema } from '#contracts/flowchart.ts';
import type { WayKind } from '#contracts/way.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const START = Date.UTC(2026, 2, 3, 3);

const target = fc.constantFrom(
  'rota:on-call',
  'next:on-call',
  'rota:lead',
  'role:none',
  'rota:team',
);
const steps = fc.array(
  fc.record({
    contact: target,
    deputy: fc.option(target, { nil: undefined }),
    afterMinutes: fc.nat(20),
    roundMinutes: fc.constantFrom(0.5, 1, 3),
    deputyAfterMinutes: fc.nat(5),
    repeat: fc.option(fc.record({ everyMinutes: fc.constantFrom(2, 7), times: fc.nat(2) }), {
      nil: undefined,
    }),
  }),
  { minLength: 1, maxLength: 4 },
);
const PEOPLE: Record<string, string | null> = {
  'rota:on-call': 'ada',
  'next:on-call': 'ben',
  'rota:lead': 'ada',
  'role:none': null,
  'rota:team': null,
};
const reach: ChainWorld['reach'] = (name) => {
  const key = name.startsWith('person:') ? name.slice(7) : PEOPLE[name]!;
  const person = key === null ? null : { key, name: key, timeZone: 'UTC', roles: [], active: true };
  const way = (kind: WayKind, isTeam: boolean) => ({
    ...{ kind, receiver: kind, address: isTeam ? null : `${key}@${kind}`, key: kind },
    ...{ isConfirmed: true, isTeam },
  });
  const own = key === null ? [] : [way('push', false), way('sms', false)];
  const ways = name === 'rota:team' ? [way('webhook', true)] : own;
  return {
    target: name,
    label: name,
    person: person && { ...person, ways: [] },
    ways,
    problem: null,
  };
};
/** What comes of the nth message, and how long one looks away before the next look. */
const luck = fc.array(fc.constantFrom('accepted', 'failed', 'waits'), {
  minLength: 5,
  maxLength: 30,
});
const pauses = fc.array(fc.constantFrom(1, 5, 61, 3_700), { minLength: 3, maxLength: 12 });

describe('every chain', () => {
  it('calls all its steps, nobody by one id twice, and knows when to look again', () => {
    fc.assert(
      fc.property(steps, luck, pauses, fc.nat(40), (given, lots, rests, declineAt) => {
        const cell = { steps: given.map((one) => parse(one)), sayFirst: [], plan: null };
        let chain = startChain({
          ...{ id: 'c:high', crisisId: 'c', level: 'high' as const, cell, chartVersion: 1 },
          ...{ now: START, figure: null },
        });
        const fates = new Map<string, MessageFate>();
        const declined: { person: string | null; at: number }[] = [];
        let now = START;
        for (let look = 0; look < 400 && chain.state === 'running'; look += 1) {
          if (look === declineAt) declined.push({ person: 'ada', at: now });
          const world = { now, reach, fates, declined, told: new Set<string>() };
          const outcome = advanceChain(chain, world);
          expect(advanceChain(JSON.parse(JSON.stringify(chain)), world)).toEqual(outcome);
          for (const { id, at } of outcome.calls) {
            expect(fates.has(id)).toBe(false);
            expect(at).toBe(now);
            const state = lots[fates.size % lots.length]!;
            fates.set(id, {
              ...{ id, state: state === 'waits' ? 'queued' : (state as 'accepted'), dueAt: now },
              acceptedAt: state === 'accepted' ? now : null,
              failedAt: state === 'failed' ? now : null,
              ...{ attempts: 1, answer: null },
            });
          }
          ({ chain } = outcome);
          if (chain.nextAt !== null) expect(chain.nextAt).toBeGreaterThan(now);
          const rest = rests[look % rests.length]! * SECOND;
          const dueAt = chain.nextAt ?? now;
          // By turns too early, and on time or late.
          now = look % 2 === 0 ? Math.min(dueAt, now + rest) : dueAt + (rest > MINUTE ? rest : 0);
        }
        expect(chain.state).toBe('spent');
        expect(begunOf(runOf(chain))).toBe(cell.steps.length);
        expect(nextCallOf(chain)?.at).toBe(chain.nextAt);
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

const parse = (one: object) => {
  const given = JSON.parse(JSON.stringify(one)) as { repeat?: { times: number } };
  if (given.repeat?.times === 0) delete given.repeat;
  return stepSchema.parse(given);
};
