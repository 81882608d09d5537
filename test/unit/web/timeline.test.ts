/** A call is told once when it arrived; one that did not keeps its lines. */
import { expect, test } from 'vitest';
import type { TimelineEntryOut, TimelineKind } from '#contracts/crisis.ts';
import { worthTelling } from '#lib/timeline.ts';

const entry = (id: string, kind: TimelineKind, alert?: string): TimelineEntryOut => ({
  id,
  at: '2026-03-02T09:30:00Z',
  kind,
  by: 'tocsin',
  text: kind,
  data: alert === undefined ? {} : { alert },
});
const told = (...entries: TimelineEntryOut[]) => worthTelling(entries).map(({ id }) => id);

test('a call that arrived is one line', () => {
  const queued = entry('1', 'alert-queued', 'a');
  expect(told(queued, entry('2', 'note'), entry('3', 'alert-sent', 'a'))).toEqual(['2', '3']);
});

test('a call under way or failed, and one without an id, keep their lines', () => {
  const rows = [
    entry('1', 'alert-queued', 'a'),
    entry('2', 'alert-queued', 'b'),
    entry('3', 'alert-failed', 'b'),
    entry('4', 'alert-queued'),
    entry('5', 'alert-sent'),
  ];
  expect(told(...rows)).toEqual(['1', '2', '3', '4', '5']);
});

test('a call by several ways is under way until each of them arrived', () => {
  const queued = { ...entry('1', 'alert-queued'), data: { messages: ['a', 'b'] } };
  const sent = (id: string, message: string) => ({ ...entry(id, 'alert-sent'), data: { message } });
  expect(told(queued, sent('2', 'a'))).toEqual(['1', '2']);
  expect(told(queued, sent('2', 'a'), sent('3', 'b'))).toEqual(['2', '3']);
});
