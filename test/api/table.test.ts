/** A route that somebody adds and forgets in the access table stops the start of the whole app. */
import { expect, it, vi } from 'vitest';
import { openApp } from './harness.ts';
import type * as wall from '#server/api/wall.ts';

vi.mock('#server/api/wall.ts', async (original) => {
  const real = await original<typeof wall>();
  const wallRoutes: typeof real.wallRoutes = async (app, deps) => {
    await real.wallRoutes(app, deps);
    app.get('/forgotten', async () => 'open to all');
  };
  return { wallRoutes };
});

it('buildApp throws and names it', async () => {
  await expect(openApp()).rejects.toThrow('has no row for GET /api/v1/forgotten');
});
