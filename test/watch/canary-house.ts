/** A house in which every secret holds the same mark, and a far side that answers in every way there is
 * and repeats what it was sent: what the canary test looks for afterwards. */
import { createECDH, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In every secret. Letters and figures alone, since some secrets take nothing else. */
export const MARK = 'c4n4ry';
export const PHONE = '+49155504242';
export const MAIL = `ada.${MARK}@example.test`;
export const secret = (name: string) => `${MARK}-${name}-0123456789`;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

/** Answers by the first word of the path: a status, or `cut`, which ends the connection. What it says
 * and where it redirects to repeats the request, as careless providers do. */
export const openFarSide = async () => {
  const caught: string[] = [];
  const http = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = `${request.url} ${JSON.stringify(request.headers)} ${Buffer.concat(parts)}`;
    caught.push(text);
    const [, way = ''] = request.url?.split('/') ?? [];
    if (way === 'cut') return void request.socket.destroy();
    const headers = { location: `/200/${secret('location')}`, 'retry-after': '60' };
    response.writeHead(Number(way), headers).end(JSON.stringify({ error: text, message: text }));
  });
  // Offers a sign-in by password, and repeats what it was told in its refusal.
  const smtp = createTcp((socket) => {
    socket.on('error', () => undefined).write('220 mail.example.test\r\n');
    socket.setEncoding('utf8').on('data', (line: string) => {
      if (/^EHLO/i.test(line)) return void socket.write('250-mail\r\n250 AUTH PLAIN\r\n');
      const said = Buffer.from(line.split(' ').at(-1) ?? '', 'base64').toString('utf8');
      caught.push(`smtp ${said}`);
      socket.write(`535 ${line.trim()} ${said.replaceAll('\0', ' ').trim()}\r\n`);
    });
  });
  await Promise.all([listen(http), listen(smtp)]);
  const at = `127.0.0.1:${portOf(http)}`;
  return {
    at,
    caught,
    smtpUrl: `smtp://mailer:${secret('smtp')}@127.0.0.1:${portOf(smtp)}`,
    close: () => {
      http.closeAllConnections();
      for (const server of [http, smtp]) server.close();
    },
  };
};
type FarSide = Awaited<ReturnType<typeof openFarSide>>;

/** What may come of a call, as the beginning of an address. */
const waysOf = (at: string): [name: string, base: string][] => [
  ...['200', '302', '401', '429', '500', 'cut'].map((way): [string, string] => [
    way,
    `http://${at}/${way}`,
  ]),
  ['tls', `https://${at}`],
  ['dns', 'http://no-such-host.invalid'],
  ['closed', 'http://127.0.0.1:9'],
];

/** Each kind of receiver with each outcome, and one whose address is not public. */
const receiversOf = ({ at }: FarSide): object[] => {
  const base = { contact: 'on-call', allowPrivateAddress: true };
  const account = { accountSid: `AC${MARK}00`, authToken: secret('twilio'), from: '+15550001111' };
  const rows = waysOf(at).flatMap(([name, url], index) => {
    const path = `${url}/${secret('path')}`;
    return [
      { kind: 'webhook', url: path, secret: secret('webhook') },
      { kind: 'slack', url: path, signingSecret: secret('signing') },
      { kind: 'slack', apiUrl: path, token: secret('bot'), channel: `C${MARK}` },
      { kind: 'teams', url: `${path}?sig=${secret('sig')}` },
      { kind: 'pagerduty', url: path, routingKey: `${MARK}0123456789abcdef0123456789` },
      { kind: 'alertmanager', url: path, token: secret('alertmanager') },
    ]
      .filter((_, kind) => name === '200' || kind % 3 === index % 3)
      .map((row, kind) => ({ ...base, ...row, key: `${row.kind}-${name}-${kind}` }));
  });
  const phones = waysOf(at).flatMap(([name, url]) =>
    ['sms', 'voice'].map((kind) => ({
      ...{ ...base, ...account, kind, key: `${kind}-${name}`, contact: 'nobody' },
      apiUrl: `${url}/${secret('api')}`,
    })),
  );
  const inside = `http://localhost:${at.split(':')[1]}/200/${secret('inside')}`;
  return [
    ...rows,
    ...phones,
    { key: 'inside', kind: 'teams', url: inside, contact: 'on-call' },
    { key: 'mail', kind: 'mail', from: 'tocsin@example.test', allowPrivateAddress: true },
    { key: 'push', kind: 'push', subject: 'mailto:tocsin@example.test', allowPrivateAddress: true },
  ];
};

const rosterOf = (far: FarSide): object => ({
  people: [
    {
      ...{ key: 'ada', name: 'Ada Okafor', email: MAIL },
      ways: [
        { via: 'mail', address: MAIL },
        { via: 'push' },
        { via: 'slack', address: `U${MARK}`, receiver: 'slack-200-2' },
        ...waysOf(far.at)
          .slice(0, 4)
          .flatMap(([name]) => [
            { via: 'sms', address: PHONE, receiver: `sms-${name}` },
            { via: 'voice', address: PHONE, receiver: `voice-${name}` },
          ]),
      ],
    },
  ],
  rotas: [{ key: 'on-call', layers: [{ people: ['ada'], startsOn: '2026-01-05' }] }],
});
const KINDS = 'push slack teams mail webhook alertmanager pagerduty sms voice'.split(' ');
const CHART = { cells: [{ steps: [{ contact: 'rota:on-call', via: [KINDS] }] }] };

/** CONFIG_DIR and DATA_DIR. JSON is YAML. */
export const writeFolders = (far: FarSide) => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-canary-'));
  const write = (file: string, value: object) =>
    writeFileSync(join(dir, `${file}.yaml`), JSON.stringify(value));
  write('receivers', { receivers: receiversOf(far) });
  write('rota', rosterOf(far));
  write('flowchart', CHART);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
};

/** What a browser registers; nothing answers TLS there. */
export const pushSubscription = ({ at }: FarSide) => {
  const browser = createECDH('prime256v1');
  return {
    endpoint: `https://${at}/200/${secret('endpoint')}`,
    keys: {
      p256dh: browser.generateKeys('base64url'),
      auth: randomBytes(16).toString('base64url'),
    },
    device: 'A phone',
  };
};
