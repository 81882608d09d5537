/** Customers who go after a rise in price, each on their own account: of a streaming service, of a
 * supplier of energy. */
import { lines } from '../lines.ts';

const common = lines(`
congrats {b}, that's one customer fewer
right, that's {b} cancelled
{b} up {n} a month? bye then
{years} years with {b}. over as of today
{b} how do i close my account
switched to {r} this morning, took {n} minutes, saving {N} a year
{b} not at that price. cancelling
anyone here moved from {b} to {r}? worth it?
{b} I'm leaving and so is my mother in law
{b} where's the cancel button, you hid it well
just handed in my notice to {b}
so long {b}, it was nice while it was cheap
that email about the new price was all I needed. {r} here I come
{b} please confirm that my contract ends this month
third friend this week who dumps {b}
{b} won't renew. simple as
thinking of leaving {b}, any deals at {r}?
{b} after the increase I'm better off with {r}, sorry
told {b} I'm off, they offered me {n}% . no thanks
me and {b} are breaking up
goodbye {b} x
cancelled {b} and treated myself to a pizza with the savings
{b} take me off your books
we've voted in the family, {b} is out
hey {r}, got room for one more? done with {b}
{b} quit today. {N} a year, no way
`);

export const streaming = [
  ...common,
  ...lines(`
{n} more per month for the same {n} films? unsubscribing {b}
sub cancelled {b}, library card renewed
{b} my subscription ends on the {n}th and I won't be back
downgraded, then thought why at all. gone. {b}
{r} has better shows and costs half, adios {b}
{b} only kept you for one show and even that isn't worth the new price
deleted my profile on {b} tonight, felt sad for a second
moving the whole family over to {r} this weekend, {b} got too dear
de| {b} gekündigt, {n} Euro mehr ist mir zu viel
de| Wechsle zu {r}, tschüss {b}
es| {b} me doy de baja, subís otra vez
fr| {b} résilié, trop cher maintenant
`),
];

export const energy = [
  ...common,
  ...lines(`
{b} tariff up {N}% so I've signed with {r}. meter reading sent
switching supplier today. {b} can keep their smart meter
{b} what's the exit fee? paying it gladly
used a comparison site, {r} is {N} quid less than {b}. bye
{b} final bill please. we're off to {r}
as a pensioner I can't afford {b} anymore, moved to {r}
{b} ending my fixed deal early, not waiting for your next letter
my landlord lets me pick, so out goes {b}
de| {b} Sonderkündigung ist raus
de| Nach der Preiserhöhung gehe ich zu {r}, {b}
es| {b} me cambio de compañía, ya está bien de subidas
fr| je quitte {b} pour {r}, la hausse de trop
`),
];
