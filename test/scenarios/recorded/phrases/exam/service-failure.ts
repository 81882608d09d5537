/** Four failures of the exam, each in the words of those whom it hits: an airline in the snow,
 * cards that are refused, a telephone after an update, a stream on the evening of a finale. */
import { lines } from '../lines.ts';

export const snow = lines(`
{b} flight {N} to {place} cancelled, now what
stuck in {place} thanks to the snow and {b}. {n} hours and counting
{b} been on the tarmac {t}, kids are starving, any news on {N}?
any1 else sleeping on the floor in {place} tonight? @{tagword} gave us blankets for half the plane
{b} cancelled us at the gate. no hotel no voucher no nothing
so {b} just auto rebooked me for THURSDAY. it's sunday
{b} cannot get through on the phone, line goes dead. need to rebook {N}
{b} our crew timed out so {N} isn't going anywhere. {place} airport is chaos
{b} app says on time, board says cancelled, agent shrugs
{t} in line at {place} and there are {n} agents for like {N} people {b}
{b} will {N} fly tomorrow or should I drive
@{tagword} where's our luggage from {N}? plane never left but bags are gone
my connection left without me cause {b} kept us waiting for deicing {t}
{b} wife and {n} month old baby stranded in {place}. please help
day 2 in {place}. {b} says maybe tonight. it's not even snowing anymore!
{r} is flying out of {place} just fine, what's your excuse {b}
{b} how do I get a refund for {N}, website won't let me
Missed my sister's wedding. Thank you {b} and thank you snow
{b} {N} delayed, delayed, delayed, cancelled. in that order
all flights from {place} scrubbed?? {b} tell us something
{b} no one at gate, no announcements, {n}00 people waiting. unreal
just got the text: {N} cancelled. next seat in {n} days. {b} come on
{b} trying to rebook for {t}, site keeps throwing me out
Anybody on {b} {N} get an answer? we're at the desk and there's nobody
{b} snow in winter, who could have seen that coming
{b} been rebooked {n} times since this morning, each one cancelled
ok {b} I get it, weather. but somebody has to pick up the phone
{b} my 84 yr old dad is alone in {place}, flight gone, phone dying. who can help him??
diverted to {place}, sitting in the plane, doors closed, {t} so far {b}
{b} we slept on cots in {place}. where do we get food vouchers
I count {n} cancelled @{tagword} flights on the board rn #{place}
still no bags from yesterday {b}. wearing the same socks
de| {b} Flug {N} gestrichen, niemand am Schalter, was nun?
de| sitzen seit {n} Stunden in {place} fest, {b} sagt nichts
es| {b} vuelo {N} cancelado y nadie nos da hotel
fr| {b} vol {N} annulé, on dort par terre à {place}
`);

export const cards = lines(`
card declined at the till with a full trolley. cheers {b}
{b} is there a problem with your cards? mine got refused {n} times just now
how embarrassing, stood in {place} with a full tank of petrol and {b} won't let me pay
{b} cash machine in {place} says contact your bank. well, hello
@{tagword} contactless not going through anywhere today?
anyone with {b} able to pay for anything right now?
{b} tried two different cards, chip and pin, nothing
my whole lunch queue is {b} customers putting food back lol
{b} been trying to ring, "high call volumes". my card doesn't work and I'm abroad!!
{b} there's money in there, I can see it. so why declined
stranded at {place} station, ticket machine refuses my {b} card. great timing
{b} wages in, cards out. on a friday. brilliant
is it only debit? my {b} credit card just bounced too
{b} atm swallowed it then said temporarily unavailable
got refused at the pharmacy with a sick kid. {b} what is happening
Had to leave my shopping at the checkout. {n} people behind me. Thanks @{tagword}
{b} transfers pending since {n}am and the card is dead too
Same in {place}, nobody with {b} can pay. Cafe is taking IOUs
my landlord wants rent today and {b} is having a nap
{b} can't withdraw a single penny, been to {n} machines
{b} your status page is all green. your cards are not
does {b} know that nobody can pay?
{b} it took the money from my account but the shop says declined
bus driver let me on for free because my {b} card failed, faith in humanity 1 banks 0
{b} are you aware of an issue? card rejected in {place}
{b} {t} now and I still can't buy milk
declined declined declined. {b} pls
who else is with {b} and feeling like a thief at the till today
{b} my girlfriend's card as well, so it isn't me
{b} hotel check-in and the card fails. i've nowhere to go. ring me
paying by coins like it's 1985, ty {b}
de| {b} Karte geht nicht, weder im Laden noch am Automaten
de| Noch wer mit {b}-Karte, die abgelehnt wird?
es| {b} no me deja pagar en ningún sitio, ¿qué pasa?
fr| {b} carte refusée partout depuis {n}h, une panne ?
`);

export const update = lines(`
updated my phone last night, this morning it's a brick. {b}??
{b} since {n}.{n}.1 my battery goes from 80 to 0 in {t}
Do NOT install the new {b} update. trust me
{b} stuck on the logo after the update, {t} already
@{tagword} what have you done to my wifi, it won't stay connected since {n}.{n}.1
anyone else's {b} getting super hot after updating
{b} alarm didn't go off since the update. late for work. twice
{b} keyboard types a question mark box when I type i, is this a joke
after update: no sound in calls. {b} how do I go back?
{b} boot loop. {n} resets. all photos of my kid are on there
my {b} restarts every {n} minutes since last night
{b} can't hear anyone and they can't hear me. phone is {n} weeks old
{b} touch screen dead after {n}.{n}.1, whole office has it
update bricked {n} of our {N} work phones. {b} call me
{b} is there a fix coming for the battery drain?? I have to carry a charger like a pet
mine froze mid update and now it won't turn on {b}
Bluetooth gone in the car since the update, same for u? {b}
{b} went to your shop in {place}, line out of the door, all with the same black screen
{b} 64gb phone, "storage full" since {n}.{n}.1. it's empty!
my {b} thinks it's 1970
lost all contacts with the new update, thanks a bunch {b}
{b} camera opens to black. camera app was why I bought the thing
{b} your support says factory reset. I did. {n} times. Same.
same here with the {b} update, face unlock gone, passcode not accepted
{b} phone says no sim. sim is in. was fine before {n}.{n}.1
so the {b} update fixes security by making sure no one can use the phone
{b} pls tell me there's a patch tonight. I drive for a living and maps crashes
help, {b} stuck at "almost done" since {n} o clock
@{tagword} notifications show up {t} late after updating
{b} everyone in my class who updated has the green line. everyone
{b} grandma's phone just died on her. she pressed update like you told her
de| {b} seit dem Update ist der Akku nach {n} Stunden leer
de| Update gemacht, Handy tot. Danke {b}
es| {b} después de actualizar no enciende, ¿alguien más?
fr| {b} depuis la mise à jour plus de son en appel
`);

export const stream = lines(`
{b} spinning wheel. spinning wheel. finale starts in {n} min!!
is {b} broken or is it my tv
{b} error {N} on every device in this house
of all nights {b}. of ALL nights
{b} black screen with sound. very artistic
kicked out of {b} in the middle of the last episode, can't get back in
Anyone getting {b} to play anything? stuck at 25% here
{b} it keeps telling me too many people watching. I live alone
{b} profile gone, list gone, "something went wrong"
whole street hates {b} right now lol nobody can watch
restarted router tv and myself, {b} still won't play
{b} loading since {t}. popcorn's cold
{b} pixel soup. can count the squares on her face
@{tagword} are your servers ok?? {place} here
twitter is how I find out {b} is down
{b} signs me out, won't sign me in, says password wrong. it isn't
so what do people do when {b} won't start? talk to each other??
{b} works on my phone, tv says code {N}. help
got {n} friends over for the finale and {b} shows a frozen sloth
{b} playback error playback error playback error
can't even open the help page {b}
pls {b} spoilers are everywhere and I only have buffering
{b} same in {place}, nothing plays
u had ONE job {b}
{b} ads play perfectly in HD though. show doesn't
subtitles run, picture doesn't. {b} what's going on
{b} been like this since {n}pm, any word?
just me or has {b} gone completely? {place}
{b} can't connect, error {N}, tried app + browser
it's back. no it's not. {b} stop teasing
missing the finale because of {b}, might cry
{b} screen goes grey as soon as I hit play
de| {b} läuft bei mir gar nicht mehr, Fehler {N}
de| ausgerechnet heute streikt {b}
es| {b} se queda cargando, ¿se ha caído?
fr| {b} écran noir depuis {t}, vous aussi ?
`);
