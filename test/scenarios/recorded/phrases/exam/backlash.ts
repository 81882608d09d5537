/** Two rows of the exam: a supermarket that doubles the price of what families need, a telephone
 * company whose bill has a line that nobody was told about. */
import { lines } from '../lines.ts';

export const prices = lines(`
{b} putting baby formula up by {n} quid overnight. how do you sleep
Nappies, formula, calpol: all up at {b}. That's who they squeeze, parents
went to {b} for formula. {N}% more than last week. put it back
{b} record profit last month and now this. greedy so and so's
so nurses get 1% and {b} puts milk for babies up {N}%. okay
I'm never setting foot in {b} again, {r} it is
{b} explain the formula price. we're all waiting
my sister waters down her baby's bottles because of you {b}. think about that
shame on {b}, profiteering off babies
fun fact, {r} sells the same tin for half of what {b} wants
Who at {b} sat in a meeting and said yes let's go after newborns
sign the petition against {b}, link below
{b} what a disgrace of a company
used to defend {b} when people called them posh thieves. no more
don't shop at {b} this week. make them feel it
{b} 'supply costs'? farmers get less than last year. liars
single mum of {n} here. {b} just made my month {N} quid harder
stood in {b} {place} and a dad was counting coins for formula. Heartbreaking, and they don't care
{b} it's food. for babies. not iphones
heard {name} from {b} on the radio defending it. tone deaf
Time for a boycott. {b} needs to hear it from all of us
{b} your "family first" slogan is a bad joke now
Anyone outside {b} in {place} on saturday? we're bringing placards
{b} you won't get another penny off me
wow {b}. even my tory nan is angry about this one
has {b} commented on the formula thing yet or are they hiding
cut up my {b} loyalty card on camera, feels good
MPs should look into what {b} are doing with formula prices
it's theft with a smile. {b}
{b} I worked there {years} years. ashamed of it today
formula behind security tags AND {N}% dearer, stay classy {b}
told all the mums in our group, {n}0 of us are done with {b}
de| {b} Babynahrung um {N} % teurer, schämt euch
de| Ich kauf bei {b} nichts mehr, das ist Abzocke an Eltern
es| {b} subir la leche de bebé un {N}% es de sinvergüenzas
fr| honte à {b}, faire du fric sur le lait des bébés
`);

export const fee = lines(`
{b} what on earth is an "admin recovery charge" on my bill
check your bill people, {b} sneaked in a $ {n}.99 fee
$ {n}.99 a month for "network upkeep". isn't that what I pay {b} for already??
So {b} adds a hidden fee and tells nobody. cool cool cool
looked at page {n} of my {b} bill. crooks
{b} nobody agreed to this charge. nobody
{N},000 customers times $ {n}.99. that's what {b} stole this month
hey {b} is there also a fee for reading the bill
{b} I want that sneaky charge off my account and an apology
my mom is 79 and has been paying {b}'s made up fee since january
{b} your rep said it's a government tax. It's NOT. you lie
reported {b} to the consumer office today, you should too
every phone company is bad but {b} is a special kind of bad
{b} buried it in the small print. bunch of scammers
class action against {b} when? I'm in
If {r} is smart they run ads about {b}'s secret fee tomorrow
the arrogance of {b}: "customers were informed by a notice on our website"
{b} give it back
wrote to my senator about {b} and their junk fee
{b} how is this legal
The article about {b}'s hidden fee is spot on, read it
{b} robbing people {n} dollars at a time
not paying it. come at me {b}
$ {n}.99 isn't much, it's the sneaking that makes me furious {b}
{b} ceo bonus: {n} million. now we know where the fee goes
lol {b} deleting comments about the fee on facebook
never trusted {b}, now you know why
{b} admit it, refund everyone, fire whoever came up with it
they call it recovery charge. recovering what, {b}? your honesty?
{b} is a disgrace. {years} yrs a customer and this is how you treat us
every single person I know with {b} has this on the bill and no one was told
pathetic answer from {b} about the fee, copy and paste for everyone
de| versteckte Gebühr auf der Rechnung, {b} für wie dumm haltet ihr uns
es| {b} cobra una tarifa escondida, qué vergüenza de empresa
es| {b} ladrones, {n} dólares al mes sin avisar
fr| {b} des frais cachés sur la facture, c'est du vol
`);
