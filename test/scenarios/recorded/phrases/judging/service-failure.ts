/** One fault that strikes many at once: first-hand reports and questions. {ft} is the thing that
 * fails, {f} how. */
import { lines } from '../lines.ts';

export const failure = lines(`
hey {b} {ft} {f} for me
{b} what happened to {ft}?
anyone having trouble with {ft}
my {ft} {f} {b} wtf
{b} guys {ft} {f}. any ETA?
uh {b}? {ft} {f}
{ft} gone in {place}
so {ft} {f}. on payday. nice one {b}
{b} I keep getting kicked out, {ft} {f}
who else can't use {ft}? {b}
{b} pls check {ft}, it {f}
standing in the shop like an idiot because {ft} {f} {b}
{b} {ft} {f} on both my phone and laptop
{ft} {f} here as well, {place}
nothing works today {b} {ft} {f}
{b} are you having issues with {ft}
really need {ft} right now and it {f} {b}
whole street affected, {ft} {f} {b}
{b} your people on the phone say {ft} is fine. It {f}
is it me or {ft} {f}
reinstalled {n} times, {ft} {f} {b}
{ft} again... {f} {b}
{b} {ft} stopped in the middle of what I was doing
been like this for {t}: {ft} {f} {b}
couldn't pay for my groceries, {ft} {f} {b}
{b} is there an outage map? {ft} {f}
{ft} down :( {b}
{b} when will {ft} be fixed???
I've got customers waiting and {ft} {f} {b}
not again. {ft} {f}. {b}
{b} error code {N} with {ft}
can somebody at {b} wake up, {ft} {f}
spinning wheel, spinning wheel... {ft} {f} {b}
{b} locked out! {ft} {f}
{ft} been acting up since noon {b}
me too, {ft} {f} {b}
{b} {ft} says try again later, for {t} now
why {ft} {f} today of all days {b}
anyone from {place} got {ft} working?
can you confirm that {ft} {f} {b}
de| {b} {ft} spinnt, {place}, noch jemand?
de| {b} nichts geht mehr, {ft} seit {t} weg
es| {b} no puedo usar {ft}, qué pasa?
fr| {b} {ft} en panne chez vous aussi ?
it| {b} da un'ora {ft} non va
pt| {b} {ft} caiu? aqui em {place} não funciona
`);
