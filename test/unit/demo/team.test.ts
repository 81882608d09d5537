/** The team of the demo: a roster like a real one, with a real hole in it, and phones that answer as
 * the receivers expect. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveCoverage } from '#alerts/flowchart/coverage.ts';
import { dryRun } from '#alerts/flowchart/dry-run.ts';
import { RECEIVERS } from '#alerts/receivers/list.ts';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import type { OncallState } from '#contracts/oncall.ts';
import { openSink, sinkReceivers, type Sink } from '#server/demo/sink.ts';
import { demoRoster, teamConfirmations } from '#server/demo/team.ts';
import { readDocument } from '#server/documents/read.ts';
import { documentOf } from '#server/documents/shipped.ts';
import { aNotice } from '../receivers/bodies.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 4, 6, 11);
const LOGIN = 'demo@marlo.example';

const lines: string[] = [];
let sink: Sink;
let receivers: ReceiverConfig[];
beforeAll(async () => {
  sink = await openSink((line) => void lines.push(line));
  receivers = sinkReceivers(sink, () => 'a-secret-of-the-demo').map((row) =>
    receiverConfig.parse(row),
  );
});
afterAll(() => sink.close());

const stateAt = (now: number): OncallState => {
  const read = readDocument('rota', demoRoster(now, LOGIN));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const confirmations = teamConfirmations(now);
  return { roster: read.value, overrides: [], calendars: [], confirmations, pushPeople: [] };
};
const chart = documentOf('flowchart', {});

describe('the roster', () => {
  it('has eight people, a rota for each group of languages, and a reserve', () => {
    const { people, rotas } = stateAt(NOW).roster;
    expect(people).toHaveLength(8);
    expect(people.filter(({ reserve }) => reserve)).toHaveLength(3);
    expect(people.filter(({ email }) => email === LOGIN)).toHaveLength(1);
    expect(rotas.map(({ key }) => key)).toEqual([
      ...['on-call', 'lead', 'german', 'romance', 'english'],
    ]);
  });

  it('covers most of the time, and shows the holes of who has not confirmed', () => {
    for (const now of [NOW, NOW + 3 * DAY, NOW + 17 * DAY + 1]) {
      const window = { from: now, to: now + 28 * DAY };
      const proof = proveCoverage({
        chart,
        version: 1,
        oncall: stateAt(now),
        receivers,
        ...window,
      });
      const share = (level: string) =>
        proof.cells.find((cell) => cell.level === level)?.coveredShare ?? 0;
      expect(share('high')).toBeGreaterThan(0.8);
      expect(proof.isComplete).toBe(false);
      expect(new Set(proof.items.map(({ what }) => what))).toEqual(new Set(['unconfirmed']));
      expect(proof.items.every(({ detail }) => /Kira Novak/.test(detail))).toBe(true);
    }
  });

  it('has somebody at the end of every call, at any hour', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const at = NOW + hour * 3_600_000;
      const which = { scenario: 'service-failure', level: 'critical', brand: null } as const;
      const run = dryRun({ chart, version: 1, oncall: stateAt(NOW), receivers, ...which, at });
      expect(run.items.every(({ via, contact }) => via !== null && contact !== '')).toBe(true);
      expect(new Set(run.items.map(({ person }) => person)).size).toBeGreaterThan(2);
    }
  });
});

describe('the sink', () => {
  it('takes what every receiver of the demo sends, and says who was reached', async () => {
    const { people } = stateAt(NOW).roster;
    const tools = { smtpUrl: null, vapid: null };
    const delivery = { id: 'm1', at: NOW, body: aNotice(), contact: 'x', callbackUrl: null };
    for (const { ways } of people) {
      for (const { via, address = null } of ways) {
        const config = receivers.find(({ kind }) => kind === via)!;
        const { send } = RECEIVERS[via] as { send(...given: unknown[]): Promise<object> };
        const outcome = await send(config, { ...delivery, address }, tools);
        expect([via, outcome]).toEqual([via, expect.objectContaining({ kind: 'accepted' })]);
      }
    }
    expect(lines).toContain('Jonas Keller by text message');
    expect(lines).toContain('Kira Novak by telephone');
    expect(new Set(lines).size).toBe(24);
    expect(lines.join()).not.toMatch(/\+44|U0MARLO|somebody/);
  });
});
