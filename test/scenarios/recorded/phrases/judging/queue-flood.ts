/** People who wait: no one fault, no one subject, only nobody who answers. */
import { lines } from '../lines.ts';

export const waiting = lines(`
{b} knock knock
{b} any chance of a response?
{b} I've been on the line {t}, this is silly
{b} messaged you at breakfast, it's nearly dinner
{b} are you there
{b} still here, still waiting
{b} you read my message and did not reply
{b} how do I get hold of a human
{b} that's {t} with the same song
{b} the callback you promised never came
{b} {n}th message. Please.
{b} is your team asleep
{b} my case {N} hasn't moved
{b} do you only answer other people?
{b} waiting for {name} to ring me since {t}
{b} no answer by mail either
{b} I get a busy tone every time
{b} please can someone pick up
{b} it says estimated wait {t}. seriously
{b} can I have an update on {p}
{b} last try: {i}
{b} bump
{b} hellooooo
{b} line went dead after {t}
{b} how many people work there, two?
{b} I asked about {p} ages ago
{b} so slow today
{b} chat keeps saying all agents are busy
{b} somebody? anybody?
{b} left {n} voicemails
{b} what's the delay in getting back to people
{b} trying to get through since {t}
{b} I'd be faster walking to {place}
{b} please answer my DM, it is about {i}
{b} just tell me yes or no about {p}
{b} waiting room full, one person at the desk in {place}
{b} are replies switched off?
{b} no one is responding
de| {b} geht bei euch noch jemand ran?
es| {b} nadie contesta el teléfono
pt| {b} ninguém responde
`);
