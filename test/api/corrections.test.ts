/** Correcting moods over HTTP: whatever the ids are made of, with what is refused, and the lines that
 * `npm run train` reads. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentionOut, sentimentModelOut } from '#contracts/correction.ts';
import { mentionIn } from '#contracts/mention.ts';
import { SENTIMENTS } from '#contracts/understood.ts';
import { LEARNING } from '#server/learning/limits.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { addLearned } from '#server/store/sentiment-models.ts';
import { context, mentionRow } from '../pipeline/make.ts';
import { openApp, START, type Harness } from './harness.ts';

const ODD_IDS = [
  'plain',
  'a/b?c#d&e=f',
  '../../session',
  '%2F..%2f%00',
  'снег 雪 ❄️',
  'x'.repeat(512),
  '雪'.repeat(512),
];

let harness: Harness;
let supervisor: Record<string, string>;
let viewer: Record<string, string>;
let manager: Record<string, string>;

beforeAll(async () => {
  harness = await openApp();
  supervisor = (await harness.makeKey('api', 'supervisor')).headers;
  viewer = (await harness.makeKey('api', 'viewer')).headers;
  manager = (await harness.makeKey('api', 'manager')).headers;
  const rows = [
    ...ODD_IDS.map((id) => mentionRow({ id, channel: 'a/b c', at: START - 60_000 })),
    mentionRow({ id: 'ours', at: START, inbound: false }),
    mentionRow({ id: 'spam', at: START, noise: 'giveaway' }),
    mentionRow({ id: 'deutsch', at: START, lang: 'de', brand: 'harbour', text: 'Na toll.' }),
    mentionRow({ id: 'unknown-language', at: START, lang: 'und', text: 'Hm "quoted"\nline' }),
  ];
  await commitBatch(harness.db, rows, context({ now: START }));
});
afterAll(() => harness.close());

const pathOf = (channel: string, id: string) =>
  `/api/v1/mentions/${encodeURIComponent(channel)}/${encodeURIComponent(id)}`;
const post = (channel: string, id: string, payload: object, headers = supervisor) =>
  harness.call({ method: 'POST', url: `${pathOf(channel, id)}/sentiment`, payload, headers });
const read = async (channel: string, id: string) =>
  harness.call({ url: pathOf(channel, id), headers: viewer });

describe('a mention', () => {
  it.each(ODD_IDS)('is read, corrected and put back by its id %#', async (id) => {
    const before = mentionOut.parse((await read('a/b c', id)).json());
    expect(before).toMatchObject({ id, sentiment: { label: 'neutral', confidence: 0.5 } });
    expect(before.correctedBy).toBeUndefined();
    const answer = await post('a/b c', id, { label: 'negative', reason: 'irony' });
    expect(answer.statusCode).toBe(200);
    const sentiment = { label: 'negative', score: -1, confidence: 1 };
    expect(answer.json()).toMatchObject({ id, sentiment, correctedBy: 'api' });
    expect((await read('a/b c', id)).json()).toEqual(answer.json());
    const query = new URLSearchParams({ channel: 'a/b c', id });
    const list = await harness.call({ url: `/api/v1/mentions?${query}`, headers: viewer });
    expect(list.json().items).toEqual([answer.json()]);
    const url = `${pathOf('a/b c', id)}/sentiment`;
    const back = await harness.call({ method: 'DELETE', url, headers: supervisor });
    expect(back.json()).toMatchObject({ sentiment: { label: 'neutral', confidence: 0.5 } });
    expect(back.json().correctedBy).toBeUndefined();
  });

  it('is not corrected by who may not, nor to what is no label', async () => {
    expect((await post('x', 'deutsch', { label: 'negative' }, viewer)).statusCode).toBe(403);
    expect((await post('x', 'deutsch', { label: 'angry' })).statusCode).toBe(400);
    expect((await post('x', 'deutsch', { label: null })).statusCode).toBe(400);
    expect((await post('x', 'deutsch', {})).statusCode).toBe(400);
  });

  it('that is unknown, by the brand or noise is refused', async () => {
    expect((await post('x', 'nowhere', { label: 'negative' })).statusCode).toBe(404);
    expect((await read('x', 'nowhere')).statusCode).toBe(404);
    expect((await post('x', 'ours', { label: 'negative' })).statusCode).toBe(409);
    expect((await post('x', 'spam', { label: 'negative' })).statusCode).toBe(409);
    const url = `${pathOf('x', 'deutsch')}/sentiment`;
    const never = await harness.call({ method: 'DELETE', url, headers: supervisor });
    expect(never.statusCode).toBe(409);
  });
});

describe('corrections', () => {
  it('come as lines that train reads', async () => {
    await post('x', 'deutsch', { label: 'negative' });
    await post('x', 'unknown-language', { label: 'positive' });
    const answer = await harness.call({ url: '/api/v1/corrections', headers: supervisor });
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    const rows = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id, label }) => [id, label])).toEqual([
      ['unknown-language', { sentiment: 'positive' }],
      ['deutsch', { sentiment: 'negative' }],
    ]);
    for (const row of rows) {
      expect(mentionIn.safeParse(row).success).toBe(true);
      expect(SENTIMENTS).toContain(row.label.sentiment);
    }
    expect(rows.map(({ lang }) => lang)).toEqual([undefined, 'de']);
    const url = '/api/v1/corrections?brand=harbour';
    const ofBrand = await harness.call({ url, headers: supervisor });
    expect(ofBrand.body.trimEnd().split('\n').length).toBe(1);
    expect((await harness.call({ url, headers: viewer })).statusCode).toBe(403);
  });

  it('and the model that learns from them are told', async () => {
    const ask = async () => {
      const { statusCode, json } = await harness.call({
        url: '/api/v1/sentiment-model',
        headers: manager,
      });
      expect(statusCode).toBe(200);
      return sentimentModelOut.parse(json());
    };
    const first = await ask();
    expect(first).toMatchObject({ source: 'shipped', corrections: 0, waiting: 2 });
    expect(first.neededToLearn).toBe(LEARNING.newMin);
    const judged = { right: 0.5, macroF1: 0.4 };
    const figures = { rows: 4, before: judged, after: judged, changed: 0.1 };
    const row = { at: START, bytes: null, through: 1e9, corrections: 9, rows: 99, figures };
    await harness.db.transaction((tx) => addLearned(tx, row, LEARNING.modelsKept));
    expect(await ask()).toMatchObject({
      source: 'shipped',
      waiting: 0,
      lastLearning: { corrections: 9, isBetter: false, heldOut: figures },
    });
    const url = '/api/v1/sentiment-model';
    expect((await harness.call({ url, headers: supervisor })).statusCode).toBe(403);
  });
});
