import { setTimeout as sleep } from 'node:timers/promises';
import { validate } from 'node-cron';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { JOBS, startSchedule, type ScheduleDeps } from '#server/schedule.ts';

const lines: string[] = [];
const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
const deps = { logger, clock: () => 0, db: null } as unknown as ScheduleDeps;

it('lists jobs with names of their own and valid times', () => {
  expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length);
  for (const { expression } of JOBS) expect(validate(expression)).toBe(true);
});

it('never runs a job beside itself, logs its failure, and waits for it at the end', async () => {
  let running = 0;
  let most = 0;
  let ends = 0;
  const slow = {
    name: 'slow',
    expression: '* * * * * *',
    work: async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(1_500);
      running -= 1;
      ends += 1;
    },
  };
  const broken = {
    name: 'broken',
    expression: '0 0 1 1 *',
    isAtStart: true,
    work: async () => {
      throw new Error('no');
    },
  };
  const schedule = startSchedule(deps, [slow, broken]);
  while (ends === 0) await sleep(50);
  await sleep(1_200);
  await schedule.stop();
  expect(most).toBe(1);
  expect(running).toBe(0);
  expect(lines.join()).toContain('broken');
});

it('refuses a job whose time makes no sense', () => {
  const job = { name: 'wrong', expression: 'sometimes', work: async () => undefined };
  expect(() => startSchedule(deps, [job])).toThrow('sometimes');
});
