/** One code path: what the commands find on recorded rows is what the pipeline and the engine find, by
 * the same functions. That the live server and a back-test agree is in test/watch/one-path.test.ts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readCount } from '#alerts/detectors/count.ts';
import type { Signal } from '#contracts/signal.ts';
import { TICK_MS } from '#alerts/contract.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { detect } from '#server/cli/detect.ts';
import { root } from '#server/cli/root.ts';
import { findTopics } from '#server/cli/topics.ts';
import { simulate } from '#server/pipeline/backtest/simulate.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { historyOf, record, type Plan } from '../scenarios/recorded/record.ts';

vi.mock('#alerts/detectors/count.ts', { spy: true });
beforeEach(() => vi.clearAllMocks());

const MINUTE_MS = 60_000;
const plan: Plan = { set: 'tuning', kind: 'backlash', perMinute: 0.5, size: 'large', seed: 0 };
const { mentions, onsetAt } = record(plan);
const history = historyOf(plan, 2);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-one-path-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const signalsOf = (rows: typeof mentions): Signal[] => {
  const signals: Signal[] = [];
  simulate({
    ...{ mentions: rows, history, catalogue: defaultCatalogue() },
    tell: (told) => {
      if (told.kind === 'transition' && 'signal' in told.transition)
        signals.push(told.transition.signal);
    },
  });
  return signals;
};

it('detect counts with the detector of the engine', () => {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const at = Date.UTC(2026, 1, 2) + i * 5 * MINUTE_MS;
    return { timestamp: new Date(at).toISOString(), at, value: 10 + (i % 3) };
  });
  detect(rows, 300);
  expect(readCount).toHaveBeenCalled();
  vi.clearAllMocks();
  signalsOf(mentions.slice(0, 20));
  expect(readCount).toHaveBeenCalled();
});

it('topics finds whatever emerging topic the engine gives a signal for', () => {
  const told = new Map<string, number>();
  findTopics([...history, ...mentions], TICK_MS, ({ at, topic }) => told.set(topic.topic, at));
  const signals = signalsOf(mentions).filter(({ indicator }) => indicator === 'emerging');
  expect(signals.length).toBeGreaterThan(0);
  for (const { topic, openedAt } of signals) {
    expect(told.get(topic!), topic!).toBeLessThanOrEqual(openedAt);
    expect(openedAt).toBeGreaterThan(onsetAt);
  }
});

it('sentiment scores as the pipeline understands', () => {
  const file = join(folder, 'rows.ndjson');
  const rows = mentions.filter(({ inbound }) => inbound).slice(0, 300);
  const lines = rows.map((row) => JSON.stringify({ ...row, at: new Date(row.at).toISOString() }));
  writeFileSync(file, lines.join('\n'));
  const command = join(root, 'server/cli/launch.mjs');
  const { stdout } = spawnSync(process.execPath, [command, 'sentiment', file], {
    encoding: 'utf8',
  });
  const scored = stdout.trim().split('\n');
  const understand = createUnderstand(defaultCatalogue());
  const understood = rows.map((row) => {
    const { id, sentiment } = understand(row);
    return JSON.stringify({ id, sentiment });
  });
  expect(scored).toEqual(understood);
});
