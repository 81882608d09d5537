/** An ordinary day at the brands of the exam: what anybody writes to any of them. What only one of
 * them hears stands with its brand. */
import { lines } from '../lines.ts';

export const everyday = lines(`
{b} hi, could someone look into {i} for me? been a while now
{b} any idea when {p} will be sorted
{b} DM sent
{b} just sent u a dm with the details
{b} how do I change the name on {p}?
{b} it's about {i}. who do I talk to
quick q {b} - do you do {p} in {place}?
{b} is it normal that {p} takes {t}
not impressed with {i} {b}
{b} {i}. again. third time since easter
so {b} gave me {i} for my birthday, how thoughtful
{b} do I need ID for {p}
@{tagword} are you open on sunday in {place}
{b} lady on the phone in {place} was sweet but she couldn't fix {i}
ok {b} what's the deal with {p}
{b} your website says one thing about {p}, the guy in {place} says another. which?
{b} can I use {p} abroad?
waiting for {name} from {b} to call me back like promised
{b} where can I see {p} in the new app? old one had it on the first page
been with {b} {years} yrs, never really had a problem tbh
{b} I got an email about {p}, is that really from you?
{b} why does it ask for my password every time
hey {b} my mum doesn't do internet, how can she get {p}
{b} you said {n} days. It's been {n} weeks. {i}
can't decide between {b} and {r}, thoughts?
{b} thx but that link goes nowhere
{b} the chat thing closed on me while typing, anyone there?
{b} ref {N}-{N}, pls advise
{i} courtesy of {b} this morning. mondays, eh
{b} would love {p} in dark blue, just saying
{b} I emailed on the {n}th, did that arrive
Anybody know if {b} lets you move {p} to someone else?
{b} does {p} include the kids too
{b} your hold music needs an update, {t} of that flute
just saw the {b} ad on tv, what's that song??
{b} got double emails about {p}, one is enough :)
{b} please follow back so I can send my number
I'd like to report {i} {b}. form on the site says error 2
{b} {place} today: one person at the counter, {n} of us in line
{b} is {name} from support still on? we got cut off
{b} there's a typo on your page about {p} fyi
does {b} price match {r}?
{b} Could you tell me the phone number for {place}, google has the wrong one
{b} sad to hear that. guess I'll try tomorrow
At {b} in {place} for {p}, wish me luck
{b} I can't find the receipt for {p}, can you resend
de| {b} Wie lange dauert es denn noch mit {p}? Danke
de| {b} Kann man {p} auch telefonisch ändern?
de| Hallo {b}, wer ist bei euch für {i} zuständig
es| {b} buenas, ¿cómo puedo cambiar {p}?
es| {b} llevo {n} días con {i}, ¿me ayudáis?
fr| {b} bonjour, j'ai une question sur {p}, je vous écris en MP ?
fr| {b} toujours {i}, c'est normal ?
`);

export const thanks = lines(`
{b} all good now, cheers {name}
{b} that was quick, thank u
shout out to {name} at {b} in {place}, absolute star
{b} sorted. appreciate it
big up {b} for fixing {i} without a fuss
{b} ur a lifesaver
really happy with {p} from {b}
{b} thanks so much for the speedy reply
who knew talking to {b} could be this easy
{b} got it, thx
props to {b} for the little note that came with {p}
{b} worked like a charm
{b} 👍👍
{name} from {b} deserves a raise
{b} Perfect. Thank you for looking into it.
Very pleasant chat with {b} just now, 5 stars
{b} you guys rock
ty {b}
I love {p}. That's it, that's the tweet {b}
{b} kudos to the team in {place}, they went the extra mile
finally someone who listens, thank you {b}
{b} it came today!! so pretty
Been dreading that call to {b} for weeks and it took {n} minutes, well done
{b} awesome, following your advice it works
the new {b} place in {place} is lovely
{b} great service in {place} this morning from {name} and crew
{b} no worries, thanks anyway
impressed by {b} today. credit where it's due
de| {b} Hat geklappt, vielen Dank!
de| Super nett am Telefon, {b}. Danke {name}
es| {b} mil gracias, ya está solucionado
fr| {b} merci beaucoup, au top
`);

export const followUps = lines(`
done that already
still the same unfortunately
ok will try and report back
great, thank you
I did, twice
{N}{N}
it's the blue one
sent!
ok thx
How long will that take?
no, nothing in the spam folder either
that's what your colleague said last week
yes, in {place}
aha! that was it
I'd rather not post that here
ok but when
right, checking now
Appreciate the quick answer
you don't follow me so I can't DM
which link?
😊
since about {t} ago
perfect, have a good one
nope
hm. not really what I asked
on my phone and on the laptop
okay, leaving it for today, ta
is there an email I can use instead?
and who pays for that?
it says {N} now, is this right
de| hab ich schon versucht
de| super, danke
es| vale, gracias
fr| d'accord merci
`);

export const replies = lines(`
Hi there, thanks for getting in touch. Could you DM us your details? ^{name}
Sorry to hear that! Can you tell us a bit more? ^{name}
Hello! We've replied to your message. ^{name}
Hi, which one is it for you? We'll have a look. ^{name}
We hear you, and we've let the team in {place} know. ^{name}
Good morning! That can take up to {n} working days. ^{name}
Hey! Could you try again now and let us know? ^{name}
Hi, please follow this link and pick option {n}. ^{name}
Thanks for the kind words, that made our day! ^{name}
That's not what we like to hear. May we call you? ^{name}
Hi, you can find it under Settings > Account. ^{name}
Happy to help! Anything else? ^{name}
Apologies for the trouble. What's your postcode? ^{name}
Hi, {p} is handled by another team, passing this on. ^{name}
Hello, we're checking and will be back with you soon. ^{name}
Sure thing! It's open from 8 to {n}. ^{name}
Hi! Have you already spoken with somebody about it? ^{name}
We appreciate the feedback. ^{name}
Could you send a screenshot? Thanks! ^{name}
Hi, your ticket is with our specialists. ^{name}
Oh no! Let's get that fixed. DM us please. ^{name}
You're welcome! Enjoy your day. ^{name}
Hi, we can't see your account here, please DM the email on it. ^{name}
Thanks for your patience. It's on its way. ^{name}
Hi, unfortunately that isn't possible at the moment. ^{name}
Great question! Yes, it does. ^{name}
We're sorry you feel this way. ^{name}
Hi, we'd recommend {p} in that case. ^{name}
Hey, glad it's working again! ^{name}
Hallo! Schick uns gern eine DM mit deiner Nummer. ^{name}
Hi, what device are you using? ^{name}
`);
