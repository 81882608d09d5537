/** Suites by kind: `unit` needs nothing, the others need real parts (see test/README.md). */
import { defineConfig } from 'vitest/config';

const suite = (name: string, more: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...more },
});

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/helpers/global-setup.ts'],
    projects: [
      {
        extends: true,
        ...suite('unit', {
          include: ['test/{unit,alerts,scenarios}/**/*.test.ts', 'test/*.test.ts'],
        }),
      },
      {
        extends: true,
        ...suite('parts', {
          include: ['test/{store,intake,pipeline,live,api,watch,cli}/**/*.test.ts'],
        }),
      },
      { extends: true, ...suite('browser', { fileParallelism: false }) },
    ],
  },
});
