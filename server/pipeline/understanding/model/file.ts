/** A model as bytes: magic, versions, checksum, then everything brotli-packed. A file of another kind,
 * of another version, cut off or changed is a clear error, never a wrong label. It holds weights of
 * hashed buckets only: no word and no text. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { BUCKET_BITS, BUCKETS, FEATURE_VERSION, MODEL_LANGS } from './features.ts';
import { FRAME_WEIGHTS, OUTPUTS, TABLE_WEIGHTS, type SentimentModel } from './model.ts';

const MAGIC = 'TOCSINSM';
const SCHEMA = 1;
const BROTLI_QUALITY = 9;
/** Header, little endian: magic 8 bytes; schema, features, bits of a bucket: 4 each; SHA-256 of what
 * is packed: 32. */
const AT = { schema: 8, features: 12, bits: 16, checksum: 20, packed: 52 } as const;
/** Packed: rows, scale, temperature, gains, frame as 4 bytes each; then the table, negative weights
 * first, which packs better than both side by side. */
const NUMBERS = 3 + MODEL_LANGS + FRAME_WEIGHTS;
const PLAIN_BYTES = NUMBERS * 4 + TABLE_WEIGHTS;

export class ModelFileError extends Error {}

export const encodeSentimentModel = (model: SentimentModel): Uint8Array => {
  const plain = Buffer.alloc(PLAIN_BYTES);
  plain.writeUInt32LE(model.rows, 0);
  const numbers = [model.scale, model.temperature, ...model.gains, ...model.frame];
  numbers.forEach((value, i) => plain.writeFloatLE(value, (i + 1) * 4));
  for (let k = 0; k < TABLE_WEIGHTS; k += 1) {
    const plane = (k % OUTPUTS) * BUCKETS;
    plain.writeInt8(model.table[k]!, NUMBERS * 4 + plane + Math.floor(k / OUTPUTS));
  }
  const header = Buffer.alloc(AT.packed);
  header.write(MAGIC, 0, 'latin1');
  header.writeUInt32LE(SCHEMA, AT.schema);
  header.writeUInt32LE(FEATURE_VERSION, AT.features);
  header.writeUInt32LE(BUCKET_BITS, AT.bits);
  createHash('sha256').update(plain).digest().copy(header, AT.checksum);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return Buffer.concat([header, brotliCompressSync(plain, { params })]);
};

const unpack = (bytes: Buffer): Buffer => {
  if (bytes.length < AT.packed || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new ModelFileError('is not a sentiment model of Tocsin');
  }
  const versions = [AT.schema, AT.features, AT.bits].map((at) => bytes.readUInt32LE(at));
  const wanted = [SCHEMA, FEATURE_VERSION, BUCKET_BITS];
  if (versions.some((version, i) => version !== wanted[i])) {
    const [have, want] = [versions.join('.'), wanted.join('.')];
    throw new ModelFileError(
      `is a model of version ${have}; this Tocsin reads ${want}: train again`,
    );
  }
  let plain: Buffer;
  try {
    plain = brotliDecompressSync(bytes.subarray(AT.packed), { maxOutputLength: PLAIN_BYTES });
  } catch {
    throw new ModelFileError('is a sentiment model that was cut off or changed');
  }
  const checksum = createHash('sha256').update(plain).digest();
  const isWhole = plain.length === PLAIN_BYTES;
  if (!isWhole || !checksum.equals(bytes.subarray(AT.checksum, AT.packed))) {
    throw new ModelFileError('is a sentiment model that was cut off or changed');
  }
  return plain;
};

/** Throws ModelFileError with what is wrong, to be read after the name of the file. */
export const parseSentimentModel = (bytes: Uint8Array): SentimentModel => {
  const plain = unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const number = (i: number): number => plain.readFloatLE(i * 4);
  const table = new Int8Array(TABLE_WEIGHTS);
  for (let k = 0; k < TABLE_WEIGHTS; k += 1) {
    const plane = (k % OUTPUTS) * BUCKETS;
    table[k] = plain.readInt8(NUMBERS * 4 + plane + Math.floor(k / OUTPUTS));
  }
  const model = {
    table,
    rows: plain.readUInt32LE(0),
    scale: number(1),
    temperature: number(2),
    gains: Float32Array.from({ length: MODEL_LANGS }, (_, i) => number(3 + i)),
    frame: Float32Array.from({ length: FRAME_WEIGHTS }, (_, i) => number(3 + MODEL_LANGS + i)),
  };
  const numbers = [model.scale, model.temperature, ...model.gains, ...model.frame];
  if (!numbers.every(Number.isFinite) || !(model.temperature > 0)) {
    throw new ModelFileError('holds numbers that are no weights');
  }
  return model;
};

/** The model in a file; ModelFileError names the file and what is wrong with it. */
export const readSentimentModel = (path: string): SentimentModel => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new ModelFileError(`${path} cannot be read`);
  }
  try {
    return parseSentimentModel(bytes);
  } catch (error) {
    throw error instanceof ModelFileError ? new ModelFileError(`${path} ${error.message}`) : error;
  }
};
