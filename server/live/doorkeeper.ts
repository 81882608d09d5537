/** Who may hold a socket: the handshake is checked once, and again while the socket lives, so that a
 * revoked token or an ended session is off the wall within a minute. */
import type { Namespace, Socket } from 'socket.io';
import type { Principal } from '#contracts/who.ts';
import { maySend } from '#server/auth/access.ts';

type Handshake = {
  token?: string | undefined;
  cookie?: string | undefined;
  origin?: string | undefined;
  host?: string | undefined;
};
export type Authenticate = (handshake: Handshake) => Promise<Principal | null>;

/** Longest token that is looked at. */
const TOKEN_CHARS_MAX = 512;

const handshakeOf = ({ handshake }: Socket): Handshake => {
  const sent: unknown = (handshake.auth as { token?: unknown }).token;
  const isToken = typeof sent === 'string' && sent.length > 0 && sent.length <= TOKEN_CHARS_MAX;
  const { cookie, origin, host } = handshake.headers;
  return { ...(isToken ? { token: sent } : {}), cookie, origin, host };
};

/** Lets into the namespace whom the access table lets in. */
export const guardNamespace = (
  namespace: Namespace,
  authenticate: Authenticate,
  socketsMax: number,
): void => {
  namespace.use((socket, next) => {
    if (namespace.sockets.size >= socketsMax) return next(new Error('too-many-sockets'));
    authenticate(handshakeOf(socket)).then(
      (principal) => {
        const may = principal !== null && maySend(principal, namespace.name, 'connect');
        if (may) socket.data.principal = principal;
        next(may ? undefined : new Error(principal ? 'forbidden' : 'unauthorized'));
      },
      // No answer is no refusal: a client that is refused gives up, one that is cut off comes back.
      () => socket.conn.close(),
    );
  });
};

const credentialOf = ({ token, cookie }: Handshake): string => `${token ?? ''}\0${cookie ?? ''}`;

/** Disconnects the sockets whose credential is no longer good. Each credential is asked for once; a
 * database that does not answer costs nobody the wall. */
export const recheckSockets = async (
  namespaces: readonly Namespace[],
  authenticate: Authenticate,
): Promise<void> => {
  const sockets = namespaces.flatMap((namespace) => [...namespace.sockets.values()]);
  const byCredential = Map.groupBy(sockets, (socket) => credentialOf(handshakeOf(socket)));
  for (const group of byCredential.values()) {
    const [first] = group;
    if (!first) continue;
    try {
      const principal = await authenticate(handshakeOf(first));
      for (const socket of group) {
        const may = principal !== null && maySend(principal, socket.nsp.name, 'connect');
        if (!may) socket.disconnect(true);
      }
    } catch {
      return;
    }
  }
};
