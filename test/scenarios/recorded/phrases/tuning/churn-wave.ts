/** Customers who go: each for a reason of their own, many of them at once. */
import { lines } from '../lines.ts';

export const leaving = lines(`
{b} cancelling my account today
that's it, switching to {r}
{b} how do I cancel? done with you
just moved everything from {b} to {r}
goodbye {b}, it was nice while it lasted
{b} please close my account
after {years} years I'm leaving {b}
I've switched to {r}, half the price of {b}
{b} where is the button to delete my account
ending my contract with {b} this month
can't wait for my {b} contract to end
{r} here I come, bye {b}
{b} you just lost a customer
taking my business elsewhere {b}
{b} I want to terminate {p}
cancelled {b} this morning, feels good
{b} I'm out. {i} once too often
my family of {n} is leaving {b} for {r}
anyone else moving from {b} to {r}?
{r} offered me more. So long {b}
{b} last month with you
not renewing {p} with {b}
{b} no longer a customer as of today
unsubscribed from {b}, {r} is better
tell me why I should stay {b}, {r} is cheaper
{b} I've had enough, closing my account
signed up with {r}. {b} can keep {p}
{b} how much is the fee to leave early
done with {b}. done.
{b} stop charging me, I cancelled
leaving {b} because of {i}
bye {b} 👋
{b} my notice is in the post
I'm the {n}th person in our street to leave {b}
switched. best decision. sorry {b}
{b} won't be buying {p} from you again
so many friends are leaving {b}, now me too
{b} I'd rather pay more at {r}
{r} made switching from {b} easy
{b} please confirm my cancellation
de| {b} ich kündige
de| {b} bin jetzt bei {r}, tschüss
es| {b} me doy de baja
fr| {b} je résilie mon abonnement
pt| {b} quero cancelar minha conta
`);
