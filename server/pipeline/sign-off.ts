/** Who wrote a reply: the row says so, or the sign-off at the end of its text does, by the regular
 * expression that the brand's configuration gives. */
import type { Catalogue } from '#contracts/catalogue.ts';
import { LIMITS } from '#contracts/limits.ts';
import type { Understood } from '#contracts/understood.ts';

/** Only this much of the end of a text is searched, so that a slow expression stays bounded. */
const SIGN_OFF_CHARS = 100;

export type AgentOf = (row: Understood) => string | null;

/** Compiles the brands' expressions once. A brand without one has agents only where rows name them. */
export const createAgentOf = (catalogue: Catalogue): AgentOf => {
  const patterns = new Map(
    catalogue.brands.flatMap(({ key, signOff }) =>
      signOff === undefined ? [] : [[key, new RegExp(signOff, 'u')] as const],
    ),
  );
  return (row) => {
    if (row.inbound) return null;
    if (row.agent !== undefined) return row.agent;
    const found = patterns.get(row.brand)?.exec(row.text.slice(-SIGN_OFF_CHARS))?.[1]?.trim();
    return found ? found.slice(0, LIMITS.agentChars) : null;
  };
};
