/** Messages that fit a query with the chains that run: read page by page, read again when the desk tells
 * of something and every few seconds. */
import * as api from '#lib/api-alerts.ts';
import type { MessageOut } from '#contracts/alert.ts';
import type { ChainOut } from '#contracts/calling.ts';
import type { MeOut } from '#contracts/oncall-wire.ts';
import { withOlder, type AlertQuery } from '#lib/alerts.ts';
import { readMe, readPeople } from '#lib/api-oncall.ts';
import { instant } from '#lib/format.ts';
import { connectDesk } from '#lib/socket.ts';

const PAGE = 100;
/** The view of delivery counts what is in one answer, of this long. */
const DELIVERY_MS = 24 * 3_600_000;
const DELIVERY_ROWS = 500;
const LOOK_MS = 5_000;
/** Entries of one moment are one reason to look. */
const TOLD_MS = 300;

export class AlertsDesk {
  items = $state.raw<readonly MessageOut[]>([]);
  next = $state<string | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');
  chains = $state.raw<readonly ChainOut[]>([]);
  /** Since when no answer came, epoch ms. */
  staleSince = $state<number | null>(null);
  isReadingOn = $state(false);
  problem = $state('');
  /** Whether the roster knows who looks; null: not asked yet. */
  isOnRoster = $state<boolean | null>(null);
  people = $state.raw<readonly { key: string; name: string }[]>([]);
  #query: AlertQuery = { view: 'all' };
  /** An answer to a question that nobody asks any more is not shown. */
  #asked = 0;

  #ask(cursor: string | null = null) {
    const { view, person, state, crisis } = this.#query;
    if (view === 'delivery') {
      const from = instant(Date.now() - DELIVERY_MS);
      return api.listMessages({ from, limit: DELIVERY_ROWS, cursor });
    }
    const whose = view === 'mine' ? ({ mine: 'true' } as const) : { person };
    return api.listMessages({ ...whose, state, crisis, limit: PAGE, cursor });
  }

  async fetch(query: AlertQuery = this.#query): Promise<void> {
    this.#query = query;
    const asked = (this.#asked += 1);
    if (query.view === 'silences') return;
    this.state = 'loading';
    this.problem = '';
    try {
      const [page] = await Promise.all([this.#ask(), this.#fetchChains()]);
      if (asked !== this.#asked) return;
      this.items = page.items;
      this.next = page.next ?? null;
      this.staleSince = null;
      this.state = 'ready';
    } catch (error) {
      if (asked !== this.#asked) return;
      this.why = (error as Error).message;
      this.state = 'failed';
    }
  }

  /** Who is on the roster: once is enough, and without it only names are missing. */
  async fetchPeople(): Promise<void> {
    try {
      const [me, people]: [MeOut, Awaited<ReturnType<typeof readPeople>>] = await Promise.all([
        readMe(),
        readPeople(),
      ]);
      this.isOnRoster = me.person !== null;
      this.people = people.items;
    } catch {
      this.isOnRoster ??= null;
    }
  }

  /** Messages are shown without them, too. */
  async #fetchChains(): Promise<void> {
    const { items } = await api.listChains().catch(() => ({ items: this.chains }));
    this.chains = items.filter(({ state }) => state !== 'over');
  }

  async readOn(): Promise<void> {
    const asked = this.#asked;
    this.isReadingOn = true;
    this.problem = '';
    try {
      const page = await this.#ask(this.next);
      if (asked !== this.#asked) return;
      this.items = withOlder(this.items, page.items);
      this.next = page.next ?? null;
    } catch (error) {
      this.problem = (error as Error).message;
    } finally {
      this.isReadingOn = false;
    }
  }

  /** Reads the newest page again; older ones that were read stay below it. */
  async #look(): Promise<void> {
    if (this.state !== 'ready' || this.#query.view === 'silences') return;
    const asked = this.#asked;
    try {
      const [page] = await Promise.all([this.#ask(), this.#fetchChains()]);
      if (asked !== this.#asked) return;
      const all = page.next ? withOlder(page.items, this.items) : page.items;
      if (all.length === page.items.length) this.next = page.next ?? null;
      this.items = all;
      this.staleSince = null;
    } catch {
      this.staleSince ??= Date.now();
    }
  }

  /** Keeps the list true until the answer is called. */
  follow(): () => void {
    let told: ReturnType<typeof setTimeout> | undefined;
    const look = () => void this.#look();
    const onTold = () => {
      told ??= setTimeout(() => {
        told = undefined;
        look();
      }, TOLD_MS);
    };
    const timer = setInterval(look, LOOK_MS);
    const desk = connectDesk({ onCrisis: onTold, onEntry: onTold, onOpen: onTold });
    return () => {
      clearTimeout(told);
      clearInterval(timer);
      desk.close();
    };
  }
}
