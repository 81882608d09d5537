/** Many people of their own accord against something that the brand decided. {theme} is what. */
import { lines } from '../lines.ts';

export const backlash = lines(`
{theme}. That's a no from me {b}
Dear {b}, I have read about {theme} and I'm furious
shame, {b}. shame.  {theme}
my last order with {b} was my last. {theme}
hey {b} how does {theme} fit with your fancy values page?
you have got to be kidding {b}. {theme}?!
{b} will be hearing from my MP about {theme}
let's all stay away from {b} till they drop {theme}
vote with your wallets people. {theme} {b}
greedy, greedy, greedy. {theme} {b}
{b} {theme} makes me sick
what sort of people come up with {theme}? ask {b}
{b} undo this. {theme} is wrong
a betrayal. {theme} {b}
as a mother of {n} I can't support a firm with {theme}. {b}
grandad has been with {b} for {years} years, {theme} broke his heart
{b} wants to get away with {theme}. don't let them
is {b} run by clowns? {theme}
just read about {theme}, absolutely livid {b}
{theme} is theft {b}
{b} arrogance at its finest: {theme}
I'm done defending {b}. {theme}, really?
nobody wants {theme} {b} NOBODY
here comes {b} with {theme} and thinks we won't notice
can't support a company behind {theme} anymore {b}
cruel and stupid: {theme} at {b}
{theme} should be against the law {b}
say no to {theme} #drop{tagword}
{b} hope {theme} costs you millions
{theme} punishes those who can least afford it, {b}
not in my name {b}. {theme}
protest outside {b} {place} on saturday against {theme}, come along
{theme}: how to lose friends by {b}
wow, {b} really said let's do {theme}
#boycott{tagword}
{b} stands for {theme} now. I don't stand for {b}
{theme} tells me everything about who runs {b}
so ashamed I ever recommended {b}. {theme}
tear up {theme} {b}, listen to people for once
{b} corporate bullies. {theme}
es| indignante lo de {b}: {theme}
de| {theme}? Ohne mich, {b}
fr| {b} et {theme}, c'est non
it| {b} {theme}, ma siete impazziti?
pt| {b} {theme}? vergonhoso
`);
