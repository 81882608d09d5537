/** Words beside figures: what the server decided, and never "as expected" outside the band. */
import { expect, test } from 'vitest';
import { COMMANDS, CRISIS_STATES } from '#contracts/crisis.ts';
import { COMMAND_WORDS, wordOf } from '#lib/words.ts';

const band = { low: 10, high: 30 };

test.for([
  ['normal', 20, 'as expected', 'calm'],
  ['normal', 31, 'above band', 'muted'],
  ['normal', 9, 'below band', 'muted'],
  ['raised', 31, 'raised', 'raised'],
  ['signal', 80, 'signal', 'crisis'],
  ['learning', 80, 'learning', 'muted'],
] as const)('%s at %d reads %s', ([state, value, word, tone]) =>
  expect(wordOf(state, value, band)).toMatchObject({ word, tone }),
);

test('without a band a normal figure is as expected', () =>
  expect(wordOf('normal', 5, { low: null, high: null }).word).toBe('as expected'));

test('every command offered is one of the contract, from states of the contract', () => {
  for (const { name, from } of COMMAND_WORDS) {
    expect(COMMANDS).toContain(name);
    for (const state of from) expect(CRISIS_STATES).toContain(state);
  }
});
