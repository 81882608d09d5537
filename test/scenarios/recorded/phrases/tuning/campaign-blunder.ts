/** A post of the brand that goes wrong, and the answers it gets. */
import { lines } from '../lines.ts';

export const campaignPosts = lines(`
Tell us your best moment with us! Use {tag} and win a weekend in {place} ✨
We want to hear YOUR story. Share it with {tag} 💙
Ask our CEO anything, live at noon! Post your question with {tag}
What would you do for {p}? Show us with {tag}!
Real heroes wait with a smile. {tag}
Because every family deserves {p}. {tag}
`);

export const campaignAnswers = lines(`
{tag} that time you lost my {p} for {n} weeks
best moment? when I finally hung up. {tag}
who approved this {tag}
{tag} remember when {i} ruined my wedding? good times
oh {b}, read the room. {tag}
my story: {t} on hold, then you hung up {tag}
{tag} how about you answer your customers first
did nobody at {b} think this {tag} thing through?
is this a joke {b}? {tag}
{tag} when will you pay back what you took from me
I'd love to tell my story but your {p} ate it {tag}
{tag} my favourite moment was leaving you
wow {b} this ad is so tone deaf {tag}
delete this. {tag}
{tag} question: why do you treat your staff like dirt?
this is offensive {b}, take it down {tag}
{tag} the smile on my face when {i}. not
someone is getting fired for {tag} lol
{tag} asking for a friend: where is my refund
how to ruin a brand in one tweet: {tag}
{b} you really thought {tag} was a good idea??
{tag} I waited {t} in {place} and nobody came. Magical.
my mother cried because of {i}. Is that a good story {tag}
imagine paying people to come up with {tag}
{tag} thanks for the laugh, now fix {p}
sexist rubbish. {b} {tag}
that hashtag is going GREAT isn't it {tag}
{tag} lovely. Ever thought about answering the phone?
I have {N} stories, none of them nice {tag}
oh the irony {tag}
{tag} more like {b} shame moments
congratulations on the worst campaign of the year {tag}
{tag} you used our pain to sell {p}. disgusting
reading {tag} and crying with laughter, poor intern
so {b} wants stories, let me tell you about {i} {tag}
{tag} ask me about the {N} dollars you stole
this aged badly already {tag}
can't believe {b} made an ad out of this {tag}
de| peinlich, einfach peinlich {b} {tag}
es| qué vergüenza de campaña {b} {tag}
fr| sérieusement {b} ? {tag}
👏👏👏 slow clap for {b} {tag}
`);
