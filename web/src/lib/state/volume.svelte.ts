/** The volume of the last hours, minute by minute, with what was expected: history from the server,
 * its last minute kept alive by the wall's deltas. */
import * as api from '#lib/api.ts';
import type { VolumePoint } from '#lib/charts/volume-option.ts';
import { instant } from '#lib/format.ts';
import type { WallState } from '#contracts/wall.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
export const SHOWN_HOURS = 4;

export const toPoint = (point: api.SeriesPoint): VolumePoint => ({
  at: Date.parse(point.at),
  value: point.value,
  expected: point.expected ?? null,
  low: point.low ?? null,
  high: point.high ?? null,
});

class VolumeHistory {
  points = $state.raw<VolumePoint[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  #asked = 0;

  async fetch(brand: string | null, now: number): Promise<void> {
    const asked = ++this.#asked;
    try {
      const from = instant(now - SHOWN_HOURS * HOUR_MS);
      const { points } = await api.readSeries({ name: 'volume', brand, from, step: 60 });
      if (asked !== this.#asked) return;
      this.load(points);
      this.state = 'ready';
    } catch {
      if (asked === this.#asked && this.points.length === 0) this.state = 'failed';
    }
  }

  /** The minute under way is left out: the wall's own rate stands for it. */
  load(points: api.SeriesPoint[]): void {
    this.points = points.map(toPoint);
  }

  apply(volume: WallState['volume'], at: number): void {
    const minuteAt = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    const { perMinute, expected, low, high } = volume;
    const live: VolumePoint = { at: minuteAt, value: perMinute, expected, low, high };
    const oldest = minuteAt - SHOWN_HOURS * HOUR_MS;
    this.points = [
      ...this.points.filter((point) => point.at >= oldest && point.at < minuteAt),
      live,
    ];
  }

  clear(): void {
    this.#asked++;
    this.points = [];
    this.state = 'loading';
  }
}

export const volumeHistory = new VolumeHistory();
