/** People who wait: no one fault, no one subject, only nobody who answers. */
import { lines } from '../lines.ts';

export const waiting = lines(`
{b} hello? anyone there?
{b} still waiting for an answer to my message
{b} I wrote {t} ago, no reply
{b} been on hold for {t} now
{b} is anybody working today?
{b} sent you a DM {t} ago, nothing
{b} please reply
{b} could you look at my message from this morning
{b} second time asking about {p}
{b} number {N} in the queue, for {t}
{b} you used to answer in minutes, what happened
{b} I'm waiting
{b} no response yet on {i}
{b} phone line cut me off after {t}
{b} chat says an agent will be with me shortly. That was {t} ago
{b} can somebody please get back to me about {p}
{b} ??
{b} tried phone, mail and chat, nobody answers
{b} ticket {N}{N} still open, no word
{b} how long is the wait at the moment
{b} hung up on me after {t} on hold
{b} any update? it's been {t}
{b} ignoring your customers now?
{b} waiting on hold again, {i} is urgent
{b} could you at least say that you have seen this
{b} what's the point of support if no one replies
{b} I need an answer about {p} today
{b} nobody picks up
{b} been trying to reach you since morning
{b} {t} and counting
{b} is the support team on holiday?
{b} asked {n} times already
{b} just want to talk to a person about {i}
{b} where are you guys
{b} my question about {p} please
{b} I'd like a reply, thanks
{b} still no call back
{b} queue not moving at all
de| {b} seit {t} in der Warteschleife
es| {b} sigo esperando una respuesta
fr| {b} toujours pas de réponse
`);
