/** The sentence that says how long a crisis has been open and which way it goes: what a repeat adds to
 * the call before, and a rise of the level to what was acknowledged. */
import type { Chain } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { figureOf, figureWords } from '#alerts/crisis/figure.ts';
import { isAbove } from '#alerts/crisis/level.ts';
import { runOf, type ChainCall } from './chain-run.ts';
import { figureBefore } from './chain-life.ts';

const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
/** A tenth more is a rise. */
const RISE = 1.1;

export const spanWords = (ms: number): string => {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
  if (minutes < HOUR_MIN) return `${minutes} min`;
  const rest = minutes % HOUR_MIN;
  return `${Math.floor(minutes / HOUR_MIN)} h${rest > 0 ? ` ${rest} min` : ''}`;
};

/** The record of a crisis keeps its worst figure, so that a fall is only known once it is quiet. */
const way = ({ quietSince }: Crisis, before: number, now: number): string => {
  if (quietSince !== null || now * RISE < before) return 'falling';
  return now > before * RISE ? 'rising' : 'not rising';
};

/** "open for 12 min, nobody has taken it; 610 an hour, rising" */
const openTrend = (crisis: Crisis, chain: Chain, now: number): string => {
  const since = `open for ${spanWords(now - crisis.openedAt)}, nobody has taken it`;
  const figure = figureOf(crisis);
  if (!figure) return since;
  const before = figureBefore(chain, now);
  const direction = before === null ? '' : `, ${way(crisis, before, figure.value)}`;
  return `${since}; ${figureWords(figure)}${direction}`;
};

/** "was 120 an hour when taken by Ada, now 610" */
export const takenTrend = ({ detail, ...crisis }: Crisis): string | null => {
  const taken = detail?.taken;
  const figure = figureOf(crisis);
  if (!taken?.figure || !figure || taken.figure.what !== figure.what) return null;
  return `was ${figureWords(taken.figure)} when taken by ${taken.by}, now ${figure.value}`;
};

/** What the sentence of a call is; undefined: the first calls of a crisis need none. */
export const trendOf = (
  crisis: Crisis,
  chain: Chain,
  call: Pick<ChainCall, 'type' | 'at'>,
): string | undefined => {
  const { taken } = crisis.detail ?? {};
  if (taken && isAbove(chain.level, taken.level)) {
    const { beganAt } = runOf(chain);
    const said = takenTrend(crisis) ?? `taken by ${taken.by} at level ${taken.level}`;
    if (call.type !== 'alert.repeat') return said;
    return `${said}; nobody has taken it at ${chain.level} for ${spanWords(call.at - beganAt)}`;
  }
  const isFirst = call.type === 'alert.step' && call.at - chain.startedAt < MINUTE_MS;
  return isFirst ? undefined : openTrend(crisis, chain, call.at);
};
