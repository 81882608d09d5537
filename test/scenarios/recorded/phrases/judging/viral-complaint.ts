/** One customer's story that many repeat, and what people write under it. */
import { lines } from '../lines.ts';

export const viralStories = lines(`
This happened at {b} {place} today. I am shaking. They dragged an old man out by his arms in front of us all
My {age}yo was told by {b} that her medicine 'counts as food' and it went in the bin. Thread 1/
{b} froze our account the week we buried my brother. Now rent bounced. No human will speak to us
hey {b}, this is what was in my lunch. A screw. In my lunch. pic.example/{N}
Been a loyal {b} customer since I was 18. Look at this letter they sent to my dying mum pic.example/{N}
{b} driver kicked our parcel down the steps and gave the camera the finger. video: v.example/{N}
I am deaf. {b} {place} told me to phone. I said I'm deaf. They said 'then we can't help you'
So apparently {b} thinks it is ok to body search a {age} year old girl without her parents. vid below
A {b} employee followed me to my car and called me names because I asked for a refund. Police informed
{b} sold my late father's things while I still paid for the storage. I have every receipt
I've never been so humiliated. {b} staff read my bank balance out loud in the whole shop in {place}
This is my wife's arm after using {p} from {b}. Hospital says second degree burns
we were left {t} in a locked {b} shop in {place}. with a baby. They forgot us. They just went home
{b} told my autistic brother he 'looks like a thief'. He is {age}. He cried all night
My gran, {age}9, was made to carry a {p} up four floors because the {b} man 'doesn't do stairs'
Remember this face: manager of {b} {place} spitting on a homeless man. recorded by me tonight
To {b}: you killed my rabbit. Your 'pet safe' {p}. I want answers not a form letter
`);

export const viralComments = lines(`
Vile. {b} what are you doing about it?
{b} statement please. We are waiting.
this made me cry at work
sue them
WTF {b}
how do these people sleep at night
sickening
retweeting this until {b} responds
who raised you {b}
I have no words for this
{b} that manager must go
sending hugs to the family
my jaw dropped. Really {b}?
can the media pick this up please
this is assault, plain and simple
{b} is trending for all the wrong reasons
appalling
look at this everyone
the way they just stand there... {b} sort it out
inhuman
{b} care to comment?
that poor kid
that poor man!
hang your heads in shame {b}
it's the laughing that gets me
please RT so that {b} can't hide
I used to work for {b}, can confirm it is like this
justice for this family
guess who has not said a word: {b}
no excuse. None.
if that was my mother I would burn the place down
{b} own up
saw it on the news just now, horrible
is this real?? {b}
{b} cowards
de| widerlich, {b} sagt mal was dazu
es| esto es indignante {b}
fr| inadmissible {b}, vous allez répondre ?
it| vergognatevi {b}
pt| que nojo {b}
💔 {b}
`);
