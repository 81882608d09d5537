/** Silences: read, made, ended; read again every few seconds, because they begin and end by themselves. */
import * as api from '#lib/api-alerts.ts';
import type { SilenceOut } from '#contracts/calling.ts';

const LOOK_MS = 5_000;

export class Silences {
  items = $state.raw<readonly SilenceOut[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');
  staleSince = $state<number | null>(null);
  /** What was done last, and what did not work. */
  done = $state('');
  problem = $state('');
  busy = $state.raw<readonly string[]>([]);

  async fetch(): Promise<void> {
    try {
      const { items } = await api.listSilences();
      this.items = items;
      this.staleSince = null;
      this.state = 'ready';
    } catch (error) {
      this.why = (error as Error).message;
      if (this.state !== 'ready') this.state = 'failed';
      else this.staleSince ??= Date.now();
    }
  }

  /** Throws ApiError where it is refused: the form says it. */
  async make(asked: api.SilenceAsked): Promise<void> {
    await api.makeSilence(asked);
    this.done = 'The silence is made. Its owner is told when it ends.';
    this.problem = '';
    await this.fetch();
  }

  async end(id: string): Promise<void> {
    if (this.busy.includes(id)) return;
    this.busy = [...this.busy, id];
    this.problem = '';
    try {
      await api.endSilence(id);
      this.done = 'Ended. What it held back calls from now on.';
      await this.fetch();
    } catch (error) {
      this.problem = `Not ended: ${(error as Error).message}`;
    } finally {
      this.busy = this.busy.filter((one) => one !== id);
    }
  }

  follow(): () => void {
    void this.fetch();
    const timer = setInterval(() => void this.fetch(), LOOK_MS);
    return () => clearInterval(timer);
  }
}
