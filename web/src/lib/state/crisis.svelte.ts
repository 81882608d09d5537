/** One crisis: its record, its timeline and the volume around it; read once, then told by the desk. */
import * as api from '#lib/api.ts';
import type { CommandIn, CommandName, CrisisOut, TimelineEntryOut } from '#contracts/crisis.ts';
import { connectDesk } from '#lib/socket.ts';
import type { WallState } from '#contracts/wall.ts';
import type { VolumePoint } from '#lib/charts/volume-option.ts';
import { instant } from '#lib/format.ts';
import { toPoint } from './volume.svelte.ts';

const MINUTE_MS = 60_000;
const BEFORE_MS = 60 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;
const PAGES_MAX = 20;
/** Minutes, or longer slices where a crisis goes on for days. */
const MINUTE_SECONDS = 60;
const STEPS_SECONDS = [MINUTE_SECONDS, 300, 3_600] as const;
const POINTS_MAX = 1_000;
/** The desk tells what happens; this often all is read again, in case it told nobody. */
const READ_MS = 60_000;

/** As the server orders them: by time, then as they were written. */
const inOrder = (a: TimelineEntryOut, b: TimelineEntryOut): number =>
  Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id);

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
  #step: number = MINUTE_SECONDS;

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
    const read = found.points.map(toPoint).map((point) => perMinute(point, step / 60));
    const underWay = step === MINUTE_SECONDS ? this.points.filter(({ at }) => at >= toMs) : [];
    this.#step = step;
    this.points = [...read, ...underWay];
  }

  /** The record changed. */
  apply(changed: CrisisOut): void {
    if (changed.id === this.id && this.crisis !== null) this.crisis = changed;
  }

  /** Something happened: an entry that is known already changes nothing. */
  add(entry: TimelineEntryOut & { crisisId: string }): void {
    if (entry.crisisId !== this.id || this.timeline.some(({ id }) => id === entry.id)) return;
    this.timeline = [...this.timeline, entry].sort(inOrder);
  }

  /** The minute under way, as the wall tells it. */
  applyVolume({ perMinute: value, expected, low, high }: WallState['volume'], now: number): void {
    if (this.points.length === 0 || this.#step !== MINUTE_SECONDS) return;
    if (this.crisis?.resolvedAt) return;
    const at = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    const before = this.points.filter((point) => point.at < at);
    this.points = [...before, { at, value, expected, low, high }];
  }

  /** Reads the crisis and keeps it true until the returned function is called. */
  follow(now: () => number): () => void {
    const read = () => void this.fetch(now());
    read();
    let isFirst = true;
    const desk = connectDesk({
      onCrisis: (crisis) => this.apply(crisis),
      onEntry: (entry) => this.add(entry),
      onOpen: () => {
        if (!isFirst) read();
        isFirst = false;
      },
    });
    const timer = setInterval(read, READ_MS);
    return () => {
      clearInterval(timer);
      desk.close();
    };
  }

  async send(command: CommandName, input: CommandIn): Promise<void> {
    this.crisis = await api.sendCommand(this.id, command, input);
    await this.fetchTimeline();
  }
}
