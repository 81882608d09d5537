/** How many posts each rule of the operator ("X posts on one topic in Y hours") has counted by now, from
 * the increments of the buckets. Apart from the rings, because a rule may reach back a week and needs
 * no fine grain. Bounded: each rule holds at most UNITS_MAX numbers for each brand. */
import type { RuleInput } from '#alerts/contract.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { RuleConfig } from '#contracts/catalogue.ts';
import { BASE_MS } from './aggregate.ts';

const HOUR_MS = 3_600_000;
/** A rule's window is counted in so many units at most, each a whole number of base buckets: up to
 * two hours it is exact to a bucket. */
const UNITS_MAX = 720;
/** Rows may lie this far ahead of the clock. */
const AHEAD_MS = 300_000;
/** Equal steps of a window as it is told. */
const STEPS = 60;
/** Brands that a rule without a brand counts at most, those that spoke first. */
const BRANDS_MAX = 500;

export type RuleCounts = {
  /** Of rows that came in time: late ones are history. */
  apply(increments: readonly BucketIncrement[]): void;
  /** Replaces everything by what the database holds of such rows. Loading the same twice changes
   * nothing. */
  load(increments: readonly BucketIncrement[]): void;
  /** The rules that hold for the brand, in the order of the catalogue. */
  read(brand: string, now: number): RuleInput[];
  /** The longest window. */
  reachMs: number;
};

/** Counts by number of unit since the epoch. */
type Units = Map<number, number>;
type Kept = { units: Units; newest: number };
type Watcher = {
  rule: RuleConfig;
  windowMs: number;
  unitMs: number;
  brands: Map<string, Kept>;
};

const add = (units: Units, unit: number, count: number): void => {
  units.set(unit, (units.get(unit) ?? 0) + count);
};

const prune = (units: Units, before: number): void => {
  for (const unit of units.keys()) if (unit < before) units.delete(unit);
};

const watcherOf = (rule: RuleConfig): Watcher => {
  const windowMs = rule.hours * HOUR_MS;
  const unitMs = Math.max(1, Math.ceil(windowMs / UNITS_MAX / BASE_MS)) * BASE_MS;
  return { rule, windowMs, unitMs, brands: new Map() };
};

const keptOf = ({ brands }: Watcher, brand: string): Kept | null => {
  const known = brands.get(brand);
  if (known) return known;
  if (brands.size >= BRANDS_MAX) return null;
  const made: Kept = { units: new Map(), newest: 0 };
  brands.set(brand, made);
  return made;
};

const count = (watcher: Watcher, increment: BucketIncrement): void => {
  const { rule, unitMs, windowMs } = watcher;
  const { brand, topic, at, counts } = increment;
  const posts = rule.negativeOnly ? counts.negative : counts.volume;
  if (topic !== rule.topic || (rule.brand ?? brand) !== brand || posts === 0) return;
  const kept = keptOf(watcher, brand);
  if (!kept) return;
  const unit = Math.floor(at / unitMs);
  const oldest = kept.newest - Math.ceil((windowMs + AHEAD_MS) / unitMs);
  if (unit < oldest) return;
  add(kept.units, unit, posts);
  if (unit <= kept.newest) return;
  kept.newest = unit;
  if (kept.units.size <= UNITS_MAX + AHEAD_MS / BASE_MS) return;
  prune(kept.units, unit - Math.ceil((windowMs + AHEAD_MS) / unitMs));
};

/** The units that began within the window that ends at `now`. */
const readWatcher = ({ rule, windowMs, unitMs, brands }: Watcher, brand: string, now: number) => {
  const recent = new Array<number>(STEPS).fill(0);
  const units = brands.get(brand)?.units;
  if (!units || units.size === 0) return { rule, count: 0, recent };
  const from = now - windowMs;
  let total = 0;
  for (const [unit, posts] of units) {
    const at = unit * unitMs;
    if (at < from || at > now) continue;
    total += posts;
    const middle = Math.min(at + unitMs / 2, now);
    const step = Math.min(STEPS - 1, Math.floor(((middle - from) / windowMs) * STEPS));
    recent[step]! += posts;
  }
  return { rule, count: Math.max(0, total), recent };
};

export const createRuleCounts = (rules: readonly RuleConfig[]): RuleCounts => {
  const watchers = rules.map(watcherOf);
  const topics = new Set(rules.map(({ topic }) => topic));
  return {
    apply: (increments) => {
      for (const increment of increments)
        if (topics.has(increment.topic)) for (const watcher of watchers) count(watcher, increment);
    },
    load: (increments) => {
      for (const watcher of watchers)
        for (const { units } of watcher.brands.values()) units.clear();
      for (const increment of increments) for (const watcher of watchers) count(watcher, increment);
    },
    read: (brand, now) =>
      watchers
        .filter(({ rule }) => (rule.brand ?? brand) === brand)
        .map((watcher) => readWatcher(watcher, brand, now)),
    reachMs: Math.max(0, ...watchers.map(({ windowMs }) => windowMs)),
  };
};
