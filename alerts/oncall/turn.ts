/** One layer of a rota: whose turn it is at an instant, and until when that is so. Turns are found by
 * arithmetic from the first one, never by counting them. */
import type { Layer } from '#contracts/oncall.ts';
import { dayAt, dayOf, instantOf, minuteOf } from './civil.ts';
import { weekPieceAt } from './week.ts';

const HOUR_MS = 3_600_000;

/** [from, to) in which a layer says the same. `person` null: it does not apply. */
export type Turn = { person: string | null; from: number; to: number };

/** When turn `index` begins. */
const startOf = (layer: Layer, zone: string, index: number): number => {
  const first = dayOf(layer.startsOn);
  const minute = minuteOf(layer.handoverAt);
  if ('hours' in layer.every)
    return instantOf(zone, first, minute) + index * layer.every.hours * HOUR_MS;
  const days = 'days' in layer.every ? layer.every.days : layer.every.weeks * 7;
  return instantOf(zone, first + index * days, minute);
};

/** The turn that runs at an instant not before the first. */
const indexAt = (layer: Layer, zone: string, at: number): number => {
  if ('hours' in layer.every)
    return Math.floor((at - startOf(layer, zone, 0)) / (layer.every.hours * HOUR_MS));
  const days = 'days' in layer.every ? layer.every.days : layer.every.weeks * 7;
  let index = Math.floor((dayAt(zone, at) - dayOf(layer.startsOn)) / days);
  while (startOf(layer, zone, index) > at) index -= 1;
  while (startOf(layer, zone, index + 1) <= at) index += 1;
  return index;
};

export const turnAt = (layer: Layer, zone: string, at: number): Turn => {
  const first = startOf(layer, zone, 0);
  const end = layer.until === undefined ? Infinity : instantOf(zone, dayOf(layer.until), 0);
  if (at < first || end <= first)
    return { person: null, from: -Infinity, to: end <= first ? Infinity : first };
  if (at >= end) return { person: null, from: end, to: Infinity };
  const { people } = layer;
  let from = first;
  let to = end;
  let person = people[0]!;
  if (people.length > 1) {
    const index = indexAt(layer, zone, at);
    from = startOf(layer, zone, index);
    to = Math.min(end, startOf(layer, zone, index + 1));
    person = people[index % people.length]!;
  }
  if (layer.during === undefined) return { person, from, to };
  const piece = weekPieceAt(layer.during, zone, at);
  return {
    person: piece.isWithin ? person : null,
    from: Math.max(from, piece.from),
    to: Math.min(to, piece.to),
  };
};
