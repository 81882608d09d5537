/** The list of crises, newest first, page by page. */
import * as api from '#lib/api.ts';
import type { CrisisOut } from '#contracts/crisis.ts';

const OVER = new Set(['resolved', 'false-alarm']);
export const isOver = (crisis: CrisisOut): boolean => OVER.has(crisis.state);

export class CrisisList {
  items = $state.raw<CrisisOut[]>([]);
  next = $state<string | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');

  async fetch(isMore = false): Promise<void> {
    try {
      const page = await api.listCrises({ limit: 100, cursor: isMore ? this.next : null });
      this.items = isMore ? [...this.items, ...page.items] : page.items;
      this.next = page.next ?? null;
      this.state = 'ready';
    } catch (error) {
      this.why = (error as Error).message;
      if (this.items.length === 0) this.state = 'failed';
    }
  }

  /** Changes of crises that are under way, as the wall tells them. */
  apply(changed: readonly CrisisOut[]): void {
    const withId = (rows: readonly CrisisOut[], id: string) => rows.find((row) => row.id === id);
    const kept = this.items.map((crisis) => withId(changed, crisis.id) ?? crisis);
    this.items = [...changed.filter((crisis) => !withId(kept, crisis.id)), ...kept];
  }
}
