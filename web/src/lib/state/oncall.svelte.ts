/** On-call as its page shows it: who holds what (asked again and again), the shifts of the days that
 * are looked at, people, what they asked of each other, and the reserve. */
import * as api from '#lib/api-oncall.ts';
import type { CrisisOut } from '#contracts/crisis.ts';
import type { HolderOut, ShiftOut } from '#contracts/oncall.ts';
import type {
  FeedOut,
  MeOut,
  OverrideOut,
  PersonOut,
  ReserveOut,
  SwapOut,
} from '#contracts/oncall-wire.ts';
import { instant } from '#lib/format.ts';

export type Shifts = Readonly<Record<string, ShiftOut[]>>;
/** Hand-overs are seen this late at most. */
const AGAIN_MS = 15_000;
const OVER: readonly CrisisOut['state'][] = ['resolved', 'false-alarm'];

export class OncallDesk {
  holders = $state.raw<HolderOut[] | null>(null);
  people = $state.raw<PersonOut[]>([]);
  overrides = $state.raw<OverrideOut[]>([]);
  swaps = $state.raw<SwapOut[]>([]);
  feeds = $state.raw<FeedOut[]>([]);
  me = $state.raw<MeOut['person']>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');
  /** Since when nothing fresh came, epoch ms. */
  staleSince = $state<number | null>(null);

  /** By rota, for the days that are looked at; null: not read yet. */
  shifts = $state.raw<Shifts | null>(null);
  shiftsWhy = $state('');
  #range: { from: number; to: number } | null = null;

  reserve = $state.raw<ReserveOut[] | null>(null);
  reserveWhy = $state('');
  crises = $state.raw<CrisisOut[]>([]);
  crisis = $state<string | null>(null);

  open(): () => void {
    void this.fetch();
    const timer = setInterval(() => void this.fetch(), AGAIN_MS);
    return () => clearInterval(timer);
  }

  async fetch(): Promise<void> {
    try {
      const [holders, people, overrides, swaps, me, feeds] = await Promise.all([
        api.readHolders(),
        api.readPeople(),
        api.readOverrides(),
        api.readSwaps(),
        api.readMe(),
        api.readFeeds(),
      ]);
      this.holders = holders.items;
      this.people = people.items;
      this.overrides = overrides.items;
      this.swaps = swaps.items;
      this.me = me.person;
      this.feeds = feeds.items;
      this.state = 'ready';
      this.staleSince = null;
    } catch (error) {
      this.why = (error as Error).message;
      if (this.holders === null) this.state = 'failed';
      else this.staleSince ??= Date.now();
      return;
    }
    if (this.#range) await this.look(this.#range);
  }

  /** Reads the shifts of every rota in [from, to). */
  async look(range: { from: number; to: number }): Promise<void> {
    this.#range = range;
    const rotas = this.holders ?? [];
    try {
      const pages = await Promise.all(
        rotas.map(({ rota }) => api.readShifts(rota, instant(range.from), instant(range.to))),
      );
      if (this.#range !== range) return;
      this.shifts = Object.fromEntries(
        rotas.map(({ rota }, index) => [rota, pages[index]?.items ?? []]),
      );
      this.shiftsWhy = '';
    } catch (error) {
      this.shiftsWhy = (error as Error).message;
    }
  }

  /** What people change is shown as the server has it afterwards. Throws ApiError where it refuses. */
  async #change<T>(by: Promise<T>): Promise<T> {
    const changed = await by;
    await this.fetch();
    return changed;
  }

  override = (asked: api.OverrideIn) => this.#change(api.makeOverride(asked));
  cancelOverride = (id: string, reason: string) => this.#change(api.cancelOverride(id, reason));
  askSwap = (asked: api.SwapIn) => this.#change(api.askSwap(asked));
  answerSwap = (id: string, answer: 'accept' | 'decline' | 'cancel') =>
    this.#change(api.answerSwap(id, answer));
  sendCode = (person: string, way: string) => api.sendCode(person, way);
  enterCode = (person: string, way: string, code: string) =>
    this.#change(api.enterCode(person, way, code));
  /** Of whoever is signed in. */
  makeFeed = () => this.#change(api.makeFeed(this.me?.key ?? ''));
  endFeed = (id: string) => this.#change(api.endFeed(id));
  importCalendar = (rota: string, text: string) => this.#change(api.importCalendar(rota, text));
  removeCalendar = (rota: string) => this.#change(api.removeCalendar(rota));

  async fetchReserve(): Promise<void> {
    try {
      const { items } = await api.readOpenCrises();
      this.crises = items.filter(({ state }) => !OVER.includes(state));
      if (!this.crises.some(({ id }) => id === this.crisis))
        this.crisis = this.crises[0]?.id ?? null;
      this.reserve = (await api.readReserve(this.crisis)).items;
      this.reserveWhy = '';
    } catch (error) {
      this.reserveWhy = (error as Error).message;
    }
  }

  async chooseCrisis(id: string | null): Promise<void> {
    this.crisis = id;
    await this.fetchReserve();
  }

  /** Throws ApiError. */
  async askReserve(people: string[]): Promise<void> {
    if (this.crisis === null) return;
    this.reserve = (await api.askReserve(this.crisis, people)).items;
  }
}
