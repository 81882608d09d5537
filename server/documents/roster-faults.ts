/** What the shape of a roster alone cannot say: time zones that do not exist, turns of people whom it
 * does not know, an account that two people would share. Rows come without the fields whose shape is
 * wrong; what has no shape at all is null. */
import type { Layer, Person, Rota } from '#contracts/oncall.ts';
import { isTimeZone, type Fault } from '#server/yaml-lines.ts';

type Path = (string | number)[];
type Part<T> = { [Key in keyof T]?: T[Key] | undefined };
type Layers = readonly (Part<Layer> | null)[];
export type RosterRows = {
  people: readonly (Part<Person> | null)[];
  rotas: readonly ((Part<Omit<Rota, 'layers'>> & { layers: Layers }) | null)[];
  /** Also of people who have no valid shape. */
  keys: ReadonlySet<unknown>;
};

const zoneFaults = (timeZone: string | undefined, path: Path): Fault[] =>
  timeZone === undefined || isTimeZone(timeZone)
    ? []
    : [{ path: [...path, 'timeZone'], message: 'is not an IANA time zone' }];

const wayFaults = ({ ways = [] }: Part<Person>, path: Path): Fault[] => {
  const seen = new Set<string>();
  return ways.flatMap(({ via, receiver, address }, index) => {
    const way = JSON.stringify([via, receiver, address]);
    const isTwice = seen.has(way);
    seen.add(way);
    return isTwice ? [{ path: [...path, 'ways', index], message: 'is there twice' }] : [];
  });
};

const personFaults = ({ people }: RosterRows): Fault[] => {
  const emails = new Set<string>();
  return people.flatMap((person, index) => {
    if (person === null) return [];
    const path = ['people', index];
    const faults = [...zoneFaults(person.timeZone, path), ...wayFaults(person, path)];
    const email = person.email?.toLowerCase();
    if (email === undefined) return faults;
    const isTaken = emails.has(email);
    emails.add(email);
    if (!isTaken) return faults;
    return [...faults, { path: [...path, 'email'], message: 'is the e-mail of another person' }];
  });
};

const layerFaults = (layers: Layers, path: Path, keys: RosterRows['keys']): Fault[] =>
  layers.flatMap((layer, index) => {
    if (layer === null) return [];
    const { people = [], startsOn, until, during = {} } = layer;
    const at = [...path, 'layers', index];
    const faults: Fault[] = people
      .map((key, turn) => ({ key, path: [...at, 'people', turn] }))
      .filter(({ key }) => !keys.has(key))
      .map(({ key, path: where }) => ({ path: where, message: `nobody has the key "${key}"` }));
    for (const [day, window] of Object.entries(during)) {
      if (window.from !== window.to) continue;
      faults.push({ path: [...at, 'during', day], message: 'ends when it begins' });
    }
    if (until !== undefined && startsOn !== undefined && until <= startsOn) {
      faults.push({ path: [...at, 'until'], message: 'must be after startsOn' });
    }
    return faults;
  });

const rotaFaults = ({ rotas, keys }: RosterRows): Fault[] =>
  rotas.flatMap((rota, index) => {
    if (rota === null) return [];
    const path = ['rotas', index];
    const faults = [...zoneFaults(rota.timeZone, path), ...layerFaults(rota.layers, path, keys)];
    const { peaks = [] } = rota;
    peaks.forEach((peak, number) => {
      const at = [...path, 'peaks', number];
      faults.push(...layerFaults(peak.layers, at, keys));
      const overlaps = peaks
        .slice(0, number)
        .some(({ from, to }) => peak.from < to && from < peak.to);
      if (overlaps) faults.push({ path: at, message: 'overlaps a peak above it' });
    });
    return faults;
  });

export const rosterFaults = (rows: RosterRows): Fault[] => [
  ...personFaults(rows),
  ...rotaFaults(rows),
];
