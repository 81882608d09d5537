/** The Content-Security-Policy: nothing from elsewhere, nothing inline but the boot script of the
 * built page, which the build names by its hash in `csp.json`. */
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';

const cspFile = z.object({
  scriptHashes: z.array(z.string().regex(/^'?sha(256|384|512)-[\w+/=-]+'?$/)),
});

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i;

/** Hashes of the inline scripts of the built page, quoted. */
const readScriptHashes = (webDir: string | null): string[] => {
  const path = webDir === null ? null : join(webDir, 'csp.json');
  if (path === null || !existsSync(path)) return [];
  const { scriptHashes } = cspFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return scriptHashes.map((hash) => `'${hash.replaceAll("'", '')}'`);
};

/** For helmet. Some browsers do not take 'self' for the WebSocket of the same host. */
export const contentSecurityPolicy = (webDir: string | null, publicUrl: string | null) => {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host;
  const sockets = (request: IncomingMessage): string => {
    const host = publicHost ?? request.headers.host;
    return host !== undefined && HOST.test(host) ? `ws://${host} wss://${host}` : "'self'";
  };
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", ...readScriptHashes(webDir)],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", sockets],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
    },
  };
};
