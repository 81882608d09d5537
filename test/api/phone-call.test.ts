/** One voice call from the sender to the key: what goes out through a stand-in of the provider comes
 * back through the real app, and the crisis is taken. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiverConfig } from '#contracts/catalogue.ts';
import { twilioSignature } from '#alerts/receivers/twilio.ts';
import { attempt } from '#server/calling/attempt.ts';
import { openLinks } from '#server/calling/links.ts';
import type { Logger } from '#server/logger.ts';
import { getCrisis, insertCrisis, updateCrisis } from '#server/store/crises.ts';
import { getMessage, queueMessages } from '#server/store/messages.ts';
import { ACCOUNT, readTwiml, twilio } from '../unit/receivers/vendors/twilio.ts';
import { startVendor } from '../unit/receivers/vendors/stand-in.ts';
import { anAlert } from '../unit/receivers/bodies.ts';
import { aCrisis } from '../watch/samples.ts';
import { openApp, START, type Harness } from './harness.ts';

const PUBLIC_URL = 'http://127.0.0.1';

describe('a voice call', () => {
  let harness: Harness;
  let vendor: Awaited<ReturnType<typeof startVendor>>;
  const commands: unknown[] = [];
  const receiverOf = (apiUrl: string) =>
    receiverConfig.parse({
      ...{ key: 'voice', kind: 'voice', apiUrl, allowPrivateAddress: true },
      ...{ accountSid: ACCOUNT.sid, authToken: ACCOUNT.token, from: '+4930123456' },
    });

  beforeAll(async () => {
    vendor = await startVendor(twilio);
    harness = await openApp({
      deps: {
        receivers: [receiverOf(vendor.url)],
        command: async (id, command, input, by) => {
          commands.push([id, command, input, by.name]);
          const crisis = (await getCrisis(harness.db, id))!;
          const taken = { ...crisis, state: 'acknowledged' as const, acknowledgedBy: by.name };
          await updateCrisis(harness.db, taken);
          return taken;
        },
      },
    });
    await insertCrisis(harness.db, aCrisis({ id: 'crisis-1', openedAt: START }), 1);
    await queueMessages(harness.db, [
      {
        ...{ id: 'm-1', type: 'alert.step', crisisId: 'crisis-1', chainId: null, step: 1, of: 1 },
        ...{ level: 'high', scenario: null, brand: 'Marlo', person: null, contact: 'Ada Okafor' },
        ...{ way: { kind: 'voice', receiver: 'voice', address: '+491701234567' }, drill: false },
        ...{ body: anAlert(), dueAt: START, queuedAt: START },
      },
    ]);
  });
  afterAll(async () => {
    await harness?.close();
    await vendor?.close();
  });

  const keyUrl = () => {
    const { body } = vendor.asked[0]!;
    return readTwiml(new URLSearchParams(body.toString()).get('Twiml') ?? '').action ?? '';
  };
  const press = (Digits: string) => {
    const params = { Digits, CallSid: 'CA1' };
    return harness.call({
      method: 'POST',
      url: new URL(keyUrl()).pathname,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioSignature(ACCOUNT.token, keyUrl(), params),
      },
      payload: new URLSearchParams(params).toString(),
    });
  };

  it('rings, and one key takes the crisis', async () => {
    const { links } = await openLinks(harness.db, PUBLIC_URL);
    const message = (await getMessage(harness.db, 'm-1'))!;
    const outcome = await attempt(
      {
        ...{ clock: () => START, logger: {} as Logger, receivers: [receiverOf(vendor.url)] },
        ...{ links, publicUrl: PUBLIC_URL, timeZoneOf: async () => undefined },
        toolsFor: async () => ({ smtpUrl: null, vapid: null }),
      },
      { message, riders: [] } as unknown as Parameters<typeof attempt>[1],
    );
    expect(outcome).toMatchObject({ kind: 'accepted', providerId: expect.any(String) });
    expect(keyUrl()).toMatch(/^http:\/\/127\.0\.0\.1\/api\/v1\/callbacks\/twilio\/[\w-]{38}$/);

    const reply = await press('1');
    expect(reply.statusCode).toBe(200);
    expect(readTwiml(reply.body).said[0]).toContain('You have it');
    expect(commands).toEqual([['crisis-1', 'acknowledge', {}, 'Ada Okafor']]);
    expect(await getMessage(harness.db, 'm-1')).toMatchObject({ answer: 'acknowledge' });
    expect((await getCrisis(harness.db, 'crisis-1'))?.acknowledgedBy).toBe('Ada Okafor');
  });

  it('leaves neither number, token nor address of the key in the log', () => {
    const said = harness.lines.join('\n');
    const [token] = keyUrl().split('/').slice(-1);
    for (const secret of ['+491701234567', ACCOUNT.token, token!])
      expect(said).not.toContain(secret);
  });
});
