/** Stands for the phone of whoever is on call: a webhook on loopback that says each call in one line. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AlertBody } from '#contracts/alert.ts';

/** An alert is a few kilobytes. */
const BODY_MAX_BYTES = 256 * 1024;

const describeCall = ({ type, crisis, step }: AlertBody): string =>
  `${type}: ${crisis.scenario.replaceAll('-', ' ')}, ${crisis.level} -> ${step.contact}`;

export const openSink = async (
  tell: (line: string) => void,
): Promise<{ url: string; close(): void }> => {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > BODY_MAX_BYTES) return void response.writeHead(413).end();
      parts.push(part);
    }
    tell(describeCall(JSON.parse(Buffer.concat(parts).toString('utf8')) as AlertBody));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/on-call`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
