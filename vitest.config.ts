/** Suites by what they need (see test/README.md): `unit` nothing, `parts` the services that
 * global-setup provides, `browser` Chromium, `whole` a running Tocsin in processes of its own. The
 * last two wait more than they work: three of their files at a time, once the others are done. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const suite = (name: string, folders: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${folders}/**/*.test.ts`], ...more },
});

export default defineConfig({
  test: {
    pool: 'forks',
    // Vitest would leave a core idle: of two that is half of the machine.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      suite('unit', '{unit,alerts,scenarios}', {
        include: ['test/{unit,alerts,scenarios}/**/*.test.ts', 'test/*.test.ts'],
      }),
      suite('parts', '{store,intake,pipeline,live,api,watch,learning,cli}', {
        globalSetup: ['test/helpers/global-setup.ts'],
      }),
      suite('browser', 'browser', { maxWorkers: 3, sequence: { groupOrder: 1 } }),
      suite('whole', 'whole', {
        globalSetup: ['test/helpers/global-setup.ts'],
        maxWorkers: 3,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
