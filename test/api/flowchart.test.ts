/** The flowchart over HTTP: who may, what is refused and with what, coverage and dry run; and the
 * roster's text, which not everybody may read whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageOut, DryRunOut, Hole } from '#contracts/flowchart.ts';
import type { Role } from '#contracts/who.ts';
import { shippedText } from '#server/documents/shipped.ts';
import { DISPLAY_TOKEN, openApp, START, type Harness, type Problem } from './harness.ts';

const DAY = 24 * 3_600_000;
const ROLES = ['viewer', 'supervisor', 'leader', 'manager'] as const;

let harness: Harness;
const keys = new Map<Role, Record<string, string>>();
beforeAll(async () => {
  harness = await openApp();
  for (const role of ROLES) keys.set(role, (await harness.makeKey('api', role)).headers);
});
afterAll(() => harness.close());

const ask = async <T>(
  role: Role,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
) => {
  const headers = keys.get(role)!;
  const path = `/api/v1${url}`;
  const response = await harness.call({ method, url: path, headers, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.json<T>(), text: response.body };
};
type Chart = { version: number; by: string; source: string; reason: string; text: string };
const chart = async () => (await ask<Chart>('viewer', 'GET', '/flowchart')).body;
const save = async (url: '/flowchart' | '/oncall/roster', text: string, reason = '') => {
  const { body } = await ask<Chart>('manager', 'GET', url);
  return ask<Chart & Problem>('manager', 'PUT', url, { text, reason, basedOn: body.version });
};

const ROSTER = `people:
  - key: ada
    name: Ada Okafor
    email: ada@example.org
    ways: [{ via: push }, { via: mail, address: ada.private@example.org }]
  - key: ben
    name: Ben Weiss
    ways: [{ via: sms, address: "+4930123456789" }]
rotas:
  - { key: on-call, layers: [{ people: [ada, ben], startsOn: 2026-01-05 }] }
`;

describe('who may', () => {
  it.each([
    ['GET', '/flowchart', 'viewer'],
    ['PUT', '/flowchart', 'manager'],
    ['POST', '/flowchart/check', 'leader'],
    ['GET', '/flowchart/versions', 'viewer'],
    ['GET', '/flowchart/versions/1', 'viewer'],
    ['GET', '/flowchart/coverage', 'viewer'],
    ['POST', '/flowchart/dry-run', 'viewer'],
    ['GET', '/oncall/roster', 'viewer'],
    ['PUT', '/oncall/roster', 'manager'],
    ['POST', '/oncall/roster/check', 'manager'],
    ['GET', '/oncall/roster/versions/1', 'viewer'],
  ] as const)('%s %s takes %s', async (method, url, least) => {
    for (const role of ROLES) {
      const { status } = await ask(role, method, url, method === 'GET' ? undefined : {});
      const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(least);
      expect([role, status]).toEqual([role, isAllowed ? (method === 'GET' ? 200 : 400) : 403]);
    }
    const display = harness.bearer(DISPLAY_TOKEN);
    const path = `/api/v1${url}`;
    const { statusCode } = await harness.call({ method, url: path, headers: display, payload: {} });
    expect(statusCode).toBe(403);
  });
});

describe('the flowchart', () => {
  it('is the shipped one until somebody writes another, and keeps who, when and why', async () => {
    expect(await chart()).toMatchObject({
      ...{ version: 1, source: 'default', text: shippedText('flowchart'), reviewDue: null },
      ...{ isReviewDue: false, chart: { name: 'Crisis flowchart' } },
    });
    const text = `# ours\nreviewDue: 2026-05-04\n${shippedText('flowchart')}`;
    const saved = await save('/flowchart', text, '  the review  ');
    expect(saved).toMatchObject({
      status: 200,
      body: {
        version: 2,
        source: 'page',
        by: 'api',
        reason: 'the review',
        text,
        isReviewDue: true,
      },
    });
    const versions = await ask<{ items: Chart[] }>('viewer', 'GET', '/flowchart/versions');
    expect(versions.body.items).toMatchObject([
      { version: 2, reason: 'the review', at: new Date(START).toISOString() },
      { version: 1 },
    ]);
    expect(versions.body.items[0]).not.toHaveProperty('text');
    const first = await ask<Chart>('viewer', 'GET', '/flowchart/versions/1');
    expect(first.body.text).toBe(shippedText('flowchart'));
    expect((await ask('viewer', 'GET', '/flowchart/versions/77')).status).toBe(404);
  });

  it('is refused with every problem and its line', async () => {
    const { version } = await chart();
    const text =
      'cells:\n  - level: hgih\n    plan: none\n  - colour: red\n    sayFirst: [read it]\n';
    const { status, body } = await save('/flowchart', text);
    expect([status, body.type]).toEqual([422, 'urn:tocsin:error:bad-document']);
    expect(body.errors).toMatchObject([
      { line: 2, where: 'cells[0].level' },
      { line: 3, where: 'cells[0].plan' },
      { line: 4, where: 'cells[1]', message: 'does not know "colour"' },
    ]);
    const check = await ask('leader', 'POST', '/flowchart/check', { text });
    expect(check.body).toEqual({ problems: body.errors, opened: [], closed: [] });
    expect((await chart()).version).toBe(version);
  });

  it('is not written over what somebody else has just written', async () => {
    const { version } = await chart();
    const put = (basedOn: number) =>
      ask<Problem>('manager', 'PUT', '/flowchart', {
        text: `# again\n${shippedText('flowchart')}`,
        ...{ reason: 'x', basedOn },
      });
    const { status, body } = await put(version - 1);
    expect([status, body.type]).toEqual([409, 'urn:tocsin:error:conflict']);
    expect((await put(version)).status).toBe(200);
    expect((await put(version + 1)).body).toMatchObject({ detail: 'Nothing was changed' });
  });

  it('that opens a hole needs a reason, and says which', async () => {
    const { body: before } = await ask<CoverageOut>('viewer', 'GET', '/flowchart/coverage');
    expect(before).toMatchObject({ isComplete: false });
    expect(before.items.some(({ what }) => what === 'no-steps')).toBe(false);
    const text = 'cells: [{ level: high, steps: [{ contact: on-call, deputy: lead }] }]\n';
    const check = await ask<{ opened: Hole[] }>('leader', 'POST', '/flowchart/check', { text });
    expect(new Set(check.body.opened.map(({ what }) => what))).toEqual(new Set(['no-steps']));
    const refused = await save('/flowchart', text, '   ');
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:tocsin:error:opens-hole']);
    expect(refused.body.errors).toEqual(check.body.opened);
    expect(check.body.opened).toHaveLength(21);
    expect((await save('/flowchart', text, 'while we move')).status).toBe(200);
    const other = text.replace('deputy: lead', 'deputy: next:on-call');
    expect(await save('/flowchart', other)).toMatchObject({ status: 200, body: { reason: '' } });
    expect((await save('/flowchart', shippedText('flowchart'), 'moved')).status).toBe(200);
  });
});

describe('coverage', () => {
  it('looks at four weeks from now, or at what is asked, in bounds', async () => {
    const { body } = await ask<CoverageOut>('viewer', 'GET', '/flowchart/coverage');
    expect([Date.parse(body.from), Date.parse(body.to)]).toEqual([START, START + 28 * DAY]);
    expect(body.hours).toHaveLength(28 * 24);
    const at = (days: number) => new Date(START + days * DAY).toISOString();
    const range = (from: number, to: number) =>
      ask<CoverageOut>('viewer', 'GET', `/flowchart/coverage?from=${at(from)}&to=${at(to)}`);
    expect((await range(7, 9)).body.hours).toHaveLength(48);
    expect((await range(2, 1)).status).toBe(400);
    expect((await range(0, 71)).status).toBe(400);
  });
});

describe('the dry run', () => {
  it('tells who would be called, and calls nobody', async () => {
    expect((await save('/oncall/roster', ROSTER, 'people')).status).toBe(200);
    const asked = { scenario: 'viral-complaint', level: 'high', at: '2026-05-10T03:00:00+02:00' };
    const { status, body } = await ask<DryRunOut>('viewer', 'POST', '/flowchart/dry-run', asked);
    expect([status, body.brand, body.at]).toEqual([200, null, '2026-05-10T01:00:00.000Z']);
    expect(body.items[0]).toMatchObject({ step: 1, role: 'contact', target: 'rota:on-call' });
    expect(body.sayFirst.length).toBeGreaterThan(3);
    expect(body.plan?.name).toBe('Hold planned posts');
    const { rows } = await harness.db.query('select id from messages limit 1');
    expect(rows).toEqual([]);
  });

  it.each([{ at: 'yesterday' }, { level: 'hgih' }, { scenario: 'x' }, { at: undefined }])(
    'is refused with %o',
    async (change) => {
      const asked = { scenario: 'backlash', level: 'high', at: '2026-05-10T03:00:00Z', ...change };
      expect((await ask('viewer', 'POST', '/flowchart/dry-run', asked)).status).toBe(400);
    },
  );
});

describe('the roster', () => {
  it('is shown without addresses to who may not change it, old versions too', async () => {
    await save('/oncall/roster', `# a new one\n${ROSTER}`, 'a comment');
    const { body } = await ask<Chart>('manager', 'GET', '/oncall/roster');
    expect(body.text).toContain('ada.private@example.org');
    for (const url of ['/oncall/roster', `/oncall/roster/versions/${body.version}`]) {
      const { status, text } = await ask<Chart>('leader', 'GET', url);
      expect(status).toBe(200);
      expect(text).toContain('Ada Okafor');
      expect(text).not.toMatch(/ada\.private|123456789/);
    }
  });

  it('that takes somebody away is told as a hole', async () => {
    const text = ROSTER.replace('[ada, ben], startsOn', '[ben], startsOn');
    const check = await ask<{ opened: Hole[]; problems: [] }>(
      ...(['manager', 'POST', '/oncall/roster/check', { text }] as const),
    );
    expect(check.body.problems).toEqual([]);
    expect(check.body.opened.some(({ what }) => what === 'no-deputy')).toBe(true);
    expect((await save('/oncall/roster', text)).body.type).toBe('urn:tocsin:error:opens-hole');
  });

  it('holds at once for who asks who is on call', async () => {
    await save('/oncall/roster', ROSTER.replace('key: on-call', 'key: night'), 'renamed');
    const { rotas } = (await harness.house.oncall.state()).roster;
    expect(rotas.map(({ key }) => key)).toEqual(['night']);
  });
});
