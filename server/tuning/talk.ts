/** What the thread of a back-test is given, and what it says. */
import type { Catalogue } from '#contracts/catalogue.ts';
import type { BacktestResult } from '#contracts/tuning.ts';

/** Times in epoch ms; `present` and `other` are budgets: false alarms per brand and week. */
export type Asked = {
  brand?: string | undefined;
  from: number;
  to: number;
  present: number;
  other: number;
};
export type ThreadInput = { databaseUrl: string; catalogue: Catalogue; asked: Asked };

export type FromThread =
  | { kind: 'progress'; state: 'reading' | 'running'; done: number; of: number }
  | { kind: 'result'; result: BacktestResult }
  /** In words for people: an expected outcome, no fault. */
  | { kind: 'refused'; problem: string };
