/** How much room the disk of the log has left. Appends stop before the disk is full, because
 * acknowledging needs room too, and so does the database that empties the log. */
import { statfs } from 'node:fs/promises';
import { RUNTIME } from '#server/config.ts';

export type FreeSpace = { hasRoomFor(bytes: number): boolean };

export type MeasureFree = (dir: string) => Promise<number>;

const measureDisk: MeasureFree = async (dir) => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
};

/** Asks the disk at most every `diskCheckMs` and counts down what was appended since. */
export const watchFreeSpace = async (
  dir: string,
  reserveBytes: number = RUNTIME.diskReserveBytes,
  measure: MeasureFree = measureDisk,
): Promise<FreeSpace> => {
  let free = await measure(dir);
  let checkedAt = performance.now();
  let isChecking = false;
  const check = () => {
    isChecking = true;
    measure(dir)
      .then((bytes) => (free = bytes))
      .catch(() => (free = 0))
      .finally(() => {
        isChecking = false;
        checkedAt = performance.now();
      });
  };
  return {
    hasRoomFor: (bytes) => {
      if (!isChecking && performance.now() - checkedAt > RUNTIME.diskCheckMs) check();
      if (free - bytes < reserveBytes) return false;
      free -= bytes;
      return true;
    },
  };
};
