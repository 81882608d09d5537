/** Handing a crisis over to somebody who must accept. Until then who asked keeps it; a refusal, or no
 * answer for HANDOVER_MS, leaves it with them. */
import type { Crisis, CrisisDetail, TimelineEntry, TimelineKind } from '#contracts/crisis.ts';

/** So long somebody may take to answer whether they take a crisis over. */
export const HANDOVER_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/** Who gives a command. `person`: key of the roster; null: an account or key that is no person there. */
export type Actor = { name: string; person: string | null };
export type KnownPerson = {
  key: string;
  name: string;
  email?: string | undefined;
  active: boolean;
};
export type Change = {
  crisis: Partial<Crisis>;
  kind: TimelineKind;
  text: string;
  data?: Record<string, unknown>;
};

const UNTOLD: CrisisDetail = {
  topics: [],
  scenarioConfidence: 0,
  scenarioReason: '',
  levelReason: '',
  structure: null,
  overrides: [],
};

/** The part of a change that is kept in the detail. */
export const withDetail = (
  { detail }: Crisis,
  more: Partial<CrisisDetail>,
): Pick<Crisis, 'detail'> => ({ detail: { ...(detail ?? UNTOLD), ...more } });

export const isAskedOf = ({ detail }: Crisis, { person }: Actor): boolean =>
  person !== null && detail?.handover?.to === person;

/** By key, name or mail address. */
export const findPerson = (
  people: readonly KnownPerson[],
  text: string | undefined,
): KnownPerson | null => {
  const wanted = text?.trim().toLowerCase();
  if (!wanted) return null;
  const isIt = (value: string | undefined) => value?.toLowerCase() === wanted;
  return (
    people.find(({ key }) => isIt(key)) ??
    people.find(({ name, email }) => isIt(name) || isIt(email)) ??
    null
  );
};

/** Asks a person of the roster; null where nobody there is meant. */
export const askHandover = (
  crisis: Crisis,
  to: string | undefined,
  { name: by, person: own }: Actor,
  because: string,
  now: number,
  people: readonly KnownPerson[],
): Change | string | null => {
  const person = findPerson(people, to);
  if (!person) return null;
  if (person.key === own) return 'Nobody hands over to themselves';
  if (!person.active) return `${person.name} is not active`;
  const handover = { to: person.key, name: person.name, by, byPerson: own, at: now };
  return {
    crisis: withDetail(crisis, { handover }),
    kind: 'handover-asked',
    text: `${by} asks ${person.name} to take it over${because}`,
    data: { person: person.key },
  };
};

export const acceptHandover = (
  crisis: Crisis,
  { name: by }: Actor,
  taken: NonNullable<CrisisDetail['taken']>,
): Change => ({
  crisis: {
    state: crisis.state === 'contained' ? 'contained' : 'acknowledged',
    acknowledgedAt: crisis.acknowledgedAt ?? taken.at,
    acknowledgedBy: by,
    acknowledgedLevel: crisis.level,
    ...withDetail(crisis, { handover: null, taken }),
  },
  kind: 'handover',
  text: `${by} has taken it over from ${crisis.detail?.handover?.by ?? 'whoever had it'}`,
  data: { to: by },
});

const keeps = ({ acknowledgedBy }: Crisis): string =>
  acknowledgedBy === null ? 'nobody has it' : `${acknowledgedBy} keeps it`;

export const refuseHandover = (crisis: Crisis, by: string, because: string): Change => ({
  crisis: withDetail(crisis, { handover: null }),
  kind: 'handover-refused',
  text: `${by} does not take it over${because}; ${keeps(crisis)}`,
});

/** When an unanswered request runs out; null: none is open. */
export const handoverEndsAt = ({ detail }: Crisis): number | null =>
  detail?.handover ? detail.handover.at + HANDOVER_MS : null;

/** The crisis and its entry once nobody has answered. */
export const expireHandover = (
  crisis: Crisis,
  now: number,
): { crisis: Crisis; entry: TimelineEntry } => {
  const name = crisis.detail?.handover?.name ?? '';
  const text = `${name} has not answered for ${HANDOVER_MS / MINUTE_MS} min; ${keeps(crisis)}`;
  const after = { ...crisis, ...withDetail(crisis, { handover: null }) };
  const data = { isUnanswered: true };
  const entry = { crisisId: crisis.id, at: now, by: 'tocsin', text, data };
  return { crisis: after, entry: { ...entry, kind: 'handover-refused' } };
};
