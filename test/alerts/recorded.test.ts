/** What is promised on the public benchmark of labelled mention counts, with the constants as shipped
 * and at the threshold that `detect` prints. Needs the recordings beside the repository. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { benches } from '../bench/nab.ts';

const NAB = join(import.meta.dirname, '..', '..', '..', 'shared', 'bench', 'nab');

it.skipIf(!existsSync(NAB))(
  'finds what people labelled and is seldom wrong',
  async () => {
    const rows = await benches.find(({ name }) => name === 'detect.nab')!.run();
    const valueOf = (name: string) => rows.find(({ bench }) => bench === name)!.value;
    expect(valueOf('detect.nab.standard')).toBeGreaterThanOrEqual(78);
    expect(valueOf('detect.nab.falseAlarms')).toBeLessThanOrEqual(0.5);
  },
  120_000,
);
