/** PagerDuty, Alertmanager and web push against stand-ins that refuse what their documentation
 * forbids: one crisis is one incident and one alert, whatever is sent about it. */
import webpush from 'web-push';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlertBody, MessageBody, NoticeBody } from '#contracts/alert.ts';
import { LEVELS } from '#contracts/crisis.ts';
import { alertmanager } from '#alerts/receivers/alertmanager.ts';
import type { PushTarget } from '#alerts/receivers/contract.ts';
import { pagerduty } from '#alerts/receivers/pagerduty.ts';
import { push, pushMessage } from '#alerts/receivers/push.ts';
import { anAlertBody } from '../../watch/samples.ts';
import { createAlertmanager, TOKEN } from './vendors/alertmanager.ts';
import { BUSY_KEY, createPagerduty, ROUTING_KEY } from './vendors/pagerduty.ts';
import { startVendor, type Vendor } from './vendors/stand-in.ts';
import { judgePush, makeBrowser } from './vendors/webpush.ts';

const AT = Date.UTC(2026, 2, 3, 10);
const TOOLS = { smtpUrl: null, vapid: null };
const base = {
  key: 'team',
  contact: 'on-call',
  leastLevel: 'low',
  allowPrivateAddress: true,
} as const;

type More = Partial<Omit<AlertBody, 'crisis'>> & { crisis?: Partial<AlertBody['crisis']> };
const anAlert = ({ crisis, ...more }: More = {}): AlertBody => {
  const body = anAlertBody();
  return {
    ...body,
    figure: { what: 'mentions an hour', value: 610, expected: 40 },
    sayFirst: ['Post the holding line'],
    answerUrl: 'https://tocsin.example/a/abc',
    ...more,
    crisis: { ...body.crisis, ...crisis },
  };
};
const aNotice: NoticeBody = {
  type: 'notice.silence',
  at: anAlertBody().at,
  title: 'A silence ends',
  text: 'The silence of acme ends in 15 minutes.',
};
const deliveryOf = (body: MessageBody, id = 'message-1') => ({
  ...{ id, at: AT, body, address: null, contact: 'on-call', callbackUrl: null },
});

let vendors: Awaited<ReturnType<typeof startVendor>>[] = [];
afterEach(async () => {
  await Promise.all(vendors.map(({ close }) => close()));
  vendors = [];
});
const start = async (vendor: Vendor) => {
  const started = await startVendor(vendor);
  vendors.push(started);
  return started;
};

describe('PagerDuty', () => {
  const open = async (routingKey = ROUTING_KEY) => {
    const service = createPagerduty();
    const { url, asked } = await start(service.vendor);
    const config = { ...base, kind: 'pagerduty', routingKey, url: `${url}/v2/enqueue` } as const;
    return {
      ...service,
      asked,
      send: (body: MessageBody, id?: string) => pagerduty.send(config, deliveryOf(body, id), TOOLS),
    };
  };

  it('one level of a crisis is one incident from the first call until somebody has it', async () => {
    const { send, open: incidents } = await open();
    for (const type of ['alert.step', 'alert.repeat', 'alert.step'] as const) {
      expect(await send(anAlert({ type }), type)).toEqual({ kind: 'accepted' });
    }
    expect([...incidents]).toEqual([
      ['tocsin-crisis-1-high', { state: 'triggered', severity: 'error', triggers: 3 }],
    ]);
    expect(await send(anAlert({ type: 'alert.taken' }))).toEqual({ kind: 'accepted' });
    expect(incidents.size).toBe(0);
  });

  it('calls again when it grows worse or is given back, with one incident open', async () => {
    const { send, open: incidents } = await open();
    await send(anAlert());
    await send(anAlert({ type: 'alert.level', crisis: { level: 'critical' } }));
    expect([...incidents.keys()]).toEqual(['tocsin-crisis-1-critical']);
    await send(anAlert({ type: 'alert.taken', crisis: { level: 'critical' } }));
    await send(anAlert({ crisis: { level: 'critical' } }));
    expect(incidents.get('tocsin-crisis-1-critical')).toMatchObject({ triggers: 1 });
  });

  it('ends with the crisis, whatever level it had come to', async () => {
    const { send, open: incidents } = await open();
    await send(anAlert({ crisis: { level: 'critical' } }));
    await send(anAlert({ crisis: { id: 'crisis-2' } }));
    await send(anAlert({ type: 'alert.resolved', crisis: { level: 'low' } }));
    expect([...incidents.keys()]).toEqual(['tocsin-crisis-2-high']);
  });

  it.each([
    ['low', 'info'],
    ['medium', 'warning'],
    ['high', 'error'],
    ['critical', 'critical'],
  ] as const)('level %s is severity %s', async (level, severity) => {
    const { send, open: incidents } = await open();
    await send(anAlert({ crisis: { level } }));
    expect(incidents.get(`tocsin-crisis-1-${level}`)?.severity).toBe(severity);
  });

  it('says the lock-screen line, what to do first, and where to answer', async () => {
    const { send, asked } = await open();
    await send(anAlert({ drill: true }));
    const { payload, links } = JSON.parse(asked[0]!.body.toString());
    expect(payload.summary).toMatch(/^DRILL .*HIGH acme/);
    expect(payload.source).toBe('acme');
    expect(payload.custom_details).toMatchObject({ 'Do first': 'Post the holding line' });
    expect(links[0].href).toBe('https://tocsin.example/a/abc');
  });

  it('a notice is an incident of its own, the mildest there is', async () => {
    const { send, open: incidents } = await open();
    expect(await send(aNotice, 'n-1')).toEqual({ kind: 'accepted' });
    expect(incidents.get('tocsin-n-1')?.severity).toBe('info');
  });

  it.each([
    [BUSY_KEY, { kind: 'retry', reason: 'answered 429' }],
    ['X'.repeat(32), { kind: 'refused', reason: 'answered 400' }],
  ])('a key that %s', async (key, outcome) => {
    const { send } = await open(key);
    expect(await send(anAlert())).toEqual(outcome);
  });
});

describe('Alertmanager', () => {
  const open = async (token: string | undefined = TOKEN) => {
    const service = createAlertmanager();
    const { url } = await start(service.vendor);
    const config = { ...base, kind: 'alertmanager', url: `${url}/webhook`, token } as const;
    return {
      ...service,
      send: (body: MessageBody, id?: string) =>
        alertmanager.send(config, deliveryOf(body, id), TOOLS),
    };
  };

  it('all levels of a crisis are one alert, which resolves when it is over', async () => {
    const { send, taken } = await open();
    for (const level of LEVELS)
      expect((await send(anAlert({ crisis: { level } }))).kind).toBe('accepted');
    const resolvedAt = '2026-03-03T11:00:00.000Z';
    await send(anAlert({ type: 'alert.resolved', crisis: { resolvedAt } }));
    const alerts = taken.flatMap((one) => one.alerts);
    expect(new Set(alerts.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(alerts.map(({ labels }) => labels.severity)).toEqual([...LEVELS, 'high']);
    expect(alerts.map(({ status }) => status)).toEqual([...LEVELS.map(() => 'firing'), 'resolved']);
    expect(alerts.at(-1)?.endsAt).toBe(resolvedAt);
  });

  it('another crisis is another alert; a drill has a label; a notice fits too', async () => {
    const { send, taken } = await open();
    await send(anAlert());
    await send(anAlert({ drill: true, crisis: { id: 'crisis-2' } }));
    expect((await send(aNotice, 'n-1')).kind).toBe('accepted');
    const prints = taken.map(({ alerts }) => alerts[0]?.fingerprint);
    expect(new Set(prints).size).toBe(3);
    expect(taken.map(({ commonLabels }) => commonLabels.drill)).toEqual([
      undefined,
      'true',
      undefined,
    ]);
    expect(taken[0]?.commonAnnotations).toMatchObject({
      first: 'Post the holding line',
      answer_url: 'https://tocsin.example/a/abc',
    });
  });

  it('a wrong token is refused, without saying it', async () => {
    const { send } = await open('another-token');
    expect(await send(anAlert())).toEqual({ kind: 'refused', reason: 'answered 401' });
  });
});

describe('web push', () => {
  const vapid = webpush.generateVAPIDKeys();
  const open = async (answers: Record<string, number> = {}) => {
    const problems: string[] = [];
    const gone: string[] = [];
    const { url, asked } = await start((one) => {
      const forced = answers[one.path.slice(1)];
      if (forced !== undefined) return { status: forced };
      const nowS = Math.floor(Date.now() / 1000);
      const origin = `http://${one.headers.host}`;
      const answer = judgePush(one, { origin, key: vapid.publicKey, nowS });
      if (answer.body) problems.push(answer.body);
      return answer;
    });
    const browsers = new Map<string, ReturnType<typeof makeBrowser>>();
    const browser = (id: string): PushTarget => {
      const made = makeBrowser();
      browsers.set(id, made);
      return { id, endpoint: `${url}/${id}`, p256dh: made.p256dh, auth: made.auth };
    };
    const config = { ...base, kind: 'push', subject: 'mailto:ops@tocsin.example' } as const;
    const send = (
      body: MessageBody,
      subscriptions: PushTarget[],
      keys = vapid as typeof vapid | null,
    ) =>
      push.send(config, deliveryOf(body), {
        smtpUrl: null,
        vapid: keys,
        subscriptions,
        forgetSubscription: async (id) => void gone.push(id),
      });
    const shown = () =>
      asked
        .filter(({ answer }) => answer.status === 201)
        .map(({ path, body }) => JSON.parse(browsers.get(path.slice(1))!.decrypt(body)));
    return { problems, gone, asked, browser, send, shown };
  };

  it('is taken by a strict push service, and only the browser can read it', async () => {
    const { send, browser, shown, problems, asked } = await open();
    expect(await send(anAlert(), [browser('a'), browser('b')])).toEqual({ kind: 'accepted' });
    expect(problems).toEqual([]);
    const message = pushMessage(deliveryOf(anAlert()));
    expect(message).toMatchObject({
      title: 'HIGH · acme',
      isUrgent: true,
      url: 'https://tocsin.example/a/abc',
    });
    expect(shown()).toEqual([message, message]);
    expect(asked[0]?.body.includes('acme')).toBe(false);
    expect(asked[0]?.headers).toMatchObject({ ttl: '900', urgency: 'high' });
  });

  it('a newer one of the same crisis takes the place of an older one', async () => {
    const { send, browser, asked } = await open();
    const target = browser('a');
    await send(anAlert(), [target]);
    await send(anAlert({ type: 'alert.resolved' }), [target]);
    await send(anAlert({ crisis: { id: 'crisis-2' } }), [target]);
    const topics = asked.map(({ headers }) => headers.topic);
    expect(topics[0]).toBe(topics[1]);
    expect(topics[2]).not.toBe(topics[0]);
    expect(asked.map(({ headers }) => headers.urgency)).toEqual(['high', 'normal', 'high']);
  });

  it('one browser that takes it is enough; one that is gone is forgotten', async () => {
    const { send, browser, gone } = await open({ b: 410, c: 404, d: 500 });
    const all = ['a', 'b', 'c', 'd'].map(browser);
    expect(await send(anAlert(), all)).toEqual({ kind: 'accepted' });
    expect(gone.sort()).toEqual(['b', 'c']);
  });

  it.each([
    [['d'], { kind: 'retry', reason: 'answered 500' }, []],
    [['b', 'd'], { kind: 'retry', reason: 'answered 500' }, ['b']],
    [['b'], { kind: 'refused', reason: 'the browser no longer takes messages' }, ['b']],
    [['e'], { kind: 'refused', reason: 'answered 403' }, []],
    [[], { kind: 'refused', reason: 'no browser takes push messages' }, []],
  ])('browsers %j', async (ids, outcome, forgotten) => {
    const { send, browser, gone } = await open({ b: 410, d: 500, e: 403 });
    expect(await send(anAlert(), ids.map(browser))).toEqual(outcome);
    expect(gone).toEqual(forgotten);
  });

  it('keys that are no keys are forgotten; without own keys nothing is sent', async () => {
    const { send, browser, gone, asked } = await open();
    const broken = { ...browser('a'), p256dh: 'AAAA' };
    expect((await send(anAlert(), [broken])).kind).toBe('refused');
    expect(gone).toEqual(['a']);
    expect((await send(anAlert(), [browser('b')], null)).kind).toBe('refused');
    expect(asked).toEqual([]);
  });

  it('fits what every push service takes, however long the texts are', async () => {
    const { send, browser, problems } = await open();
    for (const part of ['\u{1f525}', '"\\', '\ufdfa']) {
      const long = part.repeat(3_000);
      const body = anAlert({ sayFirst: [long], crisis: { brand: long, title: long } });
      body.answerUrl = `https://tocsin.example/${'a'.repeat(5_000)}`;
      expect((await send(body, [browser('a')])).kind).toBe('accepted');
    }
    expect(problems).toEqual([]);
  });
});
