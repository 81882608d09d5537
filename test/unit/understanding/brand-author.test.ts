/** Which brand, how important, how far it reaches; and that the row comes through unharmed. */
import { describe, expect, it } from 'vitest';
import { mentionOf, reader } from './reading.ts';

const read = reader({
  brands: [
    { key: 'northline', name: 'North Line', aliases: ['nline'], accounts: ['NorthlineHelp'] },
    { key: 'harbour', accounts: ['@harbour_care'], importantAuthors: ['@Anna', 'id-5'] },
  ],
});

describe('brand', () => {
  it.each([
    ['as told', 'hello nline', { brand: 'somebody' }, 'somebody'],
    ['by name', 'my north line bus', {}, 'northline'],
    ['by alias', 'NLine is late', {}, 'northline'],
    ['by key', 'the harbour app', {}, 'harbour'],
    ['by account', 'hi @Harbour_Care', {}, 'harbour'],
    ['by the first that is named', '@harbour_care better than nline', {}, 'harbour'],
    ['by its own post', 'Hi!', { inbound: false, author: { id: 'harbour_care' } }, 'harbour'],
    ['else the first', 'nothing named', {}, 'northline'],
  ])('%s', (_, text, more, brand) => expect(read(text, more).brand).toBe(brand));

  it('is "default" without a catalogue', () => expect(reader()('hello').brand).toBe('default'));
});

describe('importance and reach', () => {
  it('are two facts', () => {
    const star = read('hi', { author: { id: 'x', followers: 2_000_000 }, reposts: 40 });
    const regular = read('hi', { brand: 'harbour', author: { id: 'x', handle: 'anna' } });
    expect(star.reach).toBe(2_000_040);
    expect(regular.reach).toBe(0);
    expect(regular.importance).toBeGreaterThan(star.importance);
  });

  it.each([
    ['an important author of this brand', { brand: 'harbour', author: { id: 'ID-5' } }, 1],
    ['important elsewhere', { brand: 'northline', author: { id: 'id-5' } }, 0.3],
    ['verified', { author: { id: 'x', verified: true } }, 0.6],
    ['nobody known', {}, 0.3],
    ['the brand itself', { inbound: false, author: { id: 'x', verified: true } }, 0],
  ])('%s', (_, more, importance) => expect(read('hi', more).importance).toBe(importance));
});

describe('the row', () => {
  it('keeps every field, is not changed, and reads the same twice', () => {
    const more = { inReplyTo: 'a', conversation: 'c', url: 'https://x.example', tags: ['vip'] };
    const mention = Object.freeze(mentionOf('Where is my parcel?', more));
    const first = read(mention.text, more);
    expect(first).toMatchObject(mention);
    read('something else entirely, thanks! ❤');
    expect(read(mention.text, more)).toEqual(first);
  });
});
