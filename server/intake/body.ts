/** The body of a request, inflated where it is gzip, up to a limit: reading stops at the first byte
 * beyond it, so that a small bomb costs no more than an honest body. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '#server/errors.ts';

export type BodyFormat = 'json' | 'ndjson';

const FORMATS: Record<string, BodyFormat> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
};
/** Inflating in few large steps instead of many small ones. */
const INFLATE_CHUNK_BYTES = 256 * 1024;

/** Which format the content type names. Throws 415. */
export const formatOf = (headers: IncomingHttpHeaders): BodyFormat => {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const format = Object.hasOwn(FORMATS, type.trim()) ? FORMATS[type.trim()] : undefined;
  const charset = /charset="?([^"\s]*)/.exec(parameters.join(';'))?.[1] ?? 'utf-8';
  if (!format || !/^utf-?8$/.test(charset)) {
    throw new AppError(
      'unsupported-media-type',
      'Send application/json or application/x-ndjson in UTF-8',
    );
  }
  return format;
};

const isGzip = (headers: IncomingHttpHeaders): boolean => {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return false;
  if (encoding === 'gzip' || encoding === 'x-gzip') return true;
  throw new AppError('unsupported-media-type', 'Send gzip or no content encoding');
};

const collect = (source: Readable, useGzip: boolean, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const gunzip = useGzip ? createGunzip({ chunkSize: INFLATE_CHUNK_BYTES }) : null;
    const output = gunzip ? source.pipe(gunzip) : source;
    const chunks: Buffer[] = [];
    let bytes = 0;
    const fail = (error: AppError) => {
      output.off('data', take);
      if (gunzip) {
        source.unpipe(gunzip);
        gunzip.destroy();
      }
      // What is still on its way is dropped, so that the answer reaches a sender that still sends.
      source.resume();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        fail(
          new AppError('body-too-large', `A body has at most ${maxBytes} bytes after inflating`),
        );
      } else chunks.push(chunk);
    };
    output.on('data', take);
    output.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    );
    gunzip?.on('error', () => fail(new AppError('invalid-request', 'The gzip body is damaged')));
    source.on('error', () => fail(new AppError('invalid-request', 'The body broke off')));
    source.on('close', () => {
      if (!source.readableEnded) fail(new AppError('invalid-request', 'The body broke off'));
    });
  });

/** The whole body. Throws 413 beyond `maxBytes`, 415 for a foreign encoding, 400 when it is damaged
 * or has nothing in it. */
export const readBody = async (
  headers: IncomingHttpHeaders,
  source: Readable | undefined,
  maxBytes: number,
): Promise<Buffer> => {
  const useGzip = isGzip(headers);
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    source?.resume();
    throw new AppError('body-too-large', `A body has at most ${maxBytes} bytes`);
  }
  const body = source ? await collect(source, useGzip, maxBytes) : Buffer.alloc(0);
  if (body.length === 0) throw new AppError('invalid-request', 'The body is empty');
  return body;
};
