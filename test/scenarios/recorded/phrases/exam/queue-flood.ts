/** Those who wait after a brand has moved its customers to a new system: no fault in common, and no
 * one who picks up. */
import { lines } from '../lines.ts';

export const waiting = lines(`
{b} {n}th message. is there a human
number {N} in the queue. {b} are you serious
{b} on hold {t}, then a beep, then nothing
{b} your new system can't find me. who can?
been trying to reach {b} since breakfast
{b} still no answer to my DM from tuesday
{b} chat says "an agent will be with you shortly". {t} ago
{b} letter says log in, login says call, call says log in
is {b} replying to anybody this week?
{b} since the move to the new site my account is someone else's, need to talk to a person
tweet {n} to {b}. hello? hello.
{b} you asked for my ref. I gave it. silence
{b} how long are you going to leave me hanging
I know you're busy {b} but it's been {n} days
my ear hurts. {t} of "your call matters" {b}
{b} callback was booked for 10. it's {n} pm
{b} no acknowledgment, no ticket number, no nothing
would be nice if {b} opened their inbox
{b} transferred {n} times and back to where I started
{b} anyone there
emails bounce, phones ring out, chat is closed. how does one contact {b}?
{b} balance shows zero since you migrated us. been waiting for a reply {t}
{b} please respond to my message 🙏
{b} agent said she can't see the old data, told me to call another day
ok {b} going on {n} hours in the line in {place}
{b} you've seen my tweet, you replied to others
queue in {place} goes round the block, all about the new accounts. {b}
{b} do I need to send a pigeon
{b} direct debit date changed in the move, can't reach a soul to change it back
if someone gets through to {b} let me know how
{b} complaint number {N}, opened {n} weeks back. any progress?
{b} got cut off at position 2. TWO
{b} bump
giving up for today. will try {b} again at 8
{b} answer please
de| {b} seit {n} Tagen keine Antwort, ist da jemand?
de| {t} in der Warteschleife, {b}. Rekord
es| {b} sigo esperando que me contestéis
fr| {b} toujours pas de réponse, ça fait {n} jours
`);
