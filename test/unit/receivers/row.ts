/** What the shared test knows of a receiver: how it is set up against a stand-in, and what its vendor's
 * documentation forbids. A new receiver is a row. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery, Outcome, ReceiverTools } from '#alerts/receivers/contract.ts';
import type { MessageBody } from '#contracts/alert.ts';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import type { WayKind } from '#contracts/way.ts';
import { RECEIVERS } from '#alerts/receivers/list.ts';
import type { Receiver } from '#alerts/receivers/contract.ts';
import { AT } from './bodies.ts';

/** `text`: the body as it came, well-formed UTF-8; `raw`: its bytes. */
export type Caught = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  raw: Buffer;
};
export type Answer = { status: number; body?: string; headers?: Record<string, string> };

export type Row = {
  name: string;
  kind: WayKind;
  /** The entry of receivers.yaml, but for key and kind. `url`: of the stand-in, no slash at its end. */
  config(url: string): object;
  address: string | null;
  /** Where a person's browsers are at the stand-in, keys. */
  tools?(url: string): Partial<ReceiverTools>;
  /** What the vendor answers to what it takes. */
  good: Answer;
  /** Why the vendor's documentation forbids a request; empty: it is as documented. */
  problems(caught: Caught): string[];
  /** The request's content as plain data, to compare shapes and to look for texts. */
  contentOf(caught: Caught): unknown;
  /** What tells a repeated attempt from a new message; null: the vendor takes nothing for it. */
  idOf(caught: Caught): string | null;
  /** Outcomes beside those that hold for all: 2xx, 3xx, 429, 5xx. */
  outcomes: [status: number, kind: Outcome['kind']][];
  /** None of these may stand in a reason. */
  secrets: string[];
  /** Whether the texts of a message are visible to the stand-in (not encrypted). */
  isReadable: boolean;
};

export type StandIn = {
  url: string;
  caught: Caught[];
  answer: Answer | 'none';
  close(): void;
};

export const openStandIn = async (): Promise<StandIn> => {
  const standIn: StandIn = { url: '', caught: [], answer: { status: 200 }, close: () => undefined };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts);
    const text = raw.toString('utf8');
    const { method = '', url = '', headers } = request;
    standIn.caught.push({ method, path: url, headers, text, raw });
    if (standIn.answer === 'none') return;
    const { status, body = '', headers: more = {} } = standIn.answer;
    response.writeHead(status, more).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  standIn.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return standIn;
};

export const sendRow = (
  row: Row,
  url: string,
  body: MessageBody,
  more: Partial<Delivery> & { config?: object } = {},
): Promise<Outcome> => {
  const { config: changed, ...delivery } = more;
  const config: ReceiverConfig = receiverConfig.parse({
    ...{ key: 'the-receiver', kind: row.kind, allowPrivateAddress: true },
    ...row.config(url),
    ...changed,
  });
  const receiver = RECEIVERS[row.kind] as Receiver;
  return receiver.send(
    config as never,
    {
      ...{ id: 'chain-1:1:contact:1:abc:alert.step0', at: AT, body, address: row.address },
      ...{ contact: 'Ada', callbackUrl: null },
      ...delivery,
    },
    { smtpUrl: null, vapid: null, ...row.tools?.(url) },
  );
};
