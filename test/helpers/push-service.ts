/** A push service of our own for a real browser: the protocol that Firefox speaks with its push
 * server on one side, the endpoint that senders post to on the other. What it hands on it neither
 * reads nor changes; what RFC 8030, 8291 and 8292 forbid it refuses. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { judgePush } from '../unit/receivers/vendors/webpush.ts';

const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;

const frameOf = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 2 : 4);
  head[0] = 0x80 | TEXT;
  head[1] = isShort ? payload.length : 126;
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
};

/** Texts of the frames that a browser sends: masked, whole, below 64 KB. Gives what is left over. */
const readFrames = (bytes: Buffer, onText: (text: string) => void): Buffer => {
  let rest = bytes;
  for (;;) {
    const isShort = (rest[1]! & 127) < 126;
    const maskAt = isShort ? 2 : 4;
    if (rest.length < maskAt + 4) return rest;
    const size = isShort ? rest[1]! & 127 : rest.readUInt16BE(2);
    const from = maskAt + 4;
    if (rest.length < from + size) return rest;
    const mask = rest.subarray(maskAt, from);
    const text = Buffer.from(rest.subarray(from, from + size)).map(
      (byte, i) => byte ^ mask[i % 4]!,
    );
    if ((rest[0]! & 15) === TEXT) onText(Buffer.from(text).toString('utf8'));
    rest = rest.subarray(from + size);
  }
};

type FromBrowser = {
  messageType?: 'hello' | 'register' | 'unregister' | 'ack' | 'nack';
  channelID?: string;
  key?: string;
  uaid?: string;
  updates?: { version: string }[];
  version?: string;
  code?: number;
};

const base64url = (text: string): string => Buffer.from(text, 'base64url').toString('base64url');

export const startPushService = async () => {
  /** channel -> the key of the sender that it was made for. */
  const channels = new Map<string, string>();
  const refused: string[] = [];
  const acknowledged: string[] = [];
  const nacked: FromBrowser[] = [];
  let browser: Duplex | null = null;
  let origin = '';
  let versions = 0;

  const tell = (message: object) => browser?.write(frameOf(JSON.stringify(message)));
  const hear = (text: string): void => {
    const said = JSON.parse(text) as FromBrowser;
    const { messageType, channelID = '' } = said;
    const answer = { messageType, channelID, status: 200 };
    if (messageType === 'hello') {
      tell({ ...answer, uaid: said.uaid || randomUUID().replaceAll('-', ''), use_webpush: true });
    } else if (messageType === 'register') {
      channels.set(channelID, base64url(said.key ?? ''));
      tell({ ...answer, pushEndpoint: `${origin}/push/${channelID}` });
    } else if (messageType === 'unregister') {
      channels.delete(channelID);
      tell(answer);
    } else if (messageType === 'ack') {
      acknowledged.push(...(said.updates ?? []).map(({ version }) => version));
    } else if (messageType === 'nack') nacked.push(said);
  };

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { method = '', url: path = '', headers } = request;
    const channelID = path.replace('/push/', '');
    const key = channels.get(channelID);
    if (key === undefined) return void response.writeHead(410).end();
    const nowS = Math.floor(Date.now() / 1000);
    const answer = judgePush({ method, path, headers, body }, { origin, key, nowS });
    if (answer.status === 201) {
      versions += 1;
      tell({
        ...{ messageType: 'notification', channelID, version: String(versions), ttl: 60 },
        data: body.toString('base64url'),
        headers: { encoding: 'aes128gcm' },
      });
    } else refused.push(`${answer.status} ${answer.body ?? ''}`);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.on('upgrade', (request, socket: Duplex) => {
    const key = request.headers['sec-websocket-key'] ?? '';
    const accept = createHash('sha1')
      .update(key + WEBSOCKET_GUID)
      .digest('base64');
    const protocol = request.headers['sec-websocket-protocol'];
    const head = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
      ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    browser = socket;
    let rest: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      rest = readFrames(Buffer.concat([rest, bytes]), hear);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    /** For the browser: `dom.push.serverURL`. */
    address: `ws://127.0.0.1:${port}/`,
    refused,
    acknowledged,
    nacked,
    close: async () => {
      browser?.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
