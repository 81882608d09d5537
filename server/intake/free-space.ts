/** How much room the disk of the log has left. Appends stop before the disk is full, because the
 * database that empties the log needs room too. Where others fill the disk all the same, a file put
 * by gives way, so that acknowledging, which must write before it can free, still works. */
import { randomBytes } from 'node:crypto';
import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUNTIME } from '#server/config.ts';

export type FreeSpace = {
  hasRoomFor(bytes: number): boolean;
  /** Gives the file put by back to the disk; no append until there is one again. False when there was
   * none. */
  giveWay(): Promise<boolean>;
};
export type MeasureFree = (dir: string) => Promise<number>;

const measureDisk: MeasureFree = async (dir) => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
};

/** The file put by: real bytes, which no file system can compress away. Half of it will do where the
 * disk has no room for the whole. */
const createBallast = (dir: string) => {
  const file = join(dir, 'ballast');
  const { diskBallastBytes } = RUNTIME;
  const drop = () => rm(file, { force: true });
  const sizeNow = () =>
    stat(file).then(
      ({ size }) => size,
      () => 0,
    );
  return {
    /** Whether it is there afterwards. */
    put: async (freeBytes: number): Promise<boolean> => {
      if ((await sizeNow()) >= diskBallastBytes / 2) return true;
      const bytes = Math.min(diskBallastBytes, freeBytes);
      if (bytes < diskBallastBytes / 2) return false;
      const isWritten = await writeFile(file, randomBytes(bytes)).then(
        () => true,
        () => false,
      );
      if (!isWritten) await drop();
      return isWritten;
    },
    drop: async () => {
      const wasThere = (await sizeNow()) > 0;
      await drop();
      return wasThere;
    },
  };
};

/** Asks the disk at most every `diskCheckMs` and counts down what was appended since. */
export const watchFreeSpace = async (
  dir: string,
  reserveBytes: number = RUNTIME.diskReserveBytes,
  measure: MeasureFree = measureDisk,
): Promise<FreeSpace> => {
  const ballast = createBallast(dir);
  let isReady = await ballast.put(await measure(dir));
  let free = await measure(dir);
  let checkedAt = performance.now();
  let isChecking = false;
  const check = async () => {
    isChecking = true;
    free = await measure(dir).catch(() => 0);
    if (!isReady) isReady = await ballast.put(free);
    isChecking = false;
    checkedAt = performance.now();
  };
  return {
    hasRoomFor: (bytes) => {
      if (!isChecking && performance.now() - checkedAt > RUNTIME.diskCheckMs) void check();
      if (!isReady || free - bytes < reserveBytes) return false;
      free -= bytes;
      return true;
    },
    giveWay: () => {
      isReady = false;
      return ballast.drop();
    },
  };
};
