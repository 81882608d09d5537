/** What a display token is told less than a person: a wall hangs where everybody passes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crisisToOut, signalToOut } from '#contracts/wire.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { saveSignals } from '#server/store/signals.ts';
import { behind, crisisRow, decidedDetail, emptyParts, signalRow } from './fixtures.ts';
import { DISPLAY_TOKEN, openApp, START, type Harness } from './harness.ts';

const signal = { ...signalRow('s1', START), detail: { behind } };
const crisis = {
  ...{ ...crisisRow('k1', START), detail: decidedDetail(START) },
  ...{ acknowledgedAt: START, acknowledgedBy: 'Ilse' },
};

let harness: Harness;
let viewer: Record<string, string>;
beforeAll(async () => {
  const told = { signals: [signalToOut(signal)], crises: [crisisToOut(crisis)] };
  const live = { parts: (brand: string | null) => ({ ...emptyParts(brand), ...told }) };
  harness = await openApp({ deps: { live } });
  viewer = (await harness.makeKey('api', 'viewer')).headers;
  await saveSignals(harness.db, [signal]);
  await insertCrisis(harness.db, crisis);
});
afterAll(() => harness.close());

describe('a display token', () => {
  const nobody = { ...behind, topAuthors: [], topPosts: [] };
  const askAs = async (url: string, headers: Record<string, string>) =>
    (await harness.call({ url: `/api/v1${url}`, headers })).json();

  it('is told how many stand behind a signal, and not who they are', async () => {
    const display = harness.bearer(DISPLAY_TOKEN);
    const { items } = await askAs('/signals', display);
    expect(items.at(-1).behind).toEqual(nobody);
    expect((await askAs('/wall', display)).signals[0].behind).toEqual(nobody);
    expect((await askAs('/signals', viewer)).items.at(-1).behind).toEqual(behind);
    expect((await askAs('/wall', viewer)).signals[0].behind).toEqual(behind);
  });

  it('is told that a person has it and decided, and neither who nor why', async () => {
    const told = async (headers: Record<string, string>) => [
      (await askAs('/crises', headers)).items[0],
      await askAs('/crises/k1', headers),
      (await askAs('/wall', headers)).crises[0],
    ];
    for (const crisis of await told(harness.bearer(DISPLAY_TOKEN))) {
      expect(crisis).toMatchObject({
        id: 'k1',
        acknowledgedAt: new Date(START).toISOString(),
        scenarioReason: 'Many ask',
        levelReason: 'A person decided.',
        overrides: [
          { at: new Date(START).toISOString(), what: 'level', from: 'low', to: 'medium' },
        ],
      });
      expect(JSON.stringify(crisis)).not.toMatch(/Ilse|three airports/);
    }
    for (const crisis of await told(viewer)) {
      expect(crisis.levelReason).toBe('Ilse decided: three airports');
      expect(crisis.acknowledgedBy).toBe('Ilse');
      expect(crisis.overrides).toMatchObject([{ by: 'Ilse', reason: 'three airports' }]);
    }
  });
});
