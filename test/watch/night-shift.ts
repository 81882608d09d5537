/** A small team by night, its receivers, and the real pass and sender on a clock that a test sets: what
 * the tests of calling under stress start from. */
import { pino } from 'pino';
import { placeOf } from '#alerts/flowchart/pacing.ts';
import type { Outcome } from '#alerts/receivers/contract.ts';
import { receiverConfig, type ReceiverConfig } from '#contracts/catalogue.ts';
import { roster, type OncallState } from '#contracts/oncall.ts';
import type { WayKind } from '#contracts/way.ts';
import { createCaller } from '#server/calling/caller.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import type { Db } from '#server/store/sql.ts';
import { openOutgoing } from './outgoing.ts';
import { shippedDocuments } from './stage.ts';

const twilio = {
  accountSid: 'AC00000001',
  authToken: 'a token of the tests',
  from: '+15550001111',
};
const RECEIVERS: ReceiverConfig[] = [
  { key: 'mail', kind: 'mail', from: 'tocsin@example.test' },
  { key: 'sms', kind: 'sms', ...twilio },
  { key: 'duty', kind: 'webhook', url: 'http://127.0.0.1:9/', secret: 'a secret of the tests' },
].map((row) => receiverConfig.parse(row));

const person = (key: string, number: string) => ({
  key,
  name: key,
  ways: [
    { via: 'mail', address: `${key}@example.test` },
    { via: 'sms', address: number },
  ],
});
const ONCALL: OncallState = {
  roster: roster.parse({
    people: [person('ada', '+4915112345671'), person('ben', '+4915112345672')],
    rotas: [{ key: 'on-call', layers: [{ people: ['ada', 'ben'], startsOn: '2026-01-05' }] }],
  }),
  ...{ overrides: [], calendars: [], confirmations: [], pushPeople: [] },
};

/** `answer`: what a receiver of the kind says now. */
export const openNightShift = async (db: Db, answer: (kind: WayKind, now: number) => Outcome) => {
  const sent: { place: string; kind: WayKind; at: number; id: string; isAccepted: boolean }[] = [];
  const receiver = {
    send: async (config: ReceiverConfig, delivery: { id: string; address: string | null }) => {
      const { kind, key } = config;
      const way = { kind, receiver: key, address: delivery.address };
      const outcome = answer(kind, clock.now);
      const isAccepted = outcome.kind === 'accepted';
      const place = placeOf({ way, person: null });
      sent.push({ place, kind, at: clock.now, id: delivery.id, isAccepted });
      return outcome;
    },
  };
  const kinds = { mail: receiver, sms: receiver, webhook: receiver };
  const { clock, look, deps } = await openOutgoing(db, {
    ...{ receivers: RECEIVERS, kinds, breakerOpenMs: 0 },
  });
  const caller = createCaller(
    {
      ...{ db, bus: createLocalBus(), clock: () => clock.now, logger: pino({ level: 'silent' }) },
      ...{ metrics: createMetrics(), documents: shippedDocuments },
      oncall: { state: async () => ONCALL },
      ...{ receivers: RECEIVERS, publicUrl: deps.publicUrl, holder: 'one' },
      openSender: () => ({ wake: () => undefined, stop: async () => undefined }),
    },
    () => undefined,
  );
  /** All that pass and sender do at that instant. */
  const run = async (now: number): Promise<void> => {
    clock.now = now;
    while ((await caller.pass()) <= now);
    // Room for eight of a receiver at once: what is left goes with the next look of this instant.
    for (let before = -1; before !== sent.length;) {
      before = sent.length;
      await look();
    }
  };
  return { run, sent, clock };
};
