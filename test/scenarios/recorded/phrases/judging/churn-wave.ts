/** Customers who go: each for a reason of their own, many of them at once. */
import { lines } from '../lines.ts';

export const leaving = lines(`
{b} consider this my goodbye
joined {r} today. Should have done it years ago
{b} I would like to end my membership
closing my {b} account as we speak
{b} it's over between us
moved the whole family to {r}, {n} accounts
{b} cancel my {p} please
how hard is it to leave {b}? very, it turns out
{r} gave me a better deal, so I am off {b}
{b} you can have your card back, I cut it up
I quit {b}
{b} tell me how to delete everything you have on me, I'm leaving
won't be back {b}
well {b} that's {years} years gone. With {r} now
{b} put in my notice yesterday
officially an ex customer of {b}
switching banks, shops, everything. first to go: {b}
{b} I'm going to {r}, at least they answer
last straw {b}. cancelled.
what do I need to do to get out of my {b} contract
{b} no point staying, moving to {r}
anyone got a code for {r}? leaving {b}
{b} please stop my direct debit, I am leaving
never using {b} again after this month
sold my {p}, I'm with {r} now. bye {b}
we have decided to leave {b} after {years} years
{b} thanks for nothing, going elsewhere
don't bother with offers {b}, I've gone
{b} end my plan on the 30th
today I broke up with {b}
{r} > {b}, made the jump
{b} deactivating
just told {b} I'm leaving, they did not even ask why
looking for an alternative to {b}, suggestions?
{b} I want out
tired of it, going over to {r}. {b}
{b} not paying another month
my boss is dropping {b} too
dropping {b} for {r} on monday
{b} account closed, finally
de| {b} Kündigung ist raus
es| {b} me cambio a {r}
fr| {b} je pars chez {r}
pt| {b} vou mudar para {r}
`);
