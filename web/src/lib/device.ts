/** What a person calls a browser by in a list of their own: which one, on what. */

/** Each also names others that it is compatible with: the first of these that is found is meant. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS X', 'CrOS', 'Linux'] as const;

export const deviceOf = (agent: string): string => {
  const browser = BROWSERS.find(([sign]) => agent.includes(`${sign}/`))?.[1] ?? 'Browser';
  const system = SYSTEMS.find((name) => agent.includes(name));
  return system === undefined ? browser : `${browser} on ${system}`;
};
