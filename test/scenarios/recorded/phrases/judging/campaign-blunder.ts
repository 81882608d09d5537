/** A post of the brand that goes wrong, and the answers it gets. */
import { lines } from '../lines.ts';

export const campaignPosts = lines(`
Got a question for our experts? They are here all afternoon. Ask away: {tag}
Show the world how you enjoy {p}! Best photo with {tag} gets a year for free 🎉
Some wounds heal faster with {p}. {tag}
Finish the sentence: I love this company because... {tag}
Our new film is here: one smile can end any protest. {tag}
On this day of remembrance, treat yourself to {p}: 20% off. {tag}
`);

export const campaignAnswers = lines(`
I love this company because... nope, I've got nothing {tag}
{tag} does {name} get a bonus for every person you make cry?
here's my photo: an empty shelf {tag}
people died and you sell {p}?? {tag}
{tag} how many lawyers does it take to answer one email
good lord, pull this ad {b}
{tag} Why won't you pay tax like the rest of us
ahahaha {tag} went exactly as you'd expect
whoever runs the {b} account: log off. {tag}
{tag} I enjoyed {p} so much I spent the night in A&E
gross. just gross {b}
the audacity of {tag} after last year
{tag} can your experts explain {i}?
{tag} roses are red, violets are blue, I'm still on hold, no thanks to you
nothing says sympathy like a discount code, {b} 🙄 {tag}
serious question {tag} do you test this stuff on anyone with a brain
{b} protests are not your photo shoot
{tag} what's it like to have no shame
Marketing students, take notes. {tag} is how not to do it
{tag} is it true you sacked {N} people before christmas?
because they lost my {p} AND my patience {tag}
did a robot write this? {tag}
every reply to {tag} is pure gold, PR nightmare
{b} you can't be serious with this
so insulting {tag}
{tag} ask an expert: why is your product rubbish
apologise for {tag}. Now.
I thought {tag} was satire. It is not.
hijacking {tag} to say: pay your workers
{tag} wow my dead uncle would have loved that 20 percent
because they charge me for breathing {tag}
deleting the post won't help {b}, we all have screenshots
not sure what is worse, {p} or {tag}
{tag} how do you spell disaster
an ad about unity from {b}, of all people. Hypocrites
{tag} lol no
read the comments {b} 🍿 {tag}
{tag} tasteless, offensive, lazy. Full marks
my favourite photo with {p} is the one where I throw it away {tag}
{tag} when will you stop lying about {p}
es| borren esto ya {b} {tag}
pt| que vergonha alheia {tag}
de| Geschmacklos {tag} {b}
`);
