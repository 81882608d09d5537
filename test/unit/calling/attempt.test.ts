/** What a message says when it is sent: its link, the names of brands, and the crises that ride along. */
import { expect, it } from 'vitest';
import type { AlertBody } from '#contracts/alert.ts';
import { bodyOf } from '#server/calling/attempt.ts';
import type { Taken } from '#server/store/outbox.ts';
import { anAlert } from '../receivers/bodies.ts';

const links = { answerUrl: (nonce: string) => `https://tocsin.example/a/${nonce}` };
const NAMES = new Map([
  ['Marlo', 'Marlo Airways'],
  ['velo', 'Velo Rail'],
  ['same', 'same'],
]);
const rider = (crisisId: string, brand: string) => ({
  ...{ crisisId, level: 'high', scenario: 'backlash' },
  crisis: { ...anAlert().crisis, id: crisisId, brand },
});
const taken = (...brands: string[]) =>
  ({
    message: { body: anAlert(), nonce: 'n', crisisId: 'crisis-12' },
    riders: brands.map((brand, index) => rider(`c-${index}`, brand)),
  }) as unknown as Taken;

it('names brands beside their keys', () => {
  const body = bodyOf(taken('velo', 'same', 'unknown'), links, NAMES) as AlertBody;
  expect(body).toMatchObject({ brandName: 'Marlo Airways', crisis: { brand: 'Marlo' } });
  expect(body.answerUrl).toBe('https://tocsin.example/a/n');
  expect(body.others?.map(({ brand, brandName }) => [brand, brandName])).toEqual([
    ['velo', 'Velo Rail'],
    ['same', undefined],
    ['unknown', undefined],
  ]);
});

it('says no name where none is known', () => {
  expect(bodyOf(taken(), links)).not.toHaveProperty('brandName');
});
