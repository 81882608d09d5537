/** Text messages by a Twilio-shaped API: as short as a phone shows without opening it, with the link
 * to the page behind the alert. */
import { isAlert } from '#contracts/alert.ts';
import type { Receiver } from './contract.ts';
import { shortTextOf } from './short-text.ts';
import { createTwilio, TWILIO_LIMITS } from './twilio.ts';

/** A message that still waits at the provider after this is left out: others were called by then. */
const VALID_SECONDS = 15 * 60;
/** A group of numbers of the account, which the provider picks the sender from. */
const SENDER_GROUP = /^MG[0-9a-fA-F]{32}$/;

export const sms: Receiver<'sms'> = {
  async send(config, delivery) {
    const { address, body, callbackUrl, timeZone } = delivery;
    if (address === null) return { kind: 'refused', reason: 'no phone number is known' };
    const link = body.answerUrl ?? (isAlert(body) ? body.crisis.url : null);
    const sender = SENDER_GROUP.test(config.from)
      ? { MessagingServiceSid: config.from }
      : { From: config.from };
    return createTwilio(
      config,
      'Messages',
      {
        To: address,
        ...sender,
        Body: shortTextOf(body, link, timeZone).slice(0, TWILIO_LIMITS.smsChars),
        StatusCallback: callbackUrl ?? undefined,
        ValidityPeriod: String(VALID_SECONDS),
      },
      delivery,
    );
  },
};
