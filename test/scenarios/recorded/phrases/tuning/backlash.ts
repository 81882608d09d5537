/** Many people of their own accord against something that the brand decided. {theme} is what. */
import { lines } from '../lines.ts';

export const backlash = lines(`
{b} {theme} is a disgrace
so {b} thinks {theme} is fine. I don't
never again {b}. {theme} was the last straw
{theme}?? really {b}?
I will not give another cent to {b} because of {theme}
boycott {b} until {theme} is gone
{b} you lost me with {theme}
{theme} shows what {b} thinks of us
how dare you {b}. {theme} is pure greed
Signed the petition against {theme}, you should too {b}
{years} years a customer and then {theme}. Shame on {b}
{b} reverse {theme} now
{theme} hurts the poorest most. Well done {b}
can we talk about {theme}? {b} is out of control
what were they thinking at {b}? {theme} is insane
my whole family is against {theme} {b}
{b} explain {theme} to your customers please
we see you {b}. {theme} is shameful
if {theme} stays, {b} will regret it
{theme} is discrimination, plain and simple {b}
{b} putting profit before people again with {theme}
I was a fan of {b}. Then came {theme}
disgusted by {theme}. {b} do better
{b} your silence on {theme} is deafening
who at {b} signed off {theme}?
{theme} = the end of {b} for me
{b} nobody asked for {theme}
unacceptable {b}: {theme}
{b} {theme} is a slap in the face
#boycott{tagword} because of {theme}
#shameon{tagword} {theme}
everybody I know is angry about {theme} {b}
{b} is {theme} even legal?
told my friends about {theme}, none of them will use {b} again
write to {b} and tell them what you think about {theme}
{b} take back {theme} or lose us
how is {theme} good for anybody but your shareholders {b}
so disappointed in {b} over {theme}
{theme}. I'm speechless. {b}
what a greedy company {b} has become: {theme}
de| {b} {theme} ist eine Frechheit
es| {b} {theme} es una vergüenza
fr| {b} {theme} est une honte
it| {b} {theme} è una vergogna
pt| {b} {theme} é um absurdo
`);
