/** What other monitoring systems say of a brand, as signals beside our own: open while the alert fires.
 * They join the crisis of the brand that is open, as evidence on its record, and never open, raise or
 * prolong one: what customers say decides that. */
import type { Crisis, TimelineEntry } from '#contracts/crisis.ts';
import {
  EXTERNAL_SEVERITIES,
  type ExternalAlert,
  type ExternalSeverity,
} from '#contracts/external-alert.ts';
import type { Signal } from '#contracts/signal.ts';
import type { Transition } from './contract.ts';
import { signalId } from './ids.ts';
import { seriesName } from './indicators.ts';

/** Of one brand at the same time, the most severe first. */
const SIGNALS_MAX = 20;
const SCORES: Record<ExternalSeverity, number> = {
  info: 0.2,
  warning: 0.5,
  error: 0.75,
  critical: 0.95,
};

/** Open ones by what their source knows them by; plain JSON. */
export type ExternalState = Record<string, Signal>;
type Watched = {
  state: ExternalState;
  transitions: Transition[];
  live: Signal[];
  closed: Signal[];
};

const rank = ({ severity }: ExternalAlert): number => EXTERNAL_SEVERITIES.indexOf(severity);
const keyOf = ({ source, fingerprint }: ExternalAlert): string => `${source}:${fingerprint}`;

const shownOf = (alerts: readonly ExternalAlert[]): ExternalAlert[] =>
  [...alerts]
    .sort((a, b) => rank(b) - rank(a) || a.startsAt - b.startsAt || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, SIGNALS_MAX);

const toSignal = (alert: ExternalAlert, openedAt: number): Signal => {
  const { brand, name, summary, severity, startsAt } = alert;
  return {
    id: signalId(seriesName('external', brand, keyOf(alert)), openedAt),
    indicator: 'external',
    brand,
    topic: null,
    openedAt,
    closedAt: null,
    ...{ observed: 1, expected: 0, low: 0, high: 0 },
    score: SCORES[severity],
    // How rare it is, its source does not say.
    everyWeeks: 0,
    why: `Alertmanager, ${severity}: ${summary === '' ? name : `${name}: ${summary}`}`,
    suppressed: null,
    detail: { since: Math.min(startsAt, openedAt) },
  };
};

/** `alerts`: those of the brand that fire now. */
export const watchExternal = (
  before: ExternalState | undefined,
  alerts: readonly ExternalAlert[],
  now: number,
): Watched => {
  const watched: Watched = { state: {}, transitions: [], live: [], closed: [] };
  const known = new Map(Object.entries(before ?? {}));
  for (const alert of shownOf(alerts)) {
    const open = known.get(keyOf(alert));
    const signal = toSignal(alert, open?.openedAt ?? now);
    known.delete(keyOf(alert));
    watched.state[keyOf(alert)] = signal;
    watched.live.push(signal);
    if (!open) watched.transitions.push({ kind: 'signal-opened', signal });
    else if (open.why !== signal.why) watched.transitions.push({ kind: 'signal-updated', signal });
  }
  for (const open of known.values()) {
    const signal = { ...open, closedAt: now };
    watched.closed.push(signal);
    watched.transitions.push({ kind: 'signal-closed', signal });
  }
  return watched;
};

const entryOf = (crisis: Crisis, signal: Signal, now: number): TimelineEntry => ({
  crisisId: crisis.id,
  at: now,
  kind: signal.closedAt === null ? 'signal-opened' : 'signal-closed',
  by: 'tocsin',
  text: signal.closedAt === null ? signal.why : 'The alert is resolved',
  data: { signal: signal.id, indicator: signal.indicator, topic: null },
});

type Told = Extract<Transition, { crisis: Crisis }>;
const isTold = (transition: Transition): transition is Told => 'crisis' in transition;

/** Puts external signals on the record of the brand's crisis, the one that opened last. Gives the
 * brand's transitions with that: one for each crisis, as its record is written once a tick. `crises`:
 * of this brand, those that were not over before the tick. */
export const joinExternal = (
  transitions: readonly Transition[],
  crises: readonly Crisis[],
  { live, closed }: Pick<Watched, 'live' | 'closed'>,
  now: number,
): Transition[] => {
  if (live.length === 0 && closed.length === 0) return [...transitions];
  const current = new Map(crises.map((crisis) => [crisis.id, crisis]));
  for (const one of transitions.filter(isTold)) current.set(one.crisis.id, one.crisis);
  const open = [...current.values()].filter(({ resolvedAt }) => resolvedAt === null);
  const newest = open.sort((a, b) => b.openedAt - a.openedAt)[0];
  const changed = new Map<string, { crisis: Crisis; entries: TimelineEntry[] }>();
  const tell = (crisis: Crisis, signal: Signal, signals: string[]): void => {
    const { crisis: so, entries } = changed.get(crisis.id) ?? { crisis, entries: [] };
    const next = { ...so, signals: [...so.signals, ...signals] };
    changed.set(crisis.id, {
      crisis: next,
      entries: [...entries, entryOf(crisis, signal, now)],
    });
  };
  for (const signal of live) {
    const isKnown = open.some(({ signals }) => signals.includes(signal.id));
    if (newest && !isKnown) tell(newest, signal, [signal.id]);
  }
  for (const signal of closed) {
    const crisis = open.find(({ signals }) => signals.includes(signal.id));
    if (crisis) tell(crisis, signal, []);
  }
  const joined = transitions.map((one): Transition => {
    const more = isTold(one) ? changed.get(one.crisis.id) : undefined;
    if (!isTold(one) || !more) return one;
    changed.delete(one.crisis.id);
    return { ...one, crisis: more.crisis, entries: [...one.entries, ...more.entries] };
  });
  return [
    ...joined,
    ...[...changed.values()].map((one) => ({ kind: 'crisis-changed', ...one }) as const),
  ];
};

/** The alerts that fire, with the brands that are looked at; of others nobody would see them. */
export const withExternal = <Input extends { brands: { brand: string }[] }>(
  input: Input,
  alerts: readonly ExternalAlert[],
): Input =>
  alerts.length === 0
    ? input
    : {
        ...input,
        brands: input.brands.map((one) => {
          const external = alerts.filter(({ brand }) => brand === one.brand);
          return external.length === 0 ? one : { ...one, external };
        }),
      };
