/** A push service as RFC 8030, 8291 and 8292 describe it: what they forbid is refused, the sender's
 * signature is verified, and only for the key that the subscription was made for. Written without the
 * library that makes the requests. */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import type { Answered, Asked } from './stand-in.ts';

const BODY_MAX_BYTES = 4_096;
/** Salt, record size, length of the key: what stands before the key in aes128gcm. */
const KEY_AT = 21;
const POINT_BYTES = 65;
const LONGEST_JWT_S = 24 * 3_600;

type Claims = { aud?: unknown; exp?: unknown; sub?: unknown };
const json = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** What is wrong with the sender's proof; null: nothing. */
const judgeVapid = (header: string | undefined, origin: string, key: string, nowS: number) => {
  const given = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(header ?? '');
  if (!given) return 'no vapid';
  const [, head, claims, signature, k] = given as unknown as string[];
  if (k !== key) return 'another key than the subscription has';
  const { alg } = json(head!) as { alg?: unknown };
  const { aud, exp, sub } = json(claims!) as Claims;
  if (alg !== 'ES256') return 'not ES256';
  if (aud !== origin) return 'for another push service';
  if (typeof exp !== 'number' || exp <= nowS || exp > nowS + LONGEST_JWT_S) return 'expired';
  if (typeof sub !== 'string' || !/^(mailto:|https:)/.test(sub)) return 'no contact';
  const point = Buffer.from(k, 'base64url');
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature!, 'base64url'),
  );
  return isSigned ? null : 'a wrong signature';
};

const judgeBody = (body: Buffer): number | null => {
  if (body.length > BODY_MAX_BYTES) return 413;
  if (body.length < KEY_AT + POINT_BYTES + 17) return 400;
  const isPoint = body[KEY_AT - 1] === POINT_BYTES && body[KEY_AT] === 4;
  return isPoint && body.readUInt32BE(16) >= 18 ? null : 400;
};

/** `origin`: of the push service itself; `key`: the applicationServerKey of the subscription. */
export const judgePush = (
  { method, headers, body }: Asked,
  { origin, key, nowS }: { origin: string; key: string; nowS: number },
): Answered => {
  if (method !== 'POST') return { status: 405 };
  if (!/^\d{1,10}$/.test(String(headers.ttl ?? ''))) return { status: 400, body: 'no TTL' };
  const topic = headers.topic;
  if (topic !== undefined && !/^[\w-]{1,32}$/.test(String(topic)))
    return { status: 400, body: 'topic' };
  const urgency = headers.urgency;
  if (urgency !== undefined && !['very-low', 'low', 'normal', 'high'].includes(String(urgency))) {
    return { status: 400, body: 'urgency' };
  }
  if (headers['content-encoding'] !== 'aes128gcm') return { status: 415 };
  if (headers['crypto-key'] !== undefined) return { status: 400, body: 'crypto-key is of a draft' };
  const wrong = judgeVapid(headers.authorization, origin, key, nowS);
  if (wrong !== null) return { status: 403, body: wrong };
  const size = judgeBody(body);
  if (size !== null) return { status: size, body: 'body' };
  return { status: 201, headers: { location: `${origin}/message/1` } };
};

/** A browser as far as its keys go. */
export const makeBrowser = () => {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const auth = randomBytes(16);
  const own = ecdh.getPublicKey();
  const derive = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
  return {
    p256dh: own.toString('base64url'),
    auth: auth.toString('base64url'),
    /** One record of aes128gcm, by RFC 8188 and 8291. */
    decrypt: (body: Buffer): string => {
      const salt = body.subarray(0, 16);
      const theirs = body.subarray(KEY_AT, KEY_AT + POINT_BYTES);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs]);
      const ikm = derive(ecdh.computeSecret(theirs), auth, info, 32);
      const key = derive(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = derive(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
      const sealed = body.subarray(KEY_AT + POINT_BYTES);
      const decipher = createDecipheriv('aes-128-gcm', key, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      const end = padded.lastIndexOf(2);
      return padded.subarray(0, end).toString('utf8');
    },
  };
};
