/** What makes much noise and is no crisis. */
import { lines } from '../lines.ts';

export const sale = lines(`
{b} are you doing black friday on {p}?
bagged {p} for next to nothing, love you {b}
{b} is {p} reduced as well?
what time do the deals start {b}
everything in my {b} basket is 40 off, help
{b} {p} deal is unreal
{b} is the offer for new customers only?
got there at 6am, {b} {place} already packed
{b} how many {p} can I buy at that price
spent too much at {b} today oops
{b} please say {p} will be back in stock before the sale ends
early xmas shopping at {b} done ✅
{b} offer ends tonight right?
the {b} deals this year >>>
does anyone have a spare code for {b}
`);
export const launch = lines(`
{b} finally announced {p} v2!
omg {p} {b} it's happening
so when does {p} arrive in {place} {b}
{b} tell me more about {p} please
liking the look of the {b} {p}
{b} will the old {p} still work?
setting an alarm for {p} tomorrow {b}
{b} {p} unveiled, thread with all you need to know
{b} price of {p}?
hmm, {p} is nice but pricey {b}
took the day off for the {b} {p} release lol
{b} do I get {p} if I ordered in may
everyone is talking about {b} {p}
hands on with {p} by {b}, very good
`);
export const joke = lines(`
{b} really put '{n} servings' on {p} like I don't live alone
therapist: {p} from {b} can't hurt you. {p} from {b}:
the {b} mascot looks like he knows what you did last summer
just watched a seagull walk into {b} {place}, pay respects, and leave with {p}
`);
export const jokeComments = lines(`
LMAO
😂😂 {b}
I snorted
this seagull is my hero
no because why is this so accurate
haha brilliant
give that bird a job {b}
hahahaha stop
ok this wins the internet
my stomach hurts 😂
{b} you saw this?
legend
`);
export const angry = lines(`
{b} robbers
{b} where is my money
{b} answer you cowards
{b} not going away
{b} rubbish rubbish rubbish
{b} I want {name} fired
{b} you stole from me
{b} hello? criminals?
{b} pathetic excuse for a company
{b} {i}. Fix it. Fix it. Fix it.
{b} day {n} of asking
{b} ridiculous
`);
export const spam = lines(`
earn {N}{N} daily no experience needed http://earn.example/{N} {b}
lose weight fast with this trick http://slim.example/{N} {b}
buy verified accounts cheap http://acc.example/{N} {b}
my investment tripled in {n} days, ask me how http://inv.example/{N} {b}
watch free movies http://mov.example/{N} {b} #free #movies #{place}
`);
export const giveaway = lines(`
RT & follow {b} for a chance to win {p}. Winner picked friday {tag}
Like and share: {n} lucky people get {p} on {b} {tag}
`);
export const gratitude = lines(`
what a team {b}
{b} you have restored my faith
hats off to {b}
that video of {b} helping the old lady, so sweet
{b} wonderful people
thank you thank you thank you {b}
we love you {b} 💙
classy move {b}
{b} heroes without capes
can we all say thanks to {b} for {place}
you don't see this often. Good on you {b}
{b} proud of you
`);
export const news = lines(`
{B} reports {n} percent growth for the half year http://daily.example/{N}
{B} moves its head office to {place} http://daily.example/{N}
Analysts keep rating of {B} at hold http://daily.example/{N}
{B} hires former {r} manager {name} http://daily.example/{N}
{B} to sponsor {place} marathon http://daily.example/{N}
How {B} uses data to plan {p} http://daily.example/{N}
{B} and {r}: a comparison http://daily.example/{N}
TIL {B} was founded in {place}
just in: {B} buys stake in {place} firm http://daily.example/{N}
`);
