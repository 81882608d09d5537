/** The demo as a user meets it: a past without seams, a wall that stands, a crisis that calls
 * somebody, and nothing left at the end. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { WallState } from '#contracts/wall.ts';
import { demoCatalogue } from '#server/demo/brand.ts';
import { startDemo, type Demo } from '#server/demo/demo.ts';
import { createGenerator } from '#server/demo/generator.ts';
import { prepareHistory, realFrom } from '#server/demo/prepare.ts';
import { homeOffsetHours } from '#server/demo/rhythm.ts';
import { loadBaselines } from '#server/store/baselines.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { NOON, until } from './stage.ts';

const HOUR = 3_600_000;
const demos: Demo[] = [];
afterEach(async () => {
  for (const demo of demos.splice(0)) await demo.stop();
});

const start = async (more: { port?: number; outageAfterMs?: number | null } = {}) => {
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const demo = await startDemo({ port: 0, seed: 3, outageAfterMs: null, tell, ...more });
  demos.push(demo);
  const token = demo.wallUrl.split('#token=')[1]!;
  const wall = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await (await fetch(`${demo.url}/api/v1/wall`, { headers })).json()) as WallState;
  };
  return { demo, lines, wall };
};

describe('the past of the demo', () => {
  it('has no seam: every width says the same, and no hour is empty or double', async () => {
    const { db, drop } = await openTestDatabase();
    const now = NOON + 1_234_567;
    const offsetHours = homeOffsetHours(now);
    const generator = createGenerator({ seed: 9, startAt: realFrom(now), offsetHours });
    const catalogue = demoCatalogue(offsetHours, []);
    const logger = pino({ level: 'silent' });
    await prepareHistory({ db, catalogue, generator, seed: 9, offsetHours, now, logger });
    const sums = async (name: string, from: number, to: number) => {
      const { rows } = await db.query(
        `select sum(volume)::int as volume, sum(mentions)::int as mentions from ${name}
          where at >= to_timestamp($1 / 1000.0) and at < to_timestamp($2 / 1000.0) and topic = ''`,
        [from, to],
      );
      return rows[0];
    };
    const real = realFrom(now);
    const range = [real - 47 * HOUR, now] as const;
    expect(await sums('bucket_1m', ...range)).toEqual(await sums('bucket_1h', ...range));
    expect(await sums('bucket_10s', real, now)).toEqual(await sums('bucket_1h', real, now));
    const { rows: stored } = await db.query('select count(*)::int as mentions from mentions');
    expect(await sums('bucket_10s', real, now)).toMatchObject(stored[0]!);
    const { rows: hours } = await db.query<{ at: number; volume: number }>(
      `select at, sum(volume)::int as volume from bucket_1h where topic = '' group by at order by at`,
    );
    expect(hours.length).toBeGreaterThanOrEqual(28 * 24);
    const dayBefore = hours.filter(({ at }) => at >= real - 24 * HOUR && at < real - 22 * HOUR);
    const realHours = hours.filter(({ at }) => at >= real && at < real + 2 * HOUR);
    const total = (rows: { volume: number }[]) => rows.reduce((sum, row) => sum + row.volume, 0);
    expect(total(realHours) / total(dayBefore)).toBeGreaterThan(0.6);
    expect(total(realHours) / total(dayBefore)).toBeLessThan(1.6);
    const baselines = await loadBaselines(db);
    expect(baselines.length).toBeGreaterThan(6);
    expect(baselines.every(({ isLearning }) => !isLearning)).toBe(true);
    await drop();
  });
});

describe('the demo', () => {
  it('shows a crisis and calls somebody, and leaves nothing behind', async () => {
    const { demo, lines, wall } = await start({ outageAfterMs: 8_000 });
    await until(async () => {
      const { volume } = await wall();
      return volume.state !== 'learning' && volume.perMinute > 5;
    });
    const calm = await wall();
    expect(calm.crises).toEqual([]);
    expect(calm.agents.length).toBe(12);
    expect(calm.topics.length).toBeGreaterThan(5);
    await until(() => lines.length > 0);
    expect(lines[0]).toContain('alert.step: ');
    expect(lines[0]).toContain('-> on-call');
    const [crisis] = (await wall()).crises;
    expect(crisis).toMatchObject({ brand: 'marlo', drill: false });
    await demo.stop();
    expect(existsSync(demo.dir)).toBe(false);
    await expect(fetch(demo.url)).rejects.toThrow();
  });

  it('stays calm when it is told to', async () => {
    const { wall, lines } = await start();
    await until(async () => (await wall()).volume.state !== 'learning');
    for (let looks = 0; looks < 10; looks += 1) {
      expect((await wall()).crises).toEqual([]);
      await sleep(1_000);
    }
    expect(lines).toEqual([]);
  });

  it('leaves nothing behind when it cannot start', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--seed', '1.5'], ['--what'], ['more']])(
    'refuses %s with status 2 and one line',
    (...args) => {
      const script = join(import.meta.dirname, '../../server/cli/demo.ts');
      const words = args.filter((word): word is string => typeof word === 'string');
      const { status, stderr } = spawnSync(process.execPath, [script, ...words], {
        encoding: 'utf8',
      });
      expect(status).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );
});
