/** The web's only clock: ticks once a second, corrected by the server's time, so that a running
 * duration is right on a wall whose own clock is not. */

/** Smaller differences are the network's, not the clock's. */
const TOLERATED_MS = 2_000;

class Clock {
  #offsetMs = 0;
  now = $state(Date.now());

  constructor() {
    setInterval(() => (this.now = Date.now() + this.#offsetMs), 1_000);
  }

  /** The server says that it is `at` now. */
  correct(at: string): void {
    const offsetMs = Date.parse(at) - Date.now();
    this.#offsetMs = Math.abs(offsetMs) > TOLERATED_MS ? offsetMs : 0;
    this.now = Date.now() + this.#offsetMs;
  }
}

export const clock = new Clock();
