/** An ordinary day: complaints, questions, requests, thanks, follow-ups and the desk's replies. */
import { lines } from '../lines.ts';

export const everyday = lines(`
{b} do I need to book {p} ahead or can I just walk in?
popped into {B} {place} at lunch, the usual
{b} your site keeps asking for my postcode when I look at {p}
Dear {b}, {i} yet again. I'm tired.
which is better, {b} or {r}?
{b} got a letter about {p}, is it genuine?
had a mixed experience with {b}. {i}, but {name} was kind
{b} what time do you close tonight in {place}
{b} hi guys, I never got the confirmation for {p}
{b} can I take {p} back without the receipt?
{b} I'd appreciate a little help with {i}
meh. {i}. {b}
Is there parking at {b} {place}
{b} tell me, is {p} suitable for children
not sure if I'm doing it wrong but {p} looks different from the picture {b}
{b} how long is {p} valid
{b} any vacancies in {place}? My cousin is looking
{i}, and then they ask me to rate them {n} stars {b}
paid twice for {p} it seems, {b} can you check?
{b} where can I see my points
{b} hiya, is the {place} branch wheelchair friendly?
first time using {b}, wish me luck
{b} the lady on the phone could not find my {p}
Had to go back {n} times because of {i}. {b}
{b} what's the number for {place} please
{b} can you tell {name} thanks but I found it
{b} is there any way to pay monthly for {p}
I think {b} owes me {n} dollars for {p}
sunday morning, coffee, {p} from {b}
{b} do you ship {p} to {place}?
{b} your advert for {p} is on all the time lol
hey {b}, what's with {i}
{b} small thing but the label on {p} is wrong
{B} {place} is moving next door I hear
{b} could I speak to someone about {p} tomorrow?
{b} got an email saying {p} is ready but it isn't
{b} got half of my {p}, where is the rest
{b} when do you restock {p}?
kids loved {p} from {b}
{b} I typed the wrong date for {p}, is it too late to change
{b} waited {t} for {p}, bit long no?
just saw the {b} van in our road, must be {p}
{b} recommend me something please, {p} or the other one?
I keep getting mail from {b} for someone called {name}
de| {b} moin, kann man {p} auch abholen?
de| {b} {p} ist beschädigt angekommen, was nun?
es| {b} buenas, a qué hora abren en {place}?
es| {b} todavía no llega {p}
fr| {b} je n'arrive pas à retrouver {p}
it| {b} come posso avere la ricevuta di {p}?
pt| {b} bom dia, vocês entregam em {place}?
`);

export const thanks = lines(`
{b} brilliant, that did the trick
big thanks to the {place} crew at {b}, you were lovely
well that was painless. ta {b}
{b} {name} deserves a raise, what a star
so pleased with {p}! {b}
{b} appreciate the swift answer
{b} got it today, perfect
didn't expect that from {b}, nicely done
10/10 for {p} {b}
{b} you've made my week
de| vielen Dank {b}, hat geklappt
pt| obrigada {b}, resolvido
`);

export const followUps = lines(`
{b} have messaged you
{b} nope still nothing
{b} cheers
{b} as I said, {place}
{b} my number is {N}{N}
{b} I did, it says try later
{b} fine, thanks
{b} ah ok, got it now
{b} will do
{b} they told me the opposite on the phone
{b} how soon?
{b} right, thank you {name}
`);

export const replies = lines(`
Hey, thanks for flagging this. May we have your details in a private message? -{name}
Hello! We'd love to help, which {p} is it about? -{name}
Apologies for {i}, we'll make it right. -{name}
Hi, please try again in a few minutes and let us know. -{name}
That is great to hear, enjoy! -{name}
Hi there, {place} closes at eight tonight. -{name}
We've had a look and it is on its way. -{name}
Thanks for your patience, a colleague will ring you. -{name}
Hi, no worries, we have updated {p} for you. -{name}
Sorry about this. Could you share the order number? -{name}
You can collect it from tomorrow. -{name}
Hello, we have just answered in the private message. -{name}
`);
