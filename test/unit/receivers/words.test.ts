/** What is said, in the length that each place has for it. */
import { describe, expect, it } from 'vitest';
import { evidenceWord } from '#alerts/receivers/figure-words.ts';
import { cut, oneLine } from '#alerts/receivers/one-line.ts';
import { septetsOf, shortTextOf } from '#alerts/receivers/short-text.ts';
import { mailHtmlOf } from '#alerts/receivers/mail-html.ts';
import { spokenText } from '#alerts/receivers/twiml.ts';
import { plainTextOf, wordsOf } from '#alerts/receivers/words.ts';
import { aHostileAlert, aNotice, anAlert, ANSWER_URL } from './bodies.ts';
import { HOSTILE_TEXTS } from './hostile.ts';

const crisis = (more: object) => ({ crisis: { ...anAlert().crisis, ...more } });

describe('the lock screen', () => {
  it('says level, brand, scenario, since when, the number and what to do first', () => {
    const body = anAlert({ others: [], othersMore: 0 });
    expect(wordsOf(body, 'Europe/Berlin').lockScreen).toBe(
      '▲ HIGH Marlo · service failure · since 03:47 · 610/h (usual 40) · Post the holding line',
    );
  });

  it('is the first text of a mail: what a phone shows beside the subject', () => {
    const body = anAlert();
    const words = wordsOf(body, 'Europe/Berlin');
    const [, seen = ''] = mailHtmlOf(body, words).split('<body>');
    const [first] = seen.split(/<[^>]*>/).filter((text) => text.trim() !== '');
    expect(first).toBe(words.lockScreen);
  });

  it('says UTC where no zone is known, or one that does not exist', () => {
    for (const zone of [undefined, 'Nowhere/Atall']) {
      expect(wordsOf(anAlert(), zone).lockScreen).toContain('since 02:47 UTC');
    }
  });

  it('names the day of what is older', () => {
    const body = anAlert(crisis({ firstMentionAt: '2026-03-01T12:00:00.000Z' }));
    expect(wordsOf(body, 'UTC').lockScreen).toContain('since Sun 12:00');
  });

  it.each([
    ['alert.repeat', '▲ STILL HIGH Marlo'],
    ['alert.level', '▲ NOW HIGH Marlo'],
    ['alert.resolved', '▲ OVER HIGH Marlo'],
    ['alert.handover', '▲ TAKE OVER? HIGH Marlo'],
    ['alert.reserve', '▲ CAN YOU COME? HIGH Marlo'],
  ] as const)('of %s begins with what it is', (type, start) => {
    const words = wordsOf(anAlert({ type }));
    expect(words.lockScreen.startsWith(start)).toBe(true);
    expect(words.subject.startsWith(start.replace(' Marlo', ': Marlo'))).toBe(true);
  });

  it('has four levels of different words and shapes, and a drill first of all', () => {
    const said = (['low', 'medium', 'high', 'critical'] as const).map(
      (level) => wordsOf(anAlert(crisis({ level }))).lockScreen.split(' Marlo')[0],
    );
    expect(said).toEqual(['○ LOW', '◆ MEDIUM', '▲ HIGH', '■ CRITICAL']);
    expect(wordsOf(anAlert({ drill: true })).lockScreen).toMatch(/^DRILL ▲ HIGH/);
    expect(wordsOf(anAlert({ drill: true })).subject).toMatch(/^\[DRILL\] ▲ HIGH/);
  });

  it('says how many more came with it', () => {
    expect(wordsOf(anAlert()).lockScreen).toContain('Marlo · and 3 more · service failure');
  });

  it('never has more than 110 characters, whatever the texts are', () => {
    for (let index = 0; index < HOSTILE_TEXTS.length; index += 1) {
      const { lockScreen, subject } = wordsOf(aHostileAlert(HOSTILE_TEXTS, index));
      expect(lockScreen.length).toBeLessThanOrEqual(110);
      expect(lockScreen).toContain('HIGH');
      expect(subject.length).toBeLessThanOrEqual(150);
      expect(`${lockScreen}${subject}`).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
    }
  });

  it('shows a code first', () => {
    expect(wordsOf(aNotice()).lockScreen).toMatch(/^482913 · Confirm/);
  });
});

describe('a short text', () => {
  const fits = (text: string): boolean => {
    const septets = septetsOf(text);
    return septets === null ? text.length <= 134 : septets <= 306;
  };

  it('says the same in the small alphabet, with the link whole', () => {
    const text = shortTextOf(anAlert({ others: [], othersMore: 0 }), ANSWER_URL, 'Europe/Berlin');
    expect(text).toBe(
      'HIGH Marlo - service failure - since 03:47 - 610/h (usual 40) - Post the holding line' +
        `\n${ANSWER_URL}`,
    );
    expect(septetsOf(text)).not.toBeNull();
  });

  it('fits two segments whatever the texts are, and the link stays whole', () => {
    for (let index = 0; index < HOSTILE_TEXTS.length; index += 1) {
      const text = shortTextOf(aHostileAlert(HOSTILE_TEXTS, index), ANSWER_URL);
      expect(fits(text)).toBe(true);
      expect(text.endsWith(`\n${ANSWER_URL}`)).toBe(true);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it('tells a code', () => {
    expect(shortTextOf(aNotice(), null)).toContain('482913');
  });

  it('counts as GSM 03.38 does', () => {
    expect(septetsOf('Añß€')).toBe(5);
    expect(septetsOf('漢')).toBeNull();
  });
});

describe('one line', () => {
  it('keeps letters of all scripts and joined signs, and nothing that is not seen', () => {
    const said = '👩‍👩‍👧‍👦 مرحبا שלום नमस्ते';
    expect(oneLine(said, 100)).toBe(said);
    expect(oneLine('a\u202eb\u200bc\u0000d\u2028e\ud800f\u001b[31mg', 100)).toBe('abc d e fg');
    expect(oneLine(`z${'\u0310'.repeat(50)}`, 100).length).toBe(5);
  });

  it('is cut between signs that are seen as one', () => {
    expect(cut('ab👩‍👩‍👧‍👦cd', 6)).toBe('ab…');
    expect(oneLine('a'.repeat(500), 100)).toHaveLength(100);
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcde…');
  });
});

describe('a brand', () => {
  const brandName = 'Marlo Airways';
  const [other] = anAlert().others!;
  const body = anAlert({ brandName, others: [{ ...other!, brandName: 'Velo Rail' }] });

  it('goes by the name that the catalogue gives it', () => {
    const words = wordsOf(body);
    expect(words.subject).toContain('HIGH: Marlo Airways,');
    expect(words.lockScreen).toContain('HIGH Marlo Airways ');
    expect(words.lines).toContainEqual({ label: 'Brand', value: brandName });
    expect(words.others[0]!.label).toContain('Velo Rail');
    expect(spokenText(body, undefined)).toContain(brandName);
    expect(body.crisis.brand).toBe('Marlo');
  });

  it('goes by its key where there is no name', () => {
    expect(wordsOf(anAlert()).subject).toContain('HIGH: Marlo,');
  });
});

describe('how rare something is', () => {
  it.each([
    [1, 'how rare: about once a week'],
    [30, 'how rare: once in 30 weeks'],
    [520, 'how rare: once in 10 years'],
    [1e12, 'how rare: rarer than once in a century'],
  ])('is told in words that can be read: %d', (value, said) => {
    expect(evidenceWord({ what: 'once in weeks', value })).toBe(said);
  });
});

describe('the whole text', () => {
  it('says the three tests with their evidence, who else was called, plan and links', () => {
    const text = plainTextOf(wordsOf(anAlert(), 'Europe/Berlin'));
    for (const said of [
      'negative share 62% (usual 12%)',
      'how rare: once in 6 years',
      'without a statement by the brand 12 min',
      'Ben Ruiz by sms at 03:50',
      'Outage plan: Switch on overflow to the second desk.',
      'and 2 more',
      ANSWER_URL,
      'https://tocsin.example/crises/crisis-12',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('of what is over asks nothing any more', () => {
    const text = plainTextOf(wordsOf(anAlert({ type: 'alert.resolved' })));
    expect(text).toContain('It is over');
    expect(text).not.toContain(ANSWER_URL);
    expect(text).not.toContain('Do first');
  });
});
