/** The coverage proof beside everything else that a server does: it takes a few milliseconds for most
 * charts, and lets others have their turn where it takes longer. One at a time: whoever asks for many
 * at once waits for them, and nobody else does. */
import { coverageParts, type CoverageInput } from '#alerts/flowchart/coverage.ts';
import type { CoverageOut } from '#contracts/flowchart.ts';
import { RUNTIME } from '#server/config.ts';
import { AppError } from '#server/errors.ts';

/** Longest that others wait for their turn. */
const TURN_MS = 10;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const prove = async (input: CoverageInput): Promise<CoverageOut> => {
  const parts = coverageParts(input);
  let since = performance.now();
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
    if (performance.now() - since < TURN_MS) continue;
    await turn();
    since = performance.now();
  }
};

let latest: Promise<unknown> = Promise.resolve();
let asked = 0;

/** Throws AppError too-many-requests where too many are waited for. */
export const proveInTurns = async (input: CoverageInput): Promise<CoverageOut> => {
  if (asked >= RUNTIME.coverageAskedMax) {
    const detail = 'Too many proofs of coverage are waited for';
    throw new AppError('too-many-requests', detail, { retryAfterSeconds: 5 });
  }
  asked += 1;
  const mine = latest
    .then(() => prove(input))
    .finally(() => {
      asked -= 1;
    });
  latest = mine.catch(() => undefined);
  return mine;
};
