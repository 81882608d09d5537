/** Text messages, voice calls, PagerDuty, Alertmanager and web push: what their stand-ins refuse is
 * what their documentation forbids (`vendors/`). None of them takes a name for a single message: two
 * of one crisis are one incident, one alert, one notification. */
import webpush from 'web-push';
import type { Caught, Row } from './row.ts';
import { createAlertmanager, TOKEN } from './vendors/alertmanager.ts';
import { createPagerduty, ROUTING_KEY } from './vendors/pagerduty.ts';
import type { Answered, Vendor } from './vendors/stand-in.ts';
import { ACCOUNT, readTwiml, twilio } from './vendors/twilio.ts';
import { judgePush, makeBrowser } from './vendors/webpush.ts';

const refusal = ({ status, body = '' }: Answered): string[] =>
  status < 300 ? [] : [`${status} ${body}`];
const ask = (vendor: Vendor, { method, path, headers, raw }: Caught): string[] =>
  refusal(vendor({ method, path, headers, body: raw }) as Answered);

const NUMBER = '+491701234567';
const twilioBase = {
  address: NUMBER,
  good: { status: 201, body: JSON.stringify({ sid: `SM${'0'.repeat(32)}` }) },
  problems: (caught: Caught) => ask(twilio, caught),
  idOf: () => null,
  outcomes: [
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
  ] as Row['outcomes'],
  secrets: [ACCOUNT.sid, ACCOUNT.token, NUMBER, '127.0.0.1'],
  isReadable: true,
};
const account = (url: string) => ({
  ...{ apiUrl: url, accountSid: ACCOUNT.sid, authToken: ACCOUNT.token },
  from: '+4930123456',
});
const fieldsOf = ({ text }: Caught): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

const sms: Row = { ...twilioBase, name: 'sms', kind: 'sms', config: account, contentOf: fieldsOf };
const voice: Row = {
  ...twilioBase,
  name: 'voice',
  kind: 'voice',
  config: account,
  contentOf: (caught) => {
    const { Twiml = '', ...fields } = fieldsOf(caught);
    return { ...fields, said: readTwiml(Twiml).said };
  },
};

const pagerdutyService = createPagerduty();
const pagerduty: Row = {
  name: 'pagerduty',
  kind: 'pagerduty',
  config: (url) => ({ url: `${url}/v2/enqueue`, routingKey: ROUTING_KEY }),
  address: null,
  good: { status: 202 },
  problems: (caught) => ask(pagerdutyService.vendor, caught),
  contentOf: ({ text }) => JSON.parse(text),
  idOf: () => null,
  outcomes: [
    [400, 'refused'],
    [403, 'refused'],
  ],
  secrets: [ROUTING_KEY, '127.0.0.1'],
  isReadable: true,
};

const alertmanagerService = createAlertmanager();
const alertmanager: Row = {
  name: 'alertmanager',
  kind: 'alertmanager',
  config: (url) => ({ url: `${url}/webhook`, token: TOKEN }),
  address: null,
  good: { status: 200 },
  problems: (caught) => ask(alertmanagerService.vendor, caught),
  contentOf: ({ text }) => JSON.parse(text),
  idOf: () => null,
  outcomes: [
    [400, 'refused'],
    [401, 'refused'],
  ],
  secrets: [TOKEN, '127.0.0.1'],
  isReadable: true,
};

const vapid = webpush.generateVAPIDKeys();
const browser = makeBrowser();
const push: Row = {
  name: 'push',
  kind: 'push',
  config: () => ({ subject: 'mailto:ops@tocsin.example' }),
  address: null,
  tools: (url) => {
    const { p256dh, auth } = browser;
    return { vapid, subscriptions: [{ id: 'one', endpoint: `${url}/a-secret`, p256dh, auth }] };
  },
  good: { status: 201 },
  problems: ({ method, path, headers, raw }) => {
    const nowS = Math.floor(Date.now() / 1000);
    const origin = `http://${headers.host}`;
    const asked = { method, path, headers, body: raw };
    return refusal(judgePush(asked, { origin, key: vapid.publicKey, nowS }));
  },
  contentOf: ({ raw }) => JSON.parse(browser.decrypt(raw)),
  idOf: () => null,
  outcomes: [
    [400, 'refused'],
    [403, 'refused'],
  ],
  secrets: ['a-secret', browser.auth, vapid.privateKey, '127.0.0.1'],
  isReadable: false,
};

export const MACHINE_ROWS: Row[] = [sms, voice, pagerduty, alertmanager, push];
