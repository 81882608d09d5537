/** Words beside figures: what the server decided, and never "as expected" outside the band. */
import { expect, test } from 'vitest';
import { COMMANDS, CRISIS_STATES } from '#contracts/crisis.ts';
import { COMMAND_WORDS, decidedWords, levelReasonWords, sureWords, wordOf } from '#lib/words.ts';

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

test('the engine is never wholly sure', () => {
  expect(sureWords(0.824)).toBe('82% sure');
  expect(sureWords(1)).toBe('over 95% sure');
});

test('the reason of a level leaves its scores to the meters', () => {
  const said = 'Clear damage and a clear departure (damage 0.67, deviation 0.94, asymmetry 0.56).';
  expect(levelReasonWords(said)).toBe('Clear damage and a clear departure.');
  expect(levelReasonWords('Ilse Vermeer decided: three airports')).toMatch(/three airports$/);
});

test('what somebody decided reads by its name', () => {
  expect(decidedWords('level', 'critical')).toBe('Critical');
  expect(decidedWords('scenario', 'queue-flood')).toBe('Queue flood');
});
