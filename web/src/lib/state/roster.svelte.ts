/** The roster as a document: the version in force, the text under work with what the server says of
 * it, and the versions before. */
import { ApiError } from '#lib/api.ts';
import * as api from '#lib/api-oncall.ts';
import type { CheckOut, VersionOut } from '#lib/api-flowchart.ts';
import type { Hole } from '#contracts/flowchart.ts';

/** A text is checked when its writer pauses this long. */
const PAUSE_MS = 600;

export type RosterOutcome =
  { is: 'saved' } | { is: 'holes'; holes: Hole[] } | { is: 'refused'; why: string };

export class RosterDesk {
  inForce = $state.raw<api.RosterOut | null>(null);
  why = $state('');
  text = $state('');
  check = $state.raw<CheckOut | null>(null);
  isChecking = $state(false);
  checkWhy = $state('');
  versions = $state.raw<VersionOut[] | null>(null);
  versionsState = $state<'idle' | 'busy' | 'failed'>('idle');
  versionsWhy = $state('');
  isDirty = $derived(this.inForce !== null && this.text !== this.inForce.text);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  async fetch(): Promise<void> {
    try {
      const found = await api.readRoster();
      const isFresh = this.inForce === null || !this.isDirty;
      this.inForce = found;
      if (isFresh) this.text = found.text;
      this.why = '';
    } catch (error) {
      this.why = (error as Error).message;
    }
  }

  write(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.check = null;
    this.checkWhy = '';
    this.isChecking = this.isDirty;
    if (this.isDirty) this.#timer = setTimeout(() => void this.checkNow(), PAUSE_MS);
  }

  async checkNow(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = (this.#turn += 1);
    this.isChecking = true;
    try {
      const found = await api.checkRoster(this.text);
      if (turn === this.#turn) this.check = found;
    } catch (error) {
      if (turn === this.#turn) this.checkWhy = (error as Error).message;
    } finally {
      if (turn === this.#turn) this.isChecking = false;
    }
  }

  /** What is under work gives way to what is in force now, whoever wrote that. */
  async drop(): Promise<void> {
    if (this.inForce) this.write(this.inForce.text);
    await this.fetch();
  }

  async save(reason: string): Promise<RosterOutcome> {
    try {
      const basedOn = this.inForce?.version ?? 0;
      const saved = await api.saveRoster({ text: this.text, reason, basedOn });
      this.inForce = saved;
      this.write(saved.text);
      this.versions = null;
      this.versionsState = 'idle';
      return { is: 'saved' };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'opens-hole') return { is: 'holes', holes: error.errors as Hole[] };
      if (error.status === 422) await this.checkNow();
      return { is: 'refused', why: error.message };
    }
  }

  async fetchVersions(): Promise<void> {
    this.versionsState = 'busy';
    try {
      this.versions = (await api.listRosters()).items;
      this.versionsState = 'idle';
    } catch (error) {
      this.versionsWhy = (error as Error).message;
      this.versionsState = 'failed';
    }
  }
}
