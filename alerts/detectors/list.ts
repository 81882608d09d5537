/** The list of detectors: each kind of source with what reads it, and the band that is drawn where
 * nothing is going on. */
import { SLOT_MS } from '#alerts/contract.ts';
import type { RaisedBaseline } from '#alerts/baseline/planned.ts';
import type { Source } from '#alerts/indicators.ts';
import type { ReportCounts } from '#alerts/reports.ts';
import { sumLast } from '#alerts/window.ts';
import type { Reading } from './contract.ts';
import { readCount, readSilence } from './count.ts';
import { readEmerging } from './emerging.ts';
import { gaugeBand, readGauge } from './gauge.ts';
import { emptyMemory, type SeriesMemory } from './memory.ts';
import { partBand, readPart, type PartInput } from './part.ts';
import { reachBand, readReach } from './reach.ts';
import { readGap, type GapMemory } from './silence.ts';

/** `whole`: what is usual of all mentions of the brand. `gap` of a silence, after this look. */
export type ReadInput = {
  source: Source;
  now: number;
  baseline: RaisedBaseline;
  whole: RaisedBaseline | null;
  reports: ReportCounts | null;
  memory: SeriesMemory;
  gap: GapMemory | undefined;
  notBefore: number;
  isOpen: boolean;
};

const partInput = (input: ReadInput, source: Source & { kind: 'part' }): PartInput => {
  const { now, baseline, whole, reports, memory, notBefore, isOpen } = input;
  return {
    indicator: source.indicator,
    window: source.window,
    whole: source.whole,
    slotMs: SLOT_MS,
    wholeBaseline: whole ?? baseline,
    ...{ now, baseline, reports, memory, notBefore, isOpen },
  };
};

/** Changes `memory`. */
export const readSource = (input: ReadInput): Reading => {
  const { source, now, baseline, memory, notBefore, isOpen } = input;
  switch (source.kind) {
    case 'count': {
      const { window } = source;
      const common = { window, slotMs: SLOT_MS, now, baseline, memory, notBefore, isOpen };
      const reading = readCount(common);
      reading.now.observed = sumLast(window, 60, now);
      return reading;
    }
    case 'part':
      return readPart(partInput(input, source));
    case 'reach':
      return readReach({ window: source.window, now, baseline, memory, notBefore });
    case 'gauge': {
      const { indicator, value, of } = source;
      return readGauge({ indicator, value: value ?? 0, of, now, baseline, memory });
    }
    case 'silence': {
      const { window, isOpen: isChannelOpen } = source;
      return readGap({ window, isOpen: isChannelOpen, now, baseline, memory }, input.gap!);
    }
    case 'emerging':
      return readEmerging(source.window, source.burst, now);
  }
};

/** What is normal where nothing is going on, without looking. */
export const restingBand = (
  source: Source,
  now: number,
  baseline: RaisedBaseline,
  whole: RaisedBaseline | null,
): Reading['now'] => {
  if (source.kind === 'count') return { observed: 0, ...readSilence(baseline, now).now };
  if (source.kind === 'silence' || source.kind === 'emerging')
    return { observed: 0, expected: 0, low: 0, high: 0 };
  const memory = emptyMemory(now);
  const common = { source, now, baseline, whole, reports: null, memory, gap: undefined };
  if (source.kind === 'part')
    return partBand(partInput({ ...common, notBefore: 0, isOpen: false }, source));
  if (source.kind === 'reach')
    return reachBand({ window: source.window, now, baseline, memory, notBefore: 0 });
  const { indicator, value, of } = source;
  const band = gaugeBand({ indicator, value: value ?? 0, of, now, baseline });
  return { ...band, observed: value };
};
