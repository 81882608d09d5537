/** Proofs of coverage take turns: a crowd that asks waits, and too large a crowd is sent away. */
import { expect, it } from 'vitest';
import { flowchart } from '#contracts/flowchart.ts';
import { roster } from '#contracts/oncall.ts';
import { RUNTIME } from '#server/config.ts';
import { proveInTurns } from '#server/documents/prove.ts';

const FROM = Date.UTC(2026, 4, 4);
const oncall = { overrides: [], calendars: [], confirmations: [], pushPeople: [] };
const input = {
  ...{ chart: flowchart.parse({ cells: [{ steps: [{ contact: 'on-call' }] }] }), version: 1 },
  ...{ oncall: { ...oncall, roster: roster.parse({}) }, receivers: [] },
  ...{ from: FROM, to: FROM + 3_600_000 },
};

it('as many as are waited for come through, and room is there again', async () => {
  const asked = Array.from({ length: RUNTIME.coverageAskedMax + 2 }, () => proveInTurns(input));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(
    RUNTIME.coverageAskedMax,
  );
  expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'too-many-requests', status: 429 } });
  expect((await proveInTurns(input)).isComplete).toBe(false);
});

it('one that fails stands in nobody’s way', async () => {
  const broken = { ...input, chart: null as never };
  const [bad, good] = await Promise.allSettled([proveInTurns(broken), proveInTurns(input)]);
  expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
});
