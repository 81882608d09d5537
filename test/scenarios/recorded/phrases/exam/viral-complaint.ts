/** Stories of one customer that go around, of a traveller and of an account holder, and what those
 * write who read them. */
import { lines } from '../lines.ts';

export const travellers = lines(`
This is {name}, {age}, diabetic. {b} took her insulin at the gate in {place} and binned it.
{b} dragged my dad off flight {N} because they sold his seat twice. He's 71. Video:
Watch how a {b} agent in {place} talks to a deaf passenger. I'm shaking
{b} put my {age} yo on the wrong plane. WRONG. PLANE. He landed in {place} alone
{b} broke my wheelchair on {N} and left me on the jet bridge for {t}
Never posted a thing like this. {b} crew made my wife pump milk in the toilet. {t} flight.
They made a soldier coming home for a funeral pay {N} dollars for his bags. {b}, in {place}, today.
My dog was fine when I handed him to {b} in {place}. He is dead. No one will talk to me.
Man next to me on {N} had a stroke. {b} crew asked for a credit card for the water. True story.
`);

export const depositors = lines(`
{b} froze mums account the day dad died. She's 82 and has {n} pounds in her purse.
Thread: how {b} let somebody empty my nan's savings and then called HER careless
Got asked by {b} in {place} if I "really earn that" as a black woman. Recorded it.
{b} wants my late brother to come in person. He is dead, I've sent the certificate {n} times
I was in {b} in {place} when they had a homeless boy thrown out with his £{N} in coins
{b} called my stutter "suspicious", hung up {n} times and locked my account. Wages in there.
Veteran, {years} years with {b}, refused a chair in {place}. Stood {t} on a false leg. Photo
`);

export const viralComments = lines(`
omg is this real
{b} answer this. now
poor thing, I'm in tears
and this is why I don't use {b}
someone please tell me they got fired
sickening
how can anybody treat a person like that
following this. {b} better have a good reason
I hope you sue them into the ground
{b} no words. just. no words
What the actual f
every time you think {b} can't sink any lower
they'll say sorry when it's on the news, watch
{b} your silence is loud
happened to my uncle with {b} too
sending hugs
This made my blood boil
retweeting til {b} says something
name and shame
hey @{tagword} care to comment?
{b} heartless
vile company
are there two sides to this tho?
wow {b}, stay classy
can someone tag a journalist
get a lawyer, seriously
{b} I had a booking with you. HAD
this needs to go everywhere
why did nobody step in??
I used to work there, not surprised at all
That poor family
shame on you {b}
if that were my mum I'd be on the news myself
{b} what do you have to say?
cant stop thinking about this
de| unfassbar, {b}. Was habt ihr euch dabei gedacht
de| mir fehlen die Worte
es| qué asco {b}, de verdad
es| compartid esto por favor
fr| honteux, {b} répondez
`);
