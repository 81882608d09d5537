/** Reads a mail as RFC 5322 and MIME say, strictly: for tests that look at what has arrived. */

export type Part = { headers: Map<string, string>; body: string };
export type Mail = { headers: Map<string, string>; raw: string; text: string; html: string };

const WORD = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;
const decodeWord = (_all: string, kind: string, text: string): string =>
  kind.toLowerCase() === 'b'
    ? Buffer.from(text, 'base64').toString('utf8')
    : decodeQuoted(text.replaceAll('_', ' '));

const decodeQuoted = (text: string): string => {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** Throws at a line that is no header, and at one that is there twice. */
const readHeaders = (block: string): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const match = /^([!-9;-~]+):\s*(.*)$/.exec(line);
    if (!match) throw new Error(`not a header: ${line.slice(0, 80)}`);
    const name = match[1]!.toLowerCase();
    if (headers.has(name) && name !== 'received') throw new Error(`twice: ${name}`);
    headers.set(name, match[2]!.replace(/\?=\s+=\?/g, '?==?').replace(WORD, decodeWord));
  }
  return headers;
};

const readPart = (raw: string): Part => {
  const end = /\r?\n\r?\n/.exec(raw)!;
  const headers = readHeaders(raw.slice(0, end.index));
  const body = raw.slice(end.index + end[0].length);
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  if (encoding === 'base64') {
    return { headers, body: Buffer.from(body, 'base64').toString('utf8') };
  }
  if (encoding === 'quoted-printable') return { headers, body: decodeQuoted(body) };
  return { headers, body: Buffer.from(body, 'latin1').toString('utf8') };
};

/** A mail of two alternatives, text and HTML; all else throws. */
export const readMail = (bytes: Buffer): Mail => {
  const raw = bytes.toString('latin1');
  const whole = readPart(raw);
  const type = whole.headers.get('content-type') ?? '';
  const boundary = /^multipart\/alternative;\s*boundary="?([^";]+)"?$/.exec(type)?.[1];
  if (!boundary) throw new Error(`not two alternatives: ${type}`);
  const inner = raw.slice(raw.search(/\r?\n\r?\n/));
  const pieces = inner.split(new RegExp(`\\r?\\n--${boundary.replace(/[^\w]/g, '\\$&')}(?:--)?`));
  const parts = pieces.slice(1, -1).map((piece) => readPart(piece.replace(/^\r?\n/, '')));
  const [text, html] = parts;
  if (parts.length !== 2 || !text || !html) throw new Error(`${parts.length} parts`);
  if (!/^text\/plain; charset=utf-8$/i.test(text.headers.get('content-type')!)) throw Error('text');
  if (!/^text\/html; charset=utf-8$/i.test(html.headers.get('content-type')!)) throw Error('html');
  return { headers: whole.headers, raw, text: text.body, html: html.body };
};
