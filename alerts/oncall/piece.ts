/** A rota at an instant, everything laid over each other: overrides over imported calendars over
 * peaks or layers. What lies over what is worked out once for each state, which is never changed. */
import type { Layer, OncallState, SHIFT_SOURCES } from '#contracts/oncall.ts';
import { dayOf, instantOf } from './civil.ts';
import { paint, paintedAt, type Painted } from './painted.ts';
import { turnAt } from './turn.ts';

export type ShiftSource = (typeof SHIFT_SOURCES)[number];
/** [from, to) in which the answer is the same; the next piece may have the same answer again. */
export type RotaPiece = { person: string | null; source: ShiftSource; from: number; to: number };

type Held = { person: string | null };
type Laid = {
  zone: string;
  overrides: Painted<Held>;
  calendar: Painted<Held>;
  peaks: Painted<readonly Layer[]>;
  layers: readonly Layer[];
};
const laid = new WeakMap<OncallState, Map<string, Laid | null>>();

/** Of two overrides made in the same millisecond the one with the greater id wins. */
const overridesOf = (state: OncallState, rota: string): Painted<Held> =>
  paint(
    state.overrides
      .filter((row) => row.rota === rota)
      .map((row) => ({ from: row.from, to: row.to, value: row })),
    ({ value: a }, { value: b }) =>
      a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.id > b.id),
  );

/** Of two events at once the one that begins later says more precisely who it is. */
const calendarOf = (state: OncallState, rota: string): Painted<Held> =>
  paint(
    state.calendars
      .filter((row) => row.rota === rota)
      .flatMap(({ shifts }) => shifts)
      .map(({ from, to, person }) => ({ from, to, value: { person } })),
    (a, b) => a.from > b.from,
  );

const lay = (state: OncallState, key: string): Laid | null => {
  const rota = state.roster.rotas.find((row) => row.key === key);
  if (!rota) return null;
  const { timeZone: zone, layers } = rota;
  const peaks = rota.peaks.map((peak, index) => ({
    from: instantOf(zone, dayOf(peak.from), 0),
    to: instantOf(zone, dayOf(peak.to), 0),
    value: { index, layers: peak.layers },
  }));
  const painted = paint(peaks, (a, b) => a.value.index > b.value.index);
  return {
    zone,
    overrides: overridesOf(state, key),
    calendar: calendarOf(state, key),
    peaks: { edges: painted.edges, values: painted.values.map((value) => value?.layers) },
    layers,
  };
};

const laidOf = (state: OncallState, rota: string): Laid | null => {
  let rows = laid.get(state);
  if (!rows) laid.set(state, (rows = new Map()));
  let row = rows.get(rota);
  if (row === undefined) rows.set(rota, (row = lay(state, rota)));
  return row;
};

/** Later layers win over earlier ones where they apply. */
const layersAt = (
  layers: readonly Layer[],
  zone: string,
  at: number,
): { person: string | null; from: number; to: number } => {
  let from = -Infinity;
  let to = Infinity;
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const turn = turnAt(layers[index]!, zone, at);
    from = Math.max(from, turn.from);
    to = Math.min(to, turn.to);
    if (turn.person !== null) return { person: turn.person, from, to };
  }
  return { person: null, from, to };
};

/** A rota that does not exist is held by nobody, for ever. */
export const pieceAt = (state: OncallState, rota: string, at: number): RotaPiece => {
  const row = laidOf(state, rota);
  if (row === null) return { person: null, source: 'nobody', from: -Infinity, to: Infinity };
  let from = -Infinity;
  let to = Infinity;
  const narrow = (edge: { from: number; to: number }) => {
    from = Math.max(from, edge.from);
    to = Math.min(to, edge.to);
  };
  const override = paintedAt(row.overrides, at);
  narrow(override);
  if (override.value) return { person: override.value.person, source: 'override', from, to };
  const event = paintedAt(row.calendar, at);
  narrow(event);
  if (event.value) return { person: event.value.person, source: 'calendar', from, to };
  const peak = paintedAt(row.peaks, at);
  narrow(peak);
  const held = layersAt(peak.value ?? row.layers, row.zone, at);
  narrow(held);
  const source = held.person === null ? 'nobody' : peak.value ? 'peak' : 'layer';
  return { person: held.person, source, from, to };
};
