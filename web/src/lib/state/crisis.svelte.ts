/** One crisis: its record, its timeline and the volume around it. */
import * as api from '#lib/api.ts';
import type { CommandIn, CommandName, CrisisOut, TimelineEntryOut } from '#contracts/crisis.ts';
import type { VolumePoint } from '#lib/charts/volume-option.ts';
import { instant } from '#lib/format.ts';
import { toPoint } from './volume.svelte.ts';

const MINUTE_MS = 60_000;
const BEFORE_MS = 60 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;
const PAGES_MAX = 20;
/** Minutes, or longer slices where a crisis goes on for days. */
const STEPS_SECONDS = [60, 300, 3_600] as const;
const POINTS_MAX = 1_000;

const perMinute = (point: VolumePoint, minutes: number): VolumePoint => {
  const share = (count: number | null) => (count === null ? null : count / minutes);
  const { at, value, expected, low, high } = point;
  const band = { expected: share(expected), low: share(low), high: share(high) };
  return { at, value: share(value), ...band };
};

export class CrisisRoom {
  readonly id: string;
  crisis = $state.raw<CrisisOut | null>(null);
  timeline = $state.raw<TimelineEntryOut[]>([]);
  points = $state.raw<VolumePoint[]>([]);
  state = $state<'loading' | 'ready' | 'missing' | 'failed'>('loading');
  why = $state('');

  constructor(id: string) {
    this.id = id;
  }

  async fetch(now: number): Promise<void> {
    try {
      this.crisis = await api.readCrisis(this.id);
      this.state = 'ready';
      await Promise.all([this.fetchTimeline(), this.fetchVolume(now)]);
    } catch (error) {
      this.why = (error as Error).message;
      const isMissing = error instanceof api.ApiError && error.status === 404;
      if (this.state === 'loading') this.state = isMissing ? 'missing' : 'failed';
    }
  }

  async fetchTimeline(): Promise<void> {
    const entries: TimelineEntryOut[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_MAX; page++) {
      const found: api.Page<TimelineEntryOut> = await api.readTimeline(this.id, cursor);
      entries.push(...found.items);
      cursor = found.next ?? null;
      if (cursor === null) break;
    }
    this.timeline = entries;
  }

  async fetchVolume(now: number): Promise<void> {
    const { crisis } = this;
    if (!crisis) return;
    const fromMs = Date.parse(crisis.firstMentionAt) - BEFORE_MS;
    const over = crisis.resolvedAt ? Date.parse(crisis.resolvedAt) + AFTER_MS : now;
    const step = STEPS_SECONDS.find((s) => (over - fromMs) / 1000 / s < POINTS_MAX) ?? 3_600;
    // Only slices that are over: a minute under way would look like a fall.
    const toMs = Math.floor(Math.min(over, now) / (step * 1000)) * step * 1000;
    if (toMs <= fromMs) return;
    const found = await api.readSeries({
      name: 'volume',
      brand: crisis.brand,
      from: instant(fromMs),
      to: instant(toMs),
      step,
    });
    this.points = found.points.map(toPoint).map((point) => perMinute(point, step / 60));
  }

  /** The wall says that the crisis changed. */
  apply(changed: CrisisOut): void {
    this.crisis = changed;
  }

  async send(command: CommandName, input: CommandIn): Promise<void> {
    this.crisis = await api.sendCommand(this.id, command, input);
    await this.fetchTimeline();
  }
}
