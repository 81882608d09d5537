/** The page behind a link as it leaves the server: small, alone, told in an order, and nothing in it
 * that was written elsewhere is taken for markup. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Crisis } from '#contracts/crisis.ts';
import { ADA_PHONE, bodyOf, HOUR, openWorld } from './calling-world.ts';
import { START } from './harness.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
let crisis: Crisis;
beforeAll(async () => {
  world = await openWorld();
  world.time.now = START + HOUR;
  crisis = await world.crisis('c-page', { level: 'high', scenario: 'service-failure' });
});
afterAll(() => world.close());

const page = (token: string) => world.call({ url: `/a/${token}` });

describe('the page', () => {
  it('is small, alone, kept by nobody and told to nobody', async () => {
    const { token } = await world.send(crisis);
    const { headers, body } = await page(token);
    expect(Buffer.byteLength(body)).toBeLessThan(30_000);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-/);
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/<(?:img|link|iframe)|\ssrc=|style="|\son\w+="/);
  });

  it('is told in an order that can be listened to', async () => {
    const { token } = await world.send(crisis);
    const { body } = await page(token);
    const headings = [...body.matchAll(/<h([1-6])>([^]*?)<\/h\1>/g)].map(([, level, text]) => [
      Number(level),
      (text ?? '').replace(/<[^>]+>/g, '').trim(),
    ]);
    expect(headings.filter(([level]) => level !== 3).map(([, text]) => text)).toEqual([
      'Northwind: service failure',
      'Do first',
      'Plan: Overflow desk',
      'Who else was called',
      'Why it is a crisis',
      'Tip sheet',
    ]);
    expect(headings[0]?.[0]).toBe(1);
    const order = ['>High<', 'since 11:59', '610', 'Nobody has taken it', 'I take it', 'Decline'];
    const places = [...order, 'Do first', 'Tip sheet'].map((text) => body.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('carries the tip sheet with numbers that a tap calls', async () => {
    const { token } = await world.send(crisis);
    const { body } = await page(token);
    expect(body).toContain(`href="tel:${ADA_PHONE}"`);
    for (const words of ['Who can do what', 'When it is which level', 'When all else fails']) {
      expect(body).toContain(words);
    }
  });

  it('leads to every other crisis that came in the same message', async () => {
    const { id, token } = await world.send(crisis);
    const more = await world.crisis('c-more', { level: 'critical', brand: 'Southwind' });
    const other = await world.send(more);
    const over = await world.crisis('c-past', { state: 'resolved', resolvedAt: START });
    const past = await world.send(over);
    await world.db.query(
      `update messages set state = 'bundled', bundled_into = $1 where id in ($2, $3)`,
      [id, other.id, past.id],
    );
    const { body } = await page(token);
    expect(body).toContain(`href="/a/${other.token}"`);
    expect(body).toContain('Critical: South Wind Lines');
    expect(body).not.toContain(past.token);
    const own = (await page(other.token)).body;
    expect(own).toContain('<h1>South Wind Lines:');
    expect(own).toMatch(/<title>.*South Wind Lines/);
  });

  it('takes nothing for markup that came from outside', async () => {
    const hostile = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e`;
    const bad = await world.crisis('c-hostile', { brand: hostile, title: hostile });
    const body = { ...bodyOf(bad, 'alert.step', START), sayFirst: [hostile], trend: hostile };
    const plan = { name: hostile, text: hostile };
    const { token } = await world.send(bad, { body: { ...body, plan }, contact: hostile });
    await world.send(bad, { person: null, contact: hostile });
    const text = (await page(token)).body;
    expect(text).not.toContain('<img');
    expect(text).not.toContain('\u202e');
    expect(text.match(/<script>/g)).toHaveLength(1);
    expect(text).toContain('&lt;img src=x');
  });

  it('is a page also when the database is away, and says what to do', async () => {
    const { token } = await world.send(crisis);
    world.state.isAway = true;
    const { statusCode, headers, body } = await page(token);
    world.state.isAway = false;
    expect(statusCode).toBe(503);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(headers['retry-after']).toBe('5');
    expect(body).toContain('Open the link again');
    expect(body).not.toMatch(/ECONN|urn:/);
  });

  it('marks a drill before all else', async () => {
    const drill = await world.crisis('c-drill', { drill: true });
    const { token } = await world.send(drill);
    const { body } = await page(token);
    expect(body).toMatch(/<title>DRILL /);
    expect(body.indexOf('DRILL</span>')).toBeLessThan(body.indexOf('<h1>'));
  });
});
