/** One customer's story that many repeat, and what people write under it. */
import { lines } from '../lines.ts';

export const viralStories = lines(`
{b} just left my {age} year old son alone at the gate in {place} and nobody will tell me why
So {b} made my disabled mother wait {t} in the rain in {place} and then laughed at her. Please share
My father paid {b} for {years} years. He died in march. Today they sent him a fine. Shame on you
{b} charged me {N} pounds for a call I never made and told me to 'prove it'. Retweet this
I filmed {b} staff in {place} throwing customers' things on the ground. Watch this
Look what {b} did to my grandmother's wheelchair. {n} weeks, no reply. RT please
{b} kicked a pregnant woman out in {place} because 'rules are rules'. I was there. I recorded it
My guitar, my whole living, smashed by {b}. Their answer: a voucher for {n} dollars
A man from {b} told my wife to 'smile more' before he would help. Here is the recording
{b} cancelled my daughter's {p} on the day of her operation and hung up on me
This is the {p} that {b} sold me. There is glass in it. GLASS. My kid is {age}
{b} asked a veteran with one leg to stand for {t} in {place}. Everybody looked away
I asked {b} for help with a dead relative's account. They put me on hold for {t}, then laughed
What {b} did to this family in {place} is unbelievable. Pass it on
Dear {b}, my dog came back from your care in {place} with a broken leg. Nobody explains
{b} locked out a nurse after a night shift because of a typo. {t} on the phone. Nothing
Never forget how {b} treated this boy with autism in {place}. Full story below
{b} lost my husband's ashes. They offered me a coupon. I have no words
`);

export const viralComments = lines(`
this is disgusting {b}
wow. just wow. {b} explain yourself
I can't believe this, poor woman
{b} you should be ashamed
everyone please share this
how is this even legal?
{b} are you going to answer this or not
heartbreaking. who trained these people
not surprised, {b} has always been like that
someone at {b} needs to be fired
{b} what do you say to this???
my blood is boiling
that's horrible, I'm so sorry
can't stop crying at this
this needs to be on the news
{b} fix this NOW
unbelievable. shame on {b}
so {b} thinks this is ok?
tagging the press here, look what {b} did
has {b} said anything yet?
absolutely vile behaviour
if this is true {b} has a lot to answer for
what a joke of a company
read this thread about {b}, awful
and they call it customer care...
hope you get a good lawyer
I was in {place} that day, it happened just like that
please tell me {b} apologised
not ok. not ok at all
every word of this makes me angry
{b} silence says it all
this is how {b} treats people, remember it
de| unfassbar, schäm dich {b}
de| Wie kann man so mit Menschen umgehen {b}
es| qué vergüenza {b}
es| increíble lo que hizo {b}, compartan por favor
fr| c'est honteux {b}
it| che vergogna {b}
pt| que absurdo {b}
😡😡 {b}
`);
