/** Who somebody is: roles of people, kinds of keys, and the principal a request is made by. */

/** Rising: each may do all that the ones before it may. */
export const ROLES = ['viewer', 'supervisor', 'leader', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** 'ingest' may post mentions and desk events, 'display' may read what the wall shows, 'api' reads
 * and acts with the role it was given. */
export const KEY_KINDS = ['ingest', 'display', 'api'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export type Principal =
  | { kind: 'user'; id: string; name: string; email: string; role: Role; sessionId: string }
  | { kind: 'api'; id: string; name: string; role: Role }
  | { kind: 'ingest'; id: string; name: string }
  | { kind: 'display'; id: string; name: string };

export const hasRole = (role: Role, least: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(least);
