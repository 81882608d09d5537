/** What a receiver needs beside its configuration, for one message: the mail server, and for web push
 * the keys of the house and the browsers of the person. */
import type { ReceiverTools } from '#alerts/receivers/contract.ts';
import type { Message } from '#contracts/calling.ts';
import { dropSubscription, listSubscriptions } from '#server/store/push.ts';
import type { Db } from '#server/store/sql.ts';

/** Of one person: the store keeps fewer. */
const BROWSERS_MAX = 50;

export const createTools =
  (deps: { db: Db; smtpUrl: string | null; vapid: NonNullable<ReceiverTools['vapid']> | null }) =>
  async ({ way, person }: Pick<Message, 'way' | 'person'>): Promise<ReceiverTools> => {
    const { db, smtpUrl, vapid } = deps;
    if (way.kind !== 'push' || person === null) return { smtpUrl, vapid };
    return {
      smtpUrl,
      vapid,
      subscriptions: await listSubscriptions(db, person, BROWSERS_MAX),
      forgetSubscription: async (id) => void (await dropSubscription(db, id)),
    };
  };
