/** The flowchart's page: the version in force, the text under work with what the server says of it,
 * coverage, versions, and the last dry run. */
import { ApiError } from '#lib/api.ts';
import * as api from '#lib/api-flowchart.ts';
import { readHolders, readPeople } from '#lib/api-oncall.ts';
import type { CoverageOut, DryRunOut, Hole } from '#contracts/flowchart.ts';
import { readChart } from '#lib/flowchart.ts';
import { nextName, type TargetNames } from '#lib/ways.ts';

/** A text is checked when its writer pauses this long. */
const PAUSE_MS = 600;
/** Somebody else may save meanwhile: asked this often. */
const WATCH_MS = 60_000;

type Part<T> = { value: T | null; state: 'idle' | 'busy' | 'failed'; why: string };
const nothing = <T>(): Part<T> => ({ value: null, state: 'idle', why: '' });
const wordsOf = (error: unknown): string => (error as Error).message;

/** `holes`: the change opens these and gives no reason. `conflict`: a newer version is in force. */
export type SaveOutcome =
  | { is: 'saved' }
  | { is: 'holes'; holes: Hole[] }
  | { is: 'conflict' }
  | { is: 'refused'; why: string };

export class FlowDesk {
  inForce = $state.raw<api.ChartOut | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  why = $state('');
  /** Since when the version in force cannot be read again, epoch ms. */
  staleSince = $state<number | null>(null);
  /** A newer version that somebody else saved since this page took its own. */
  newer = $state.raw<api.ChartOut | null>(null);
  text = $state('');
  check = $state.raw<Part<api.CheckOut>>(nothing());
  coverage = $state.raw<Part<CoverageOut> & { at: number }>({ ...nothing<CoverageOut>(), at: 0 });
  versions = $state.raw<Part<api.VersionOut[]>>(nothing());
  dryRun = $state.raw<Part<DryRunOut>>(nothing());
  names = $state.raw<TargetNames>({});
  zones = $state.raw<string[]>([]);
  read = $derived(readChart(this.text));
  /** The last state of the text that could be read: shown while a line is half written. */
  chart = $derived.by(() => this.read.chart ?? this.#fallback);
  isDirty = $derived(this.inForce !== null && this.text !== this.inForce.text);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #checked = 0;
  #fallback = $derived(readChart(this.inForce?.text ?? '').chart);

  async fetch(): Promise<void> {
    try {
      const found = await api.readChart();
      this.staleSince = null;
      this.state = 'ready';
      if (this.inForce === null || (!this.isDirty && found.version !== this.inForce.version))
        this.take(found);
      else if (found.version > this.inForce.version) this.newer = found;
    } catch (error) {
      this.why = wordsOf(error);
      if (this.inForce === null) this.state = 'failed';
      else this.staleSince ??= Date.now();
    }
  }

  /** What is under work is dropped for this version. */
  take(found: api.ChartOut): void {
    const isOther = found.version !== this.inForce?.version;
    this.inForce = found;
    this.newer = null;
    this.text = found.text;
    this.check = nothing();
    if (isOther) {
      this.versions = nothing();
      void this.prove();
    }
  }

  /** Reads everything, and looks for newer versions until the returned function is called. */
  open(): () => void {
    void this.fetch();
    void this.fetchNames();
    const timer = setInterval(() => void this.fetch(), WATCH_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(this.#timer);
    };
  }

  /** Who a target can be. Without it, keys are shown and typed. */
  async fetchNames(): Promise<void> {
    const [rotas, people] = await Promise.allSettled([readHolders(), readPeople()]);
    const names: Record<string, string> = {};
    if (rotas.status === 'fulfilled')
      for (const { rota, name } of rotas.value.items) names[`rota:${rota}`] = name;
    for (const [key, name] of Object.entries(names))
      names[key.replace('rota:', 'next:')] = nextName(name);
    if (people.status === 'fulfilled') {
      for (const { key, name, roles } of people.value.items) {
        names[`person:${key}`] = name;
        for (const role of roles) names[`role:${role}`] = `role ${role}`;
      }
      this.zones = people.value.items.map(({ timeZone }) => timeZone);
    }
    this.names = names;
  }

  /** The text under work, checked when its writer pauses. */
  write(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#checked += 1;
    if (!this.isDirty) {
      this.check = nothing();
      return;
    }
    this.check = { ...this.check, state: 'busy' };
    this.#timer = setTimeout(() => void this.checkNow(), PAUSE_MS);
  }

  async checkNow(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = (this.#checked += 1);
    this.check = { ...this.check, state: 'busy' };
    const part: Part<api.CheckOut> = await api.checkChart(this.text).then(
      (value) => ({ value, state: 'idle' as const, why: '' }),
      (error) => ({ value: null, state: 'failed' as const, why: wordsOf(error) }),
    );
    if (turn === this.#checked) this.check = part;
  }

  drop(): void {
    if (this.newer) this.take(this.newer);
    else if (this.inForce) this.write(this.inForce.text);
  }

  async save(reason: string, text = this.text): Promise<SaveOutcome> {
    const basedOn = this.inForce?.version ?? 0;
    try {
      this.take(await api.saveChart({ text, reason, basedOn }));
      return { is: 'saved' };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 409 && error.code === 'opens-hole')
        return { is: 'holes', holes: error.errors as Hole[] };
      if (error.status === 409) {
        await this.fetch();
        return { is: 'conflict' };
      }
      if (error.status === 422) await this.checkNow();
      return { is: 'refused', why: error.message };
    }
  }

  /** Goes on from the newer version with the text under work: what it changed is looked at before. */
  goOnFromNewer(): void {
    if (!this.newer) return;
    this.inForce = this.newer;
    this.newer = null;
    void this.checkNow();
  }

  async prove(): Promise<void> {
    this.coverage = { ...this.coverage, state: 'busy' };
    try {
      const value = await api.readCoverage();
      this.coverage = { value, state: 'idle', why: '', at: Date.now() };
    } catch (error) {
      this.coverage = { ...this.coverage, state: 'failed', why: wordsOf(error) };
    }
  }

  async fetchVersions(): Promise<void> {
    this.versions = { ...this.versions, state: 'busy' };
    try {
      const { items } = await api.listVersions();
      this.versions = { value: items, state: 'idle', why: '' };
    } catch (error) {
      this.versions = { ...this.versions, state: 'failed', why: wordsOf(error) };
    }
  }

  async rehearse(asked: Parameters<typeof api.askDryRun>[0]): Promise<void> {
    this.dryRun = { ...this.dryRun, state: 'busy' };
    try {
      this.dryRun = { value: await api.askDryRun(asked), state: 'idle', why: '' };
    } catch (error) {
      this.dryRun = { value: null, state: 'failed', why: wordsOf(error) };
    }
  }
}
