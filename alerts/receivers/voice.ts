/** Voice calls by a Twilio-shaped API: the alert is read out twice, and one key takes it or passes it
 * on. What is said goes along with the order to call, so that the call needs nothing of ours to be
 * reachable but for the key. */
import type { Delivery, Receiver } from './contract.ts';
import { createTwilio } from './twilio.ts';
import { twimlOf } from './twiml.ts';

/** How long it rings: less than most mailboxes wait before they answer. */
const RING_SECONDS = 25;

/** Whether a person or a machine answered is found out while the text is read: a person who is woken
 * hears no silence first. */
const callbacksOf = ({ callbackUrl }: Delivery) =>
  callbackUrl === null
    ? {}
    : {
        StatusCallback: callbackUrl,
        StatusCallbackEvent: ['answered', 'completed'],
        MachineDetection: 'Enable',
        AsyncAmd: 'true',
        AsyncAmdStatusCallback: callbackUrl,
      };

export const voice: Receiver<'voice'> = {
  async send(config, delivery) {
    const { address, body, callbackUrl, timeZone } = delivery;
    if (address === null) return { kind: 'refused', reason: 'no phone number is known' };
    const { language } = config;
    return createTwilio(
      config,
      'Calls',
      {
        To: address,
        From: config.from,
        Twiml: twimlOf(body, { language, actionUrl: callbackUrl, timeZone }),
        Timeout: String(RING_SECONDS),
        ...callbacksOf(delivery),
      },
      delivery,
    );
  },
};
