/** The contract of a way to reach a person. A receiver tries once and says what came of it; when
 * to try again, by which other way, and when to give up, is decided by who calls it. */
import type { MessageBody } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { WayKind } from '#contracts/way.ts';

/** `accepted`: the provider has it; `isDelivered` where it says so at once. `retry`: another attempt
 * may succeed, and where `mayHaveArrived` this one may have: it went out and nobody answered.
 * `refused`: no attempt with this configuration and address will. Reasons are for the
 * timeline: they name no address, no secret and no text of the far side. */
export type Outcome =
  | { kind: 'accepted'; providerId?: string; isDelivered?: boolean }
  | { kind: 'retry'; reason: string; afterMs?: number; mayHaveArrived?: boolean }
  | { kind: 'refused'; reason: string };

/** `id` is the same for each attempt of one message: a provider that can drops repeats by it. `at`:
 * time of this attempt, epoch ms. `address`: of the person; null: the receiver's own place.
 * `callbackUrl`: where a provider may tell what came of it. */
export type Delivery = {
  id: string;
  at: number;
  body: MessageBody;
  address: string | null;
  contact: string;
  /** Of the person who is told, IANA name; absent: times are said in UTC. */
  timeZone?: string;
  callbackUrl: string | null;
};

/** A browser that takes push messages for the person that the message is for. */
export type PushTarget = { id: string; endpoint: string; p256dh: string; auth: string };

/** What receivers need beside their configuration. */
export type ReceiverTools = {
  /** SMTP_URL; null: there is no mail server. */
  smtpUrl: string | null;
  /** Keys of web push (VAPID); null: none were made. */
  vapid: { publicKey: string; privateKey: string } | null;
  /** Web push only: the browsers of the person that this message is for. */
  subscriptions?: readonly PushTarget[];
  /** Web push only: this browser will never take a message again. */
  forgetSubscription?(id: string): Promise<void>;
};

export type Receiver<Kind extends WayKind = WayKind> = {
  /** Aborted attempts count as `retry`. */
  send(config: ReceiverConfigOf<Kind>, delivery: Delivery, tools: ReceiverTools): Promise<Outcome>;
};
