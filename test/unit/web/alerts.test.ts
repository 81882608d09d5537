/** Messages and silences as people read them. */
import { describe, expect, it } from 'vitest';
import type { MessageOut } from '#contracts/alert.ts';
import type { SilenceOut } from '#contracts/calling.ts';
import type { CrisisOut } from '#contracts/crisis.ts';
import {
  afterWords,
  alertsPath,
  deliveryByWay,
  foldBundles,
  readAlertQuery,
  reasonWords,
  trackOf,
  withOlder,
  wordOfMessage,
} from '#lib/alerts.ts';
import { heldWords, previewOf, readSilence, scopeWords, type SilenceForm } from '#lib/silences.ts';

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 2, 3, 3) + seconds * 1e3).toISOString();
const message = (more: Partial<MessageOut> = {}): MessageOut => ({
  ...{ id: 'm1', type: 'alert.step', crisis: null, level: 'high', step: 1, of: 3, person: 'ada' },
  ...{ contact: 'Ada', via: 'sms', receiver: 'phone', state: 'accepted', drill: false },
  ...{ queuedAt: at(0), attempts: 1 },
  ...more,
});

describe('the track of a message', () => {
  it.each([
    ['queued', { state: 'queued' }, 'queued sent? accepted?', 'waiting'],
    ['sending', { state: 'sending', sentAt: at(1) }, 'queued sent accepted?', 'on its way'],
    ['accepted', { sentAt: at(1), acceptedAt: at(2) }, 'queued sent accepted', 'sent'],
    [
      'answered',
      { sentAt: at(1), acceptedAt: at(2), openedAt: at(9), answeredAt: at(12), answer: 'decline' },
      'queued sent accepted opened declined',
      'declined',
    ],
    [
      'failed',
      { state: 'failed', sentAt: at(1), failedAt: at(60) },
      'queued sent given up!',
      'not delivered',
    ],
    ['suppressed', { state: 'suppressed', suppressedBy: 'drill' }, 'queued', 'held back'],
    ['bundled', { state: 'bundled', acceptedAt: at(2) }, 'queued accepted', 'sent'],
  ] as const)('%s', (_name, more, track, word) => {
    const shown = trackOf(message(more)).map(
      (step) => step.word + { done: '', open: '?', failed: '!' }[step.kind],
    );
    expect(shown.join(' ')).toBe(track);
    expect(wordOfMessage(message(more)).word).toBe(word);
  });

  it('says why, and how often it was tried', () => {
    const failed = message({ state: 'failed', reason: 'answered 410: gone', attempts: 3 });
    expect(reasonWords(failed)).toBe('answered 410: gone, tried 3 times');
    expect(reasonWords(message({ state: 'queued', reason: 'answered 503' }))).toBe(
      'answered 503, will be tried again',
    );
    expect(reasonWords(message({ state: 'suppressed', suppressedBy: 'answered' }))).toBe(
      'somebody had taken it',
    );
    expect(reasonWords(message())).toBe('');
  });

  it.each([
    [0.04, '+40 ms'],
    [1.44, '+1.4 s'],
    [75, '+75 s'],
    [600, '+10 min'],
    [86_400, '+24 h'],
  ])('%s s after it was queued is %s', (seconds, word) =>
    expect(afterWords(at(0), at(seconds))).toBe(word),
  );
});

describe('the list', () => {
  it('folds what is inside of a message that is there', () => {
    const inside = message({ id: 'm2', state: 'bundled', bundledInto: 'm1' });
    const lost = message({ id: 'm3', state: 'bundled', bundledInto: 'm0' });
    const lines = foldBundles([inside, message(), lost]);
    expect(lines.map((line) => [line.message.id, line.bundled.map(({ id }) => id)])).toEqual([
      ['m1', ['m2']],
      ['m3', []],
    ]);
  });

  it('keeps older pages below the newest, each message once and as it is now', () => {
    const old = message({ id: 'old', queuedAt: at(-90) });
    const before = [message({ state: 'queued' }), old];
    const page = [message({ id: 'new', queuedAt: at(5) }), message()];
    expect(withOlder(page, before)).toEqual([...page, old]);
  });

  it('counts by way, the failing one first, and sees that one works again', () => {
    const ways = deliveryByWay([
      message({ acceptedAt: at(4) }),
      message({ acceptedAt: at(1) }),
      message({ acceptedAt: at(2) }),
      message({ via: 'mail', receiver: 'mail', state: 'failed', failedAt: at(3), reason: 'x' }),
      message({ via: 'push', receiver: 'push', acceptedAt: at(9) }),
      message({ via: 'push', receiver: 'push', state: 'failed', failedAt: at(5), reason: 'y' }),
    ]);
    expect(ways.map(({ via, word, medianSeconds }) => [via, word.word, medianSeconds])).toEqual([
      ['push', 'works again', 9],
      ['mail', 'fails', null],
      ['sms', 'works', 2],
    ]);
    expect(ways[1]!.lastFailure).toEqual({ at: at(3), reason: 'x' });
  });

  it('has its query in the address, and takes no state that there is not', () => {
    const query = { view: 'all', person: 'ada', state: 'failed', crisis: 'c7' } as const;
    const read = (path: string) => readAlertQuery(new URL(path, 'http://x').searchParams);
    expect(read(alertsPath(query))).toEqual(query);
    expect(read('/alerts?view=nothing&state=toString')).toEqual({ view: 'all' });
  });
});

describe('a silence', () => {
  const crisis = (more: Partial<CrisisOut>): CrisisOut =>
    ({
      state: 'open',
      brand: 'kestrel',
      scenario: 'backlash',
      level: 'high',
      topics: ['fares'],
      ...more,
    }) as CrisisOut;
  const NOW = Date.parse(at(0));
  const FORM: SilenceForm = {
    ...{ brand: 'kestrel', upToLevel: 'high', reason: 'Repairs.', span: '60', from: '', until: '' },
  };

  it('holds what all it names fits, up to its level', () => {
    const [high, critical] = [crisis({}), crisis({ level: 'critical' })];
    const open = [high, critical, crisis({ brand: 'other' }), crisis({ state: 'acknowledged' })];
    const scope = { brand: 'kestrel', topic: 'fares', upToLevel: 'high' } as const;
    expect(previewOf(scope, open)).toEqual({ held: [high], worse: [critical] });
    expect(previewOf({ ...scope, topic: 'other' }, open).held).toEqual([]);
    expect(previewOf({ upToLevel: 'critical' }, open).held).toEqual([]);
    expect(scopeWords({ ...scope, scenario: 'backlash' }, () => 'Kestrel Air')).toBe(
      'Kestrel Air, backlash, Fares',
    );
  });

  it('is named where it holds a chain', () => {
    const silence = { id: 's1', owner: 'Nadia', reason: 'Repairs.' } as SilenceOut;
    expect(heldWords('silenced by s1', [silence])).toBe('Silenced by Nadia: “Repairs.”');
    expect(heldWords('silenced by s2', [silence])).toBe('Silenced');
    expect(heldWords('inhibited by #12', [])).toBe('Crisis #12 stands before it');
  });

  it('is asked for an end after its begin', () => {
    expect(readSilence(FORM, NOW)).toEqual({
      asked: { brand: 'kestrel', upToLevel: 'high', reason: 'Repairs.', endsAt: at(3_600) },
    });
  });

  it.each([
    [{ brand: undefined }, 'Choose a brand'],
    [{ reason: ' a ' }, 'Say why'],
    [{ span: 'other' }, 'Say until when'],
    [{ span: 'other', until: '2020-01-01T10:00' }, 'must end after'],
    [{ from: 'never' }, 'Say until when'],
  ])('says what is missing: %j', (more, problem) => {
    const read = readSilence({ ...FORM, ...more }, NOW) as { problem: string };
    expect(read.problem).toContain(problem);
  });
});
