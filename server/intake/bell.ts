/** A bell for readers that sleep until somebody appends. */

export const createBell = () => {
  const sleepers = new Set<() => void>();
  let isClosed = false;
  const ring = () => {
    for (const wake of sleepers) wake();
  };
  return {
    ring,
    isClosed: () => isClosed,
    /** Resolves at the next ring, at closing, or after `waitMs`. */
    wait: (waitMs: number): Promise<void> => {
      if (isClosed) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, waitMs);
        sleepers.add(wake);
      });
    },
    close: () => {
      isClosed = true;
      ring();
    },
  };
};
