/** What only the customers of one brand of the exam write on an ordinary day. */
import { lines } from '../lines.ts';

export const ownEveryday = {
  airline: lines(`
{b} {N} from {place} delayed {t}, what's up
{b} can I bring a ukulele on board
window seat, sunrise, coffee. morning {b}
{b} gate changed {n} times, getting my steps in
lost my kindle on {N}, seat {n}C. any chance {b}?
{b} bag took {t} to come out in {place}
{b} how early can I check in for {N}
landed in {place} ahead of schedule, nice one {b}
{b} wifi on {N} is useless
why is it always raining when I fly {b} lol
{b} need to add an infant to my booking
{b} is {N} on time tonight
`),
  bank: lines(`
{b} what's the iban for incoming from germany
{b} how much can I take out per day abroad
{b} branch in {place} had one cashier at lunch. one
my {b} app logged me out mid payment, tried again, fine
{b} standing order didn't leave on the 1st?
{b} got a text about fraud, real or fake
off to {b} in {place} to talk mortgages. growing up is weird
{b} overdraft letter came {n} days late
{b} can I open an account for my {age} year old
{b} exchange rate for dollars today?
`),
  phone: lines(`
{b} screen protector for the {n}s, do you sell one?
{b} how do I turn off the click sound
dropped my {b} in {place}, not a scratch!
{b} battery at {N}% of its life after {n} years, ok?
{b} when does my warranty run out, serial {N}
my {b} charges slow on this cable, is it the cable
{b} can't find the flashlight thing
{b} repair shop in {place}: come back in {n} days. hm
do the new ones still have a jack {b}
{b} autocorrect hates my surname
`),
  video: lines(`
{b} when do you get season {n}?
{b} buffers a bit tonight but ok
what should I watch on {b} this weekend
{b} subtitles out of sync on episode {n}
{b} why did you drop my favourite show :(
{b} can i watch in {place} with my account from home
{b} recommends me cartoons now, thanks kids
finished all {n} seasons on {b}. what is life
{b} payment failed, changed my card, all good?
{b} app on my tv is old, how to update
`),
  market: lines(`
{b} do you have oat milk in {place}
{b} bananas in {place} were green as grass
{b} my delivery was missing the butter
{b} car park in {place} needs lights
{b} what time do you close on bank holiday
the bakery at {b} {place} smells like heaven
{b} substitute for salmon was cat food. funny
{b} trolleys in {place} all need a pound, I never have one
{b} scan as you shop froze on me
{b} is the cheesecake coming back?
`),
  telecom: lines(`
{b} {n} bars and still no internet in {place}
{b} when will my number be ported
{b} technician window 8 to {n}. really?
how do I block a number on {b}
{b} how much data is left on my plan
{b} slow tonight in {place}
{b} router light is orange, is that bad
{b} roaming in {place}, what does it cost
{b} bill is {N}, usually it's less, why
{b} is there a tower down near {place}? one bar all day
`),
  energy: lines(`
{b} how do I send a meter reading
{b} moving house on the {n}th, whom do I tell
{b} bill for {N}? we were away all month
{b} smart meter shows dashes
{b} engineer came on time, done in {t}
{b} what's your cheapest tariff for one person
{b} power cut in {place}?
{b} can I change the day of my direct debit
{b} estimated bill again, I sent you the reading
{b} do I get money back for the cut last week
`),
};
