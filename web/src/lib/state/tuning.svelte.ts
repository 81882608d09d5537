/** The alarm budget in force, and the back-test that is looked at: read once, followed while it runs. */
import * as api from '#lib/api.ts';
import type { BacktestOut, TuningOut } from '#contracts/tuning.ts';
import { isUnderWay } from '#lib/tuning.ts';

/** How often a back-test under way is asked how far it is. */
const ASK_MS = 1_000;
const MISSING = 404;
const LOST = 'The server no longer knows this back-test: it was started anew. Run it again.';

export class TuningDesk {
  overview = $state.raw<TuningOut | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');
  /** The one that is looked at. */
  test = $state.raw<BacktestOut | null>(null);
  /** Since when its progress cannot be read, epoch ms. */
  staleSince = $state<number | null>(null);
  /** Why it could not be started, cancelled or followed. */
  problem = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  async fetch(): Promise<void> {
    try {
      this.overview = await api.readTuning();
      this.state = 'ready';
    } catch (error) {
      this.why = (error as Error).message;
      if (this.overview === null) this.state = 'failed';
      return;
    }
    const [newest] = this.overview.backtests;
    if (newest && this.test === null && !this.#isClosed) await this.follow(newest.id);
  }

  async start(asked: Parameters<typeof api.askBacktest>[0]): Promise<void> {
    this.problem = '';
    try {
      const { id } = await api.askBacktest(asked);
      await this.follow(id);
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }

  /** Reads it now, and again for as long as it is under way. */
  async follow(id: string): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.test = await api.readBacktest(id);
      this.staleSince = null;
    } catch (error) {
      if (error instanceof api.ApiError && error.status === MISSING) {
        this.test = null;
        this.problem = LOST;
        return;
      }
      this.staleSince ??= Date.now();
    }
    const isWaiting = this.staleSince !== null || (this.test && isUnderWay(this.test.state));
    if (isWaiting && !this.#isClosed) this.#timer = setTimeout(() => void this.follow(id), ASK_MS);
  }

  async cancel(): Promise<void> {
    if (this.test === null) return;
    try {
      await api.cancelBacktest(this.test.id);
      await this.follow(this.test.id);
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }

  /** Throws ApiError where it is refused: the dialog says it. */
  async apply(budget: number | null, reason: string): Promise<void> {
    this.overview = await api.applyBudget(budget, reason);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
