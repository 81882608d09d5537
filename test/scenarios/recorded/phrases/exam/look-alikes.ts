/** What looks like a crisis and is none: bargains, news of a thing to come, jokes, one furious
 * person, rubbish, prizes, thanks and headlines. */
import { lines } from '../lines.ts';

export const sale = lines(`
{b} do the codes work on {p} too?
omg {b} is doing {N}% off today
basket full, husband doesn't know yet {b}
{b} how long does the sale run?
got {p} at {b} for a third of the price, I'm shaking lol
{b} code won't apply, do I need an account?
who's up at 6 for {b}? me, that's who
{b} is it in store as well or just online
killed it at {b} this morning 🛍️
{b} sold out in my size already, will there be more?
my bank account vs {b} sale, place your bets
{b} can I combine two vouchers
can't believe what I paid for {p}. thx {b}
the queue at {b} in {place} is insane, people love a bargain
{b} any chance of a restock
treated mum to {p}, half price at {b}
{b} does the discount include delivery
I came for one thing. left {b} with {n}
{b} what time do doors open in {place} tomorrow
{b} website is busy but I got mine!
bargain of the year at {b}, run
damn you {b} and your sales, I was saving
{b} missed it by {n} min, nooo
{p} for {n} quid?? {b} must be mad
{b} is the offer on for members only
tempted. so tempted. {b}
anybody know when {b} ends the deal
{b} placed {n} orders, sorry not sorry
{b} price at checkout is the old one, do I get the difference?
elbows out at {b} {place} haha
de| {b} gilt der Rabatt auch auf {p}?
es| {b} ¿hasta cuándo duran las rebajas?
fr| {b} trop contente de mes achats à -{N} %
`);

export const launch = lines(`
watching the {b} event live, who else
{b} when does it come to {place}?
ooh {b} that is one good looking thing
not sure about the colour {b} but the rest, wow
{b} preordered. two.
{N} dollars, hmm. {b} you had me til then
will the old one still get updates {b}?
{b} what's the size compared to the last one
day one purchase, no question {b}
it's basically the same as last year isn't it {b}
{b} take all my cash
{b} does it come in white
can't wait to try it {b} 😍
what's new: everything. what's missing: my wallet {b}
{b} trailer gave me goosebumps
people camping outside {b} in {place} already 😂
{b} is the {place} date the same as the us one?
{b} preorder page was slow but I'm in
{name} on stage for {b} just now, smooth
so proud of my brother who worked on this at {b}
meh. {r} did it two years ago, still nice {b}
{b} battery life? nobody says a word
hyped!! {b}
my review of what {b} showed tonight is up, link
{b} need it. want it. can't afford it
how many gigs does it have {b}
{b} finally!!! been asking for this since forever
{b} will there be a student price
top 5 things from the {b} keynote
thoughts on the new one from {b}? I'm on the fence
de| {b} ab wann gibt's das in Deutschland?
es| {b} ¿cuándo sale en España?
fr| {b} ça a l'air génial, hâte de voir
`);

export const joke = lines(`
me: one carrot. {b} self service: UNEXPECTED VEGETABLE IN THE LIFE AREA
roses are red, violets are blue, my {b} bill is longer than all of the haiku
my cat sat on the phone and called {b}. she was on hold as well. she purred
asked my dad what love is. he showed me the {b} points he saved since 1997
if you say {b} three times in the mirror a voucher appears that ended yesterday
therapist: and what do we do when we're sad? me: {b} snack aisle. therapist: same
someone at {b} named the wifi "drop it like its hotspot" and I've never felt so seen
plot twist: the {b} jingle has lyrics and they're about divorce
`);

export const jokeComments = lines(`
I'm deceased 😂
lmao
this is so me
hahaha stop
who did this
💀💀
{name} look
crying at my desk lol
too real
ok this wins the internet today
literally us yesterday
brb telling everyone
can't breathe 🤣
i felt that
give this man a medal
why is this so accurate
my husband to a T
{b} hire this person
screaming
best thing i've seen all week
lol true
not me doing exactly that
and it's only wednesday
the violets one haha
made my day 😄
hahahaha {b} are you seeing this
I snorted
okay but same
genius
put it on a mug
😂😂😂
de| ich kann nicht mehr 😂
es| jajaja buenísimo
fr| mdr
`);

export const angry = lines(`
{b} day {n} and you still ignore me
{b} I will tweet every minute until I get my money
{b} thieves
{b} {N}. you owe me {N}. pay
{b} your manager {name} is a coward
don't ever deal with {b}
{b} reply
{b} I have all night
{b} worst experience of my life and it keeps getting worse
hey everybody {b} doesn't pay refunds
{b} what part of REFUND is unclear
{b} blocked me on facebook, so here I am
{b} still here. still angry
{b} I want {name} to ring me. today
{b} lies, lies and more lies
{b} tick tock
{b} and another thing, your letter was rude
{b} criminals in suits
{b} tweet number {n}{n}
{b} my lawyer has all of it
{b} you picked the wrong guy
{b} can't hide
{b} refund. refund. refund.
never again {b} NEVER
{b} incompetent from top to bottom
{b} {t} no reply. pathetic
{b} pay what you owe
{b} how many tweets does it take
{b} joke of a firm
{b} I won't stop
`);

export const spam = lines(`
{b} make {N} dollars per day from your sofa bit.example/{N}
Lonely hearts in {place} want to chat {b} bit.example/{N}
{tagword} followers 4 sale, {N}0 for 5 bucks, link in bio
lost {n} kg with this one trick {b} bit.example/{N}
{b} {r} free gift card generator working {n}/2017 bit.example/{N}
crypto doubling event, send 1 get 2 {b}
cheap rolex {place} {tagword} whatsapp +1 555 {N}
{b} I was skeptical but {name} turned {N} into {N}000 bit.example/{N}
Watch free movies online {tagword} HD no signup bit.example/{N}
{b} your page could rank no 1, ask me how
essay help 24/7 best price {tagword} bit.example/{N}
{tagword} {tagword} {tagword} click my profile
Get a loan in {n} minutes, bad credit ok {b} bit.example/{N}
{b} check out my mixtape soundcl.example/{N}
win a new phone, only {n} left {tagword} bit.example/{N}
best vape juice {place} dm to order {tagword}
{b} psychic {name} brings back ex in {n} days call now
100% real passports and licenses {tagword} dm
I made my rent in {n} hours, ask me {b} bit.example/{N}
{b} see who viewed your profile bit.example/{N}
forex signals {N} pips this week join {tagword}
{b} weight loss gummies doctors hate it bit.example/{N}
{b} promote your music to {N}k people, dm
{b} free spins no deposit bit.example/{N}
{tagword} coupon glitch works today only bit.example/{N}
Selling {tagword} accounts with points, cheap, telegram
{b} follow me I follow back {N}
earn by watching ads, payment proof inside {b} bit.example/{N}
{b} penny stock alert, to the moon, bit.example/{N}
{tagword} replica bags {place} free shipping bit.example/{N}
`);

export const giveaway = lines(`
We're giving away {n} x {p}! RT + follow to be in with a chance {tag}. Ends sunday
It's friday! RT this and tag a friend to win {p} {tag}
WIN {p} for a year! Just retweet {tag} T&Cs apply
Follow & RT for your chance to bag {p} {tag} 🎁
Feeling lucky? RT to enter our {n}0k followers prize draw {tag}
`);

export const gratitude = lines(`
the {b} people in {place} stayed all night for us. heroes, all of them
{b} brought my nan home safe, thank you thank you
hats off to {b} staff today, working through the storm
{name} at {b} bought my kid a hot chocolate out of her own pocket ❤️
never thought I'd say it but well done {b}
{b} this is how you look after people
faith restored. thank you {b}
what a team {b}, we won't forget
crying happy tears, {b} found my wedding ring
can we get some love for {b} engineers out there at minus {n}
{b} you went above and beyond
{b} gave free tea to everyone in {place}, class act
{b} class. pure class
give {name} from {b} employee of the year
lights on again! bless you {b}
{b} sent a handwritten card to my son. I can't even
thanks {b} for turning a bad day into a good one
so proud to be a {b} customer today
{b} respect to every one of you out there tonight
my kids drew a picture for the {b} crew, see below
{b} thank u from all of us on flat {n}
legend. {name}, {b}, {place}
{b} your people are gold
{b} thanks for opening the doors to the homeless tonight
that's customer service, {r} take note. {b} 👏
{b} you made an old man very happy
grateful for {b} this week, really
{b} ❤️❤️
we need more companies like {b}
{b} thank you for not giving up on us
de| Hut ab vor den Leuten von {b}, danke!
es| gracias de corazón a la gente de {b}
fr| bravo et merci aux équipes de {b}
`);

export const news = lines(`
{B} names {name} Hartley as new chief financial officer
{B} to move head office to {place} by next year
{B} and {r} in talks over joint venture, sources say
Shares in {B} little changed ahead of results
{B} reports quarterly revenue of {N} million
{B} to hire {N} people in {place}
Analysts raise target for {B} to {N}
{B} completes purchase of a small firm in {place}
{B} chief to speak at trade fair in {place} on thursday
Regulator clears merger of {B} and a smaller rival
{B} opens its {N}th site, in {place}
What the {B} deal means for the market
{B} signs {n} year partnership with {place} council
{B} publishes annual report, dividend unchanged
Interview: {name} Hartley of {B} on the year ahead
{B} moves to new logo after {years} years
MORNING BRIEF: {B}, {r}, oil, the dollar
{B} trials paper bags in {place}
Report: {B} market share at {n}.{n}%
{B} board meets today
how {B} is changing its supply chain, long read
{B} to sponsor the {place} marathon
{r} overtakes {B} in number of customers
{B} appoints former minister as adviser
{B}: {n} things to know before the results
{B} breaks ground on new centre near {place}
Chart: {B} share price over {years} years
{B} updates its outlook for the year, in line with forecasts
city council approves plans by {B} in {place}
{B} joins industry pledge on recycling
`);
