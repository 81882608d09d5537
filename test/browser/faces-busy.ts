/** The fullest wall there can be: more of everything than fits, from any face with its crisis. */
import type { Face } from './faces.ts';
import { agent, crisis, iso, signals, topic } from './rows.ts';
import { longChain } from './rows-chains.ts';
import { crossedRules, emergingSignal, jointSignal, reasons, silentSignal } from './rows-early.ts';

/** More of everything than fits: 60 agents, 40 topics, 14 channels, long names. */
export const busyOf = (base: Face, now: number): Face => {
  const rows = <T>(n: number, make: (i: number) => T) =>
    Array.from({ length: n }, (_, i) => make(i));
  return {
    ...base,
    volume: { ...base.volume, perMinute: 12_480, expected: 9_870, low: 8_800, high: 11_200 },
    queue: { ...base.queue, waiting: 12_804, oldestSeconds: 268_000 },
    topics: rows(40, (i) =>
      topic(`Long name of a tracked topic number ${i}`, 900 / (i + 1), 70, 1 / (i + 1)),
    ),
    agents: rows(60, (i) =>
      agent(`Wilhelmina Featherstonehaugh ${i}`, i % 5 === 0 ? 'away' : 'busy', i % 12, 4_000 + i),
    ),
    channels: rows(14, (i) => ({
      channel: `c${i}`,
      name: `Regional community forum ${i}`,
      lastAt: iso(now, 90_000 * i),
      expectedEverySeconds: 60,
      missed: 40 * i + 18,
      everyWeeks: 12 ** (i + 1),
      state: i % 4 === 0 ? 'silent' : 'ok',
    })),
    rules: rows(9, (i) => ({
      ...crossedRules(now)[i % 3]!,
      rule: `r${i}`,
      name: `Long name of a rule of the team number ${i}`,
    })),
    signals: rows(14, (i) => ({
      ...[...signals(now), emergingSignal(now), jointSignal(now), silentSignal(now)][i % 5]!,
      id: `s${i}`,
    })),
    crises: rows(4, (i) =>
      crisis(now, {
        ...reasons,
        id: `c${7 + i}`,
        number: 7 + i,
        level: i === 0 ? 'critical' : 'medium',
        scenario: i === 1 ? 'campaign-blunder' : 'service-failure',
      }),
    ),
    chains: [longChain(now)],
  };
};
