/** An ordinary day: complaints, questions, requests, thanks, follow-ups and the desk's replies. */
import { lines } from '../lines.ts';

export const everyday = lines(`
{b} my {p} still has a problem with {i}, order {N}{N}
{b} how do I change {p} after I already paid?
{b} is {p} available in {place} too?
can someone at {b} tell me what happened to {p}? reference {N}
{b} I've had {i} for {t} now, not great
not impressed with {i} today {b}
{b} what are your opening times on saturday in {place}
Third time this month: {i}. Come on {b}
{b} do you offer a discount on {p} for students?
just tried {p} from {b}, honestly not bad
{b} hi, can you check {p} for me please? sent a DM
why is {p} so slow tonight {b}
{b} the {place} team was friendly but {i} spoiled it
Does {b} allow two people on one {p}?
{b} who do I speak to about {i}
{b} can I get a copy of last month's receipt for {p}
morning {b}! any news on {p}?
anyone used {b} in {place}? worth it?
{b} your hold music is something else. {t} of it
bit disappointed, {i} again {b}
{b} please bring {p} back to {place}
my mum asks how to set up {p}, any guide {b}?
{b} where do I find the terms for {p}
ok {b} {p} arrived, box was dented though
I'd like to upgrade {p}, which one do you suggest {b}
{b} could you confirm the time for {p} tomorrow
had to explain {i} to {n} different people at {b}
{b} what does the blue sign next to {p} mean?
{B} in {place} is always full on a friday
{b} need to update my address for {p}
quick one {b}: can {p} be shared with family?
{b} wrong name on {p}, how to correct it?
{i} at {b} - is there a form for that?
on my way to {place} with {b}
{b} I was told {n} days, it has been more. {p} still not here
{b} can you make {p} easier to find on the site
hey {b} is {p} any different from last year's?
seriously {b}, {i}? For that price?
{b} staff in {place} ignored me for {t}
Watching the game with {p} from {b} :)
{b} how long does it usually take to sort {i}?
thinking about getting {p} from {b}, opinions?
{b} please follow back so I can send the details
{b} I lost the code for {p}, can you resend
de| {b} wann kommt {p} endlich in {place}?
de| {b} seit {t} warte ich auf eine Auskunft zu {p}
es| {b} hola, tengo un problema con {p}, me ayudan?
es| {b} cuánto cuesta {p} en {place}?
fr| {b} bonjour, comment modifier {p} svp ?
it| {b} buongiorno, {p} non arriva ancora
pt| {b} olá, como faço para trocar {p}?
`);

export const thanks = lines(`
thanks {b} for sorting {i} so fast!
shout out to {name} at {b} in {place}, great service
{b} that was quick, thank you!
love how easy {p} was to set up. nice work {b}
{b} you guys rock, {i} is fixed
really happy with {p} from {b} :)
credit where it's due: {b} answered in {n} minutes
{b} thank you {name}, problem solved
best {p} in {place}, cheers {b}
pleasant surprise today by {b}, thanks
{b} sorted, much appreciated
es| gracias {b}, todo resuelto!
`);

export const followUps = lines(`
{b} thanks, DM sent
{b} yes it's reference {N}{N}
{b} tried that, no change
{b} ok will wait
{b} that worked, thank you
{b} it's for {place}
{b} no, still the same
{b} done. When will I hear back?
{b} perfect, thanks {name}
{b} I already sent that yesterday
{b} since {t} ago
{b} great, cheers
`);

export const replies = lines(`
Hi there, sorry to hear that. Could you send us your reference by DM? ^{name}
Hello, thanks for getting in touch. We're looking into {p} for you. ^{name}
Hi, that's not what we want to hear. Which {place} location was it? ^{name}
Good question! You can find it under your account settings. ^{name}
Thanks for the kind words, we'll pass them on to the team! ^{name}
Hi, we have passed this to our {p} team and will come back to you. ^{name}
Could you tell us since when you see this? ^{name}
Sorry for the wait. It has been sorted now. ^{name}
Hello, yes, {p} can be changed until the day before. ^{name}
Hi! We've replied to your DM. ^{name}
We understand, and we're sorry about {i}. Please DM your details. ^{name}
Hi, it should arrive within {n} days. ^{name}
`);
