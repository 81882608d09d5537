/** Two calls for posts under a hashtag that people answered otherwise: a supermarket that asks for
 * happy moments, a maker of telephones that asks what people shoot with them. */
import { lines } from '../lines.ts';

export const marketPosts = lines(`
What do you love most about your local {B}? Tell us with {tag} and win a hamper!
It's {tag} week! Share the moment that made you smile at {B}.
We're all ears: tell us your favourite {B} memory with {tag} 💚
`);

export const marketAnswers = lines(`
{tag} when the chicken was {n} days past its date and the manager said "smells fine to me"
{tag} remember when you fired my mum by text? I do
slipped on a grape in {place}, offered a coupon for grapes {tag}
{tag} the horse meat
love how you pay your staff so little they need the food bank you collect for {tag}
{tag} finding a mouse in the bread. smile!
{b} my favourite memory is leaving {tag}
{tag} the self checkout calling me a thief in front of my kids
oh this hashtag is going to age well {tag}
{tag} {n} tills, one open, {N} customers
whoever came up with {tag} is having a long day haha
{tag} paying {n} quid for strawberries that grew fur on the way home
your delivery guy left my eggs on the roof {tag}
{tag} that time you poured bleach on food so the homeless couldn't eat it
grew up next to {b}, then it killed every shop in the high street {tag}
{tag} plastic round a coconut. A COCONUT
{tag} brown lettuce, sour milk, rude staff, pick one
oh {b} honey no {tag}
reading {tag} with a cup of tea, best thing {b} has done in years
{tag} when the security followed me round because of my skin
{b} do you really want us to answer that? {tag}
{tag} turkey delivered on the 27th of december
the moment I realised {r} is cheaper {tag}
{tag} my nan's trolley wheel, pray for it
{tag} overcharged {n} times in a row, must be magic
{tag} salmonella 2016, never forget
{tag} your car park fined me {N} quid while I was buying YOUR food
abort abort abort {tag}
{tag} cashiers not allowed to sit down. lovely
is the intern ok {b}? {tag}
{tag} got food poisoning from the sushi, best weekend of my life
{b} delete this {tag}
{tag} a plaster in my soup. not mine
de| {tag} verschimmelte Erdbeeren für {n} Euro, ein Traum
es| {tag} cuando me cobrasteis dos veces y me llamasteis mentirosa
fr| {tag} le jour où j'ai trouvé un ver dans la salade
`);

export const phonePosts = lines(`
Show us the world through your lens! Post your best {p} shots with {tag}
Your photos, our billboard. Share what your phone can do with {tag} 📸
What will YOU capture today? {tag}
`);

export const phoneAnswers = lines(`
{tag} a picture of my cracked screen, took it with my old phone
here's my shot: black. like every photo since the update {tag}
{tag} shot on a phone that works, so not {b}
{tag} featuring: the battery that set my bed on fire
you shot that billboard with a DSLR, it's in the exif lol {tag}
{tag} the hand of the kid who dug the cobalt
{tag} would show you but storage is full of your apps
{b} asks for photos, gets evidence {tag}
best photo of the repair bill: {N} dollars for glass {tag}
{tag} blurry, blurrier, {b}
{tag} my cat, at 2% battery, {n} min after charging
this is what {N} dollars look like after {n} months. peeled {tag}
caught in the wild: {b} support answering a call {tag} (just kidding, never seen)
lmaooo the replies under {tag}
{tag} night shift at the factory, nice framing
whoever approved {tag} didn't read the room
{tag} a selfie with the {n} chargers I had to buy
{tag} sunset through a scratched lens you won't replace
posting my photo of the lock screen. been locked out since may {tag}
{tag} here is the receipt, there's the bin
not one real photo in {tag} and I'm crying laughing
{tag} portrait mode cut my ears off
the only thing my {b} captured is my money {tag}
{tag} burn mark on my leg, exhibit A
{b} fake pictures, fake promises {tag}
{tag} can't, camera failed
{tag} nice try. pay your taxes
your lawyers will love this hashtag {b} {tag}
{tag} a photo of the {r} I bought instead
{tag} my phone in rice. it was "waterproof"
{tag} is a gift that keeps on giving
{tag} swollen battery next to a coin for scale
{b} maybe fix the camera first? {tag}
de| {tag} Foto vom kaputten Display, {n} Wochen alt
es| {tag} foto borrosa número {N}, gracias
fr| {tag} ma batterie gonflée, jolie non ?
`);
