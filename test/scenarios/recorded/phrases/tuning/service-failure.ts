/** One fault that strikes many at once: first-hand reports and questions. {ft} is the thing that
 * fails, {f} how. */
import { lines } from '../lines.ts';

export const failure = lines(`
{b} {ft} {f}
is {ft} down for anyone else? {b}
{b} is there a problem with {ft} right now?
anybody else unable to use {ft}? {b}
{ft} {f} since {n} minutes ago {b}
{b} your {ft} {f}, please fix
cannot get {ft} to work in {place} {b}
{b} what's going on with {ft}??
just me or is {ft} broken? {b}
hello {b} {ft} {f} here in {place}
{ft} {f} and I'm stuck {b} help
{b} any idea when {ft} will be back?
third restart and {ft} still {f} {b}
{b} {ft} keeps giving me an error
everyone in my office says {ft} {f} {b}
great, {ft} {f} exactly when I need it. thanks {b}
{b} is it my phone or is {ft} out again
same here, {ft} {f}
down in {place} too {b}
{b} how long until {ft} works again?
{ft} not working {b}
{b} are you aware that {ft} {f}?
can't do anything, {ft} {f} {b}
{b} {ft} died on me in the middle of the day
I have been trying {ft} for {t}, nothing {b}
{b} outage in {place}? {ft} {f}
why is nobody at {b} saying anything about {ft}
{ft} {f}!!! {b}
{b} error {N} on {ft}, what now
stuck in {place} because {ft} {f} {b}
{b} status page says fine but {ft} {f}
no luck with {ft} at all tonight {b}
{b} please tell us what is wrong with {ft}
so {ft} {f} for the whole of {place} apparently {b}
my {p} is useless while {ft} {f} {b}
lol {ft} {f} again {b}
{b} is {ft} under maintenance or what
tried wifi and data, {ft} {f} either way {b}
{b} I need {ft} today, it's urgent
does anyone know if {ft} is down? {b}
de| {b} {ft} geht nicht, Störung in {place}?
de| {b} bei euch {ft} auch kaputt?
es| {b} {ft} no funciona en {place}
es| {b} se cayó {ft}? a alguien más le pasa?
fr| {b} {ft} ne marche plus, panne ?
it| {b} {ft} non funziona, anche a voi?
pt| {b} {ft} fora do ar?
`);
