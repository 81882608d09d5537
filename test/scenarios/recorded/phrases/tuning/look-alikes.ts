/** What makes much noise and is no crisis. */
import { lines } from '../lines.ts';

export const sale = lines(`
{b} sale is on! got {p} for half price
is {p} part of the sale {b}?
yesss {p} for {n}9 at {b}
how long does the {b} sale last?
{b} does the code work for {p}?
just ordered {n} of them, thanks {b} sale
{p} sold out already {b}? will there be more
{b} sale day, my wallet hurts
finally bought {p} from {b}
can I use the voucher on top {b}?
queue in {place} round the block for the {b} sale
grabbed the last {p} {b} 🎉
{b} is it only online or in {place} too
{b} great deal on {p}!
worth it? {p} at {b} half price
`);
export const launch = lines(`
the new {p} from {b} is out!!
{b} when can I order the new {p} in {place}?
watching the {b} event, new {p} looks amazing
new {p} 😍 {b}
{b} does the new {p} come in black
want want want {b} {p}
how much is the new {p}? {b}
pre-ordered the new {p} at {b}
so the new {p} is real. wow {b}
{b} new {p} looks like the old one to be honest
is the new {p} worth the upgrade? {b}
first look at the new {p} by {b}
{b} take my money
can't decide on a colour for the new {p}
{b} delivery date for the new {p}?
`);
export const joke = lines(`
my cat just ordered {p} from {b} and honestly good for him
{b} at 3 am: you up? me: finally a {p} that gets me
nobody: ... absolutely nobody: ... {b} in {place}: here is {n} more {p}
if {b} was a person it would wear socks with sandals and be proud
`);
export const jokeComments = lines(`
😂😂😂
lol this is gold
I'm dying haha
{b} please hire this person
hahaha {b}
best thing today
too funny 😂
who made this lol
crying with laughter
this is me and {b} every day
ok {b} that's actually funny
haha so true
`);
export const angry = lines(`
{b} you are thieves
{b} give me my money back
{b} worst company in the world
{b} answer me
{b} I will post this every minute until you answer
{b} scammers
{b} {i} and you do nothing
{b} disgusting service
{b} I hate you
{b} liars, liars, liars
{b} still nothing?? pathetic
{b} my {p} is ruined because of you
`);
export const spam = lines(`
make {N}{N} a week from home, click here http://bit.example/{N} {b}
hot singles in {place} http://spam.example/{N} {b}
double your coins now http://coin.example/{N} {b}
cheap followers, DM us http://f.example/{N} #follow #money #{place} {b}
work from home and earn {N}{N} http://w.example/{N} {b}
`);
export const giveaway = lines(`
Follow and retweet to win {p} from {b}! Ends sunday {tag}
RT to win one of {N} {p} with {b} {tag}
`);
export const gratitude = lines(`
thank you {b} ❤️
{b} you saved our day, thank you
what a lovely gesture by {b}
so proud to be a customer of {b} today
{b} this is how it's done, well done
bravo {b} 👏
faith in humanity restored, thanks {b}
{b} you are the best
I love {b} for this
respect {b}, thank you for helping people in {place}
thanks to everyone at {b} in {place}
amazing, {b}
`);
export const news = lines(`
{B} names {name} as new head of {place} business http://news.example/{N}
{B} to open {n} new sites in {place}, paper reports http://news.example/{N}
{B} quarterly figures in line with expectations http://news.example/{N}
Shares of {B} little changed after quarterly report http://news.example/{N}
{B} and {r} sign agreement on {p} http://news.example/{N}
Interview: {name} of {B} on the future of {p} http://news.example/{N}
interesting read about {B} and {r} http://news.example/{N}
so {B} will be in {place} next year
{B} reports figures for the quarter
`);
