/** The clock: the only place that asks the machine for the time. Everything else gets it passed,
 * so that tests and back-tests can hold it. */

/** Now, in epoch milliseconds. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
