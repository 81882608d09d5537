/** The routes of the flowchart: the chart and its versions, what is wrong with a text, coverage, dry
 * run. */
import type {
  CoverageOut,
  DocumentProblem,
  DryRunOut,
  Flowchart,
  Hole,
  versionOut,
} from '#contracts/flowchart.ts';
import type { z } from 'zod';
import { call, withQuery, type Page } from './api.ts';

export type VersionOut = z.infer<typeof versionOut>;
export type ChartOut = VersionOut & {
  text: string;
  chart: Flowchart;
  reviewDue: string | null;
  isReviewDue: boolean;
};
export type CheckOut = { problems: DocumentProblem[]; opened: Hole[]; closed: Hole[] };
type Saved = { text: string; reason: string; basedOn: number };

export const readChart = () => call<ChartOut>('GET', '/flowchart');
export const saveChart = (saved: Saved) => call<ChartOut>('PUT', '/flowchart', saved);
export const checkChart = (text: string) => call<CheckOut>('POST', '/flowchart/check', { text });
export const listVersions = (cursor: string | null = null) =>
  call<Page<VersionOut>>('GET', withQuery('/flowchart/versions', { limit: 50, cursor }));
export const readVersion = (version: number) =>
  call<VersionOut & { text: string }>('GET', `/flowchart/versions/${version}`);
export const readCoverage = () => call<CoverageOut>('GET', '/flowchart/coverage');
export const askDryRun = (asked: { scenario: string; level: string; at: string; brand?: string }) =>
  call<DryRunOut>('POST', '/flowchart/dry-run', asked);
