/** Stands for the phones and the chat of whoever is called: a webhook, a chat and a telephone company
 * on loopback, which say each call in one line and take it. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { isAlert, type MessageBody } from '#contracts/alert.ts';
import { nameOfAddress } from './team.ts';

/** An alert is a few kilobytes. */
const BODY_MAX_BYTES = 256 * 1024;

export type Sink = {
  /** Of the team's webhook. */
  url: string;
  /** Of the chat, and of the telephone company. */
  slackUrl: string;
  phoneUrl: string;
  close(): void;
};
type Answer = { status: number; body: object | null; line: string };

const describeTeamCall = (body: MessageBody): string => {
  if (!isAlert(body)) return `${body.type}: ${body.title}`;
  const { type, crisis, step } = body;
  return `${type}: ${crisis.scenario.replaceAll('-', ' ')}, ${crisis.level} -> ${step.contact}`;
};

const newSid = (): string => randomUUID().replaceAll('-', '');

/** By the path: what each of the three answers, and what is said of it. */
const answerTo = (path: string, text: string): Answer => {
  if (path === '/chat/chat.postMessage') {
    const { channel } = JSON.parse(text) as { channel: string };
    const body = { ok: true, channel, ts: '1700000000.000100' };
    return { status: 200, body, line: `${nameOfAddress(channel)} by chat` };
  }
  const phone = /^\/phone\/.*\/(Messages|Calls)\.json$/.exec(path);
  if (phone) {
    const isText = phone[1] === 'Messages';
    const name = nameOfAddress(new URLSearchParams(text).get('To') ?? '');
    const sid = `${isText ? 'SM' : 'CA'}${newSid()}`;
    const line = `${name} by ${isText ? 'text message' : 'telephone'}`;
    return { status: 201, body: { sid, status: 'queued' }, line };
  }
  return { status: 204, body: null, line: describeTeamCall(JSON.parse(text) as MessageBody) };
};

const readAll = async (request: IncomingMessage): Promise<string | null> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_MAX_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

export const openSink = async (tell: (line: string) => void): Promise<Sink> => {
  const server = createServer(async (request, response) => {
    const text = await readAll(request);
    if (text === null) return void response.writeHead(413).end();
    const { status, body, line } = answerTo(request.url ?? '', text);
    tell(line);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === null ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    url: `${base}/on-call`,
    slackUrl: `${base}/chat`,
    phoneUrl: `${base}/phone`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** The team's webhook, and what leads to single people: all of it ends in the sink. */
export const sinkReceivers = (
  { url, slackUrl, phoneUrl }: Omit<Sink, 'close'>,
  secret: () => string,
): object[] => {
  const phone = { apiUrl: phoneUrl, accountSid: 'ACdemo0000', from: '+447700900100' };
  return [
    { key: 'on-call', kind: 'webhook', url, secret: secret() },
    // Its contact is nobody: it has no channel of its own.
    { key: 'chat', kind: 'slack', apiUrl: slackUrl, token: secret() },
    { key: 'sms', kind: 'sms', ...phone, authToken: secret() },
    { key: 'voice', kind: 'voice', ...phone, authToken: secret() },
  ].map((receiver) => ({ ...receiver, allowPrivateAddress: true }));
};
