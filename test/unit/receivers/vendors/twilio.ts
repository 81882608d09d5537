/** Twilio's API of 2010-04-01 as its documentation describes it: what it forbids is refused with the
 * code that the documentation gives, and every call must say TwiML that an XML parser takes. */
import { z } from 'zod';
import type { Answered, Asked, Vendor } from './stand-in.ts';
import { xmlOf } from './xml.ts';

export const ACCOUNT = { sid: `AC${'0a'.repeat(16)}`, token: 'token-of-the-stand-in' };
const E164 = /^\+[1-9]\d{6,14}$/;
const url = z
  .url({ protocol: /^https?$/ })
  .max(4_000)
  .refine((text) => !new URL(text).hostname.includes('_'));

const message = z
  .strictObject({
    To: z.string().regex(E164),
    From: z.string().optional(),
    MessagingServiceSid: z
      .string()
      .regex(/^MG[0-9a-f]{32}$/i)
      .optional(),
    Body: z.string().min(1).max(1_600),
    StatusCallback: url.optional(),
    ValidityPeriod: z
      .string()
      .regex(/^\d+$/)
      .refine((text) => +text >= 1 && +text <= 36_000),
  })
  .refine(({ From, MessagingServiceSid }) => Boolean(From) !== Boolean(MessagingServiceSid));
const call = z.strictObject({
  To: z.string().regex(E164),
  From: z.string().regex(E164),
  Twiml: z.string().max(4_000),
  Timeout: z
    .string()
    .regex(/^\d+$/)
    .refine((text) => +text >= 1 && +text <= 600),
  StatusCallback: url.optional(),
  StatusCallbackEvent: z
    .array(z.enum(['initiated', 'ringing', 'answered', 'completed']))
    .optional(),
  MachineDetection: z.enum(['Enable', 'DetectMessageEnd']).optional(),
  AsyncAmd: z.enum(['true', 'false']).optional(),
  AsyncAmdStatusCallback: url.optional(),
});

const VERBS: Record<string, { inside: string[]; attributes: string[] }> = {
  Response: { inside: ['Say', 'Gather', 'Pause', 'Hangup'], attributes: [] },
  Gather: {
    inside: ['Say', 'Pause'],
    attributes: ['input', 'numDigits', 'timeout', 'method', 'action'],
  },
  Say: { inside: [], attributes: ['language', 'voice', 'loop'] },
  Pause: { inside: [], attributes: ['length'] },
  Hangup: { inside: [], attributes: [] },
};

/** Throws what is wrong with it. Gives what is said, in order. */
export const readTwiml = (text: string): { said: string[]; action: string | null } => {
  const said: string[] = [];
  let action: string | null = null;
  const visit = (node: ReturnType<typeof xmlOf>, parent: string | null): void => {
    const rule = VERBS[node.name];
    if (!rule) throw new Error(`no verb ${node.name}`);
    if (parent !== null && !VERBS[parent]?.inside.includes(node.name)) {
      throw new Error(`${node.name} inside ${parent}`);
    }
    for (const name of Object.keys(node.attributes)) {
      if (!rule.attributes.includes(name)) throw new Error(`${node.name} has ${name}`);
    }
    if (node.name === 'Gather') action = node.attributes.action ?? null;
    if (node.name === 'Say') said.push(node.text);
    else if (node.text.trim() !== '') throw new Error(`text inside ${node.name}`);
    for (const child of node.children) visit(child, node.name);
  };
  const root = xmlOf(text);
  if (root.name !== 'Response') throw new Error('the root is not Response');
  visit(root, null);
  return { said, action };
};

const refuse = (status: number, code: number): Answered => ({
  status,
  body: JSON.stringify({ code, message: 'refused', more_info: '', status }),
});

const fieldsOf = (asked: Asked): Record<string, string | string[]> => {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(asked.body.toString('utf8'))) {
    const before = fields[name];
    if (name === 'StatusCallbackEvent') {
      fields[name] = [...(Array.isArray(before) ? before : []), value];
    } else fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
};

/** Numbers that end in these refuse or fail as the documentation says. */
const SPECIAL: Record<string, [status: number, code: number]> = {
  '0610': [400, 21610],
  '0211': [400, 21211],
  '0614': [400, 21614],
  '0429': [429, 20429],
  '0611': [400, 21611],
  '0500': [500, 20500],
};

let created = 0;
export const twilio: Vendor = (asked) => {
  const path = /^\/2010-04-01\/Accounts\/([^/]+)\/(Messages|Calls)\.json$/.exec(asked.path);
  if (asked.method !== 'POST' || !path) return refuse(404, 20404);
  const basic = Buffer.from(`${ACCOUNT.sid}:${ACCOUNT.token}`).toString('base64');
  if (asked.headers.authorization !== `Basic ${basic}`) return refuse(401, 20003);
  const type = asked.headers['content-type'];
  if (type !== 'application/x-www-form-urlencoded') return refuse(415, 20415);
  const fields = fieldsOf(asked);
  const read = (path[2] === 'Messages' ? message : call).safeParse(fields);
  if (!read.success) return refuse(400, 21200);
  if ('Twiml' in read.data) {
    try {
      readTwiml(read.data.Twiml);
    } catch {
      return refuse(400, 12100);
    }
  }
  const special = SPECIAL[read.data.To.slice(-4)];
  if (special) return refuse(...special);
  created += 1;
  const prefix = path[2] === 'Messages' ? 'SM' : 'CA';
  const sid = `${prefix}${created.toString(16).padStart(32, '0')}`;
  return { status: 201, body: JSON.stringify({ sid, status: 'queued' }) };
};
