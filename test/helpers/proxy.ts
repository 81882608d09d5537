/** A network between a Tocsin and one of its services, that can be cut (connections break and are
 * refused) or stalled (connections stay open and nothing comes through). */
import { once } from 'node:events';
import {
  connect,
  createServer,
  type AddressInfo,
  type NetConnectOpts,
  type Socket,
} from 'node:net';

export type Proxy = {
  port: number;
  cut(): Promise<void>;
  stall(): void;
  /** What waited in a stalled connection goes on its way; what was cut off may connect again. */
  heal(): Promise<void>;
  close(): Promise<void>;
};

export const startProxy = async (target: NetConnectOpts): Promise<Proxy> => {
  const sockets = new Set<Socket>();
  let waiting: (() => void)[] = [];
  let isStalled = false;
  const forward = (from: Socket, to: Socket) => {
    sockets.add(from);
    const pass = (act: () => void) => (isStalled ? void waiting.push(act) : act());
    from.on('data', (chunk) => pass(() => void to.write(chunk)));
    from.on('end', () => pass(() => void to.end()));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      pass(() => void to.destroy());
    });
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ ...target, allowHalfOpen: true });
    forward(client, upstream);
    forward(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = async () => {
    isStalled = false;
    waiting = [];
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    port,
    cut,
    stall: () => {
      isStalled = true;
    },
    heal: async () => {
      isStalled = false;
      for (const act of waiting.splice(0)) act();
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: cut,
  };
};
