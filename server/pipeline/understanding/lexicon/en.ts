/** English: the words of social customer service first, then those of everyday posts. */
import { enHeard } from './en-heard.ts';
import type { Lexicon } from './lexicon.ts';

export const en: Lexicon = {
  lang: 'en',
  common: `the and of to is in it you that was for on are with as his they be at have this from or
    had by not but what all were when we there can an your which their if will each about how up
    out them then she many some so these would other into has more her two like him see time could
    no make than been its who now my over did down only way find use may long little very after
    just where most get through back much before go good new our me too any day same right also
    around another came come work three does know why because i'm im dont don't didn't it's
    i've i'd you're we're won't can't isn't wasn't still never please thanks thank hi hello hey
    help need want got going today tomorrow last week off us am being u ur lol really think should do
    did plus ok okay via
    again always yes maybe something someone anyone everything here said says love great good bad`,
  worst: `worst, disgusting, disgusted, disgrace, disgraceful, atrocious, appalling, appalled, abysmal,
    horrendous, horrific, horrible, horribly, terrible, terribly, awful, awfully, pathetic,
    despicable, deplorable, dreadful, unacceptable, inexcusable, unforgivable, hate, hated, hates,
    hating, hatred, furious, livid, outraged, outrageous, scam, scammed, scammers, fraud, thieves,
    robbery, liars, crooks, garbage, trash, shit, shitty, bullshit, bs, crap, crappy, fuck, fucked,
    fucking, fuckin, fck, wtf, asshole, assholes, bastard, bastards, bitch, sucks, suck, sucked,
    shame on, never again, never flying, never fly, never use, never buying, joke of, a joke,
    such a joke, fuming, nightmare, hell, dumpster fire, waste of, rip off, ripoff, ripped off,
    worst service, worst customer service, zero stars, 0 stars, clusterfuck, shambles, disaster,
    evil, vile, murder*, terroris*, racist, racism, rape, rapist, kill, killed, killing, killer,
    die, died, dies, dead, death, deaths, suicide, massacre, genocide, tragedy, tragic, epic fail,
    epicfail, neveragain, worstairline, worstever, worst airline, incompetent, incompetence,
    ridiculous, ridiculously, absurd, loathe, despise, stolen, useless, worthless, insult, insulting`,
  bad: `bad, badly, poor, poorly, fail, failed, failing, fails, failure, failures, fucks, broken, broke,
    angry, anger, annoyed, annoying, annoys, disappointed, disappointing, disappointment,
    disappointments, frustrated, frustrating, frustration, frustrates, upset, upsetting, unhappy,
    nothappy, not happy, not impressed, unimpressed, rude, rudeness, rudely, ignored, ignoring,
    ignores, no reply, no response, no answer, no help, not helpful, unhelpful, no one, nobody,
    lost my, lost luggage, lost bag, lost bags, missing bag, wrong, error, errors, bug, bugs, buggy,
    crash, crashed, crashes, crashing, glitch, glitches, glitchy, stuck, stranded, delayed, delays,
    delay, cancelled, canceled, cancelling, canceling, cancellation, cancellations, overcharged,
    overcharge, overcharging, charged twice, double charged, hung up, hang up, on hold, hold for,
    still waiting, been waiting, waited, waiting for hours, keep waiting, left waiting, stop working,
    stopped working, not working, doesnt work, does not work, isnt working, wont work, wont load,
    wont let me, cant even, cannot even, never works, never work, never received, never arrived,
    not received, havent received, hasnt arrived, no show, locked out, unable, refused, refuses,
    refuse, refusing, denied, lied, lies, lying, liar, mess, messed, ruined, ruin, ruining, ruins,
    unreliable, unprofessional, terrified, scared, scary, fear, afraid, damage, damaged, destroyed,
    destroy, stupid, idiot, idiots, dumb, moron, morons, fool, fools, sick, sick of, tired of,
    fed up, sad, sadly, sadness, cry, crying, cried, tears, depressed, depressing, hurt, hurts,
    hurting, pain, painful, ugly, gross, nasty, mad, pissed, piss, pisses, damn, dammit, damned,
    worse, worsening, boring, bored, lame, weak, lazy, lousy, mediocre, shame, ashamed, embarrassing,
    embarrassed, embarrassment, unfair, unsafe, danger, dangerous, threat, threaten, threatening,
    attack, attacks, attacked, war, bomb, bombing, violence, violent, abuse, abused, victim, victims,
    arrest, arrested, crime, criminal, criminals, corrupt, corruption, guilty, blame, blamed,
    accuse, accused, sue, lawsuit, boycott, protest, scandal, crisis, chaos, awkward, regret, regrets,
    lose, losing, loser, losers, loss, wasted, waste, wasting, nonsense, ridic, unbelievable, mistake,
    mistakes, mislead, misleading, misled, misinformed, dishonest, greedy, greed, poison, filthy,
    dirty, smelly, stinks, stink, stinky, overpriced, too expensive, let down, letdown, no thanks,
    thanks for nothing, thanks a lot for, no excuse, excuses, fault, faulty, defective, complaint,
    complaints, complaining, complain, horrid, wack, ridicule, idiotic, inept, clueless, careless,
    heartbroken, heartbreaking, devastated, devastating, miserable, misery, suffering, suffer, suffers,
    jerk, jerks, screwed, screw, screwing, cheated, cheat, cheating, beyond frustrated,
    not acceptable, not good enough, not cool, not ok, not okay, not fair, no sense, makes no sense,
    no longer, bumped, misplaced, mishandled, miscommunication, disrespect, disrespectful,
    disorganized, chaotic, neglect, neglected, unsatisfied, dissatisfied, dissatisfaction, distress,
    panic, hacked, spam, outage, outages, down again, late again, wont turn, wont connect, wont play,
    keeps crashing, keeps freezing, keeps stopping, keeps skipping, freezes, freezing up, drained,
    drains, laggy, lagging, slow service, so slow, too slow, nothing works, ugh, ughh, smh, fml, ffs,
    argh, grr, grrr, facepalm, yikes, wth, pos, pita, appall*, infuriat*, aggravat*`,
  poor: `problem, problems, issue, issues, trouble, troubles, troubling, concern, concerned, concerns,
    worried, worry, worries, worrying, confused, confusing, confusion, difficult, hard time, late,
    miss, missed, missing, miss my, slow, slowly, expensive, lack, lacking, lacks, lost, losses,
    waiting, refund, refunds, compensation, reimburse, reimbursed, hassle, inconvenience,
    inconvenient, inconvenienced, sorry, unfortunately, unfortunate, doubt, doubts, complicated,
    cant, cannot, couldnt, wont, wouldnt, doesnt, didnt, isnt, wasnt, arent, hasnt, havent, unless,
    nothing, never, none, denies, warn, warned, warning, warnings, disabled, removed, deleted, ban,
    banned, blocked, block, blocking, against, enemy, illegal, injury, injured, accident, sucker,
    weird, odd, awaiting, strange, tired, exhausted, exhausting, cold, alone, lonely, jealous,
    hungry, headache, flu, virus, disease, cancer, debt, tax, taxes, fired, quit, quitting, leaving,
    switching, switched to, unsubscribe, unfollow, overbooked, oversold, rebook, rebooked, reschedule,
    rescheduled, diverted, grounded, sitting on, stuck on, runway, tarmac, baggage, lost baggage,
    excuse, apology, apologize, disconnect, disconnected, disconnects, disconnecting, unanswered,
    unresolved, unavailable, expired, failing to, get it together, step up, do better, fix this,
    fix it, fix your, wrongly, incorrect, incorrectly, misses, overpaid, forced, forcing, forces,
    struggle, struggling, struggles, disagree, unclear, unknown, lose my, poorly run, fail to`,
  hint: `why, still, hours, hour, hrs, hr, minutes, mins, min, hold, again, yet, supposed, already,
    even though, nor, instead, only, actually, seriously, really guys, phone, call, called, calling,
    calls, told, says, said, bag, bags, luggage, customer service, rep, agent, agents, answer,
    respond, response, reply, emailed, voicemail, times, days, weeks, months, since, without,
    trying, tried, try, charged, charge, paid, pay, money, fee, fees, policy, policies, claim,
    anyone, someone, nope, either, any reason, explain, gate, crew, system, wait, no, not, stop,
    stopped, keep, keeps, keeps saying,
        `,
  fine: `ok, okay, fine, nice to, appreciate it, hope, hopes, hopefully, hoping, fun, funny, like, liked,
    likes, interesting, interested, easy, easier, easily, quick, quickly, fast, faster, clean, clear,
    safe, safely, comfortable, helped, helping, helps, responsive, fresh, free, bonus, win, wins,
    winning, winner, won, luck, lucky, ready, yes, yay, haha, hahaha, lol, lmao, hehe, sweet, smile,
    smiles, smiling, hug, hugs, cheer, support, supports, congrats, welcome, gift, gifts, party,
    celebrate, celebrating, celebration, weekend, holiday, vacation, birthday, friend, friends,
    favorite, favourite, fav, proud, pride, hero, heroes, strong, success, successful, improve,
    improved, improvement, improvements, upgrade, upgraded, resolved, solved, fixed, works now,
    working now, recommend, recommended, on time, early, tonight, tomorrow, friday, saturday,
    sunday, excite, can do, forward to, good luck, peace, hot, deal, deals, discount, rock, true,
    truth, trust, honest, honestly good, fair, respect, respected, agree, exactly, blessed, bless,
    god bless, sun, sunny, join us, see you, see u, check out, live, new album, release, concert`,
  good: `good, great, nice, nicely, thanks, thank, thx, thnx, tks, ty, tysm, thank you, thank u, cheers,
    appreciate, appreciated, appreciates, appreciation, grateful, gratitude, happy, happily,
    happiness, glad, pleased, pleasure, pleasant, pleasantly, cool, helpful, kind, kindness, kindly,
    friendly, polite, courteous, professional, efficient, satisfied, satisfying, impressive,
    impressed, enjoy, enjoyed, enjoying, enjoyable, enjoys, excited, exciting, excitement, beautiful,
    beautifully, gorgeous, cute, adorable, pretty good, lovely, loving, delicious, yummy, tasty,
    smooth, smoothly, seamless, comfy, congratulations, congratulation, well done, good job,
    great job, good work, nice job, nice work, keep it up, way to go, kudos, props, shout out,
    shoutout, hats off, bravo, woohoo, woo, yaay, yayy, hooray, best wishes, no problem, no worries,
    no issues, no complaints, not bad, problem solved, all good, all set, worth it, well worth,
    looking forward, look forward, cant wait, can not wait, cannot wait, better, much better,
    feel better, made my day, makes my day, saved my, saved the day, thankful, blessing, joy, joyful,
    laugh, laughing, hilarious, charming, elegant, stylish, talented, genius, smart, clever, legend,
    legendary, inspire, inspired, inspiring, inspiration, positive, super, bless you, sweetest,
    xoxo, xx, xxx, dope, lit, stoked, pumped, thrilled, delighted, delightful, relaxing,
    relaxed, refreshing, generous, thoughtful, attentive, reliable, smartest, classy`,
  best: `best, love, loved, loves, luv, lovin, amazing, amazed, amazingly, awesome, awesomeness,
    excellent, excellence, fantastic, fabulous, wonderful, wonderfully, brilliant, brilliantly,
    perfect, perfectly, perfection, outstanding, superb, incredible, incredibly, phenomenal,
    exceptional, exceptionally, terrific, marvelous, marvellous, magnificent, spectacular, stellar,
    stunning, flawless, top notch, first class service, above and beyond, beyond expectations,
    exceeded, rocks, you rock, rockstar, rockstars, you guys rock, lifesaver, life saver, epic,
    thank you so much, thanks so much, thank you very much, many thanks, big thanks, much appreciated,
    love you, love it, love this, so happy, very happy, so excited, best ever, the best, greatest,
    happy birthday, great service, great customer service, excellent service, amazing service,
    great flight, great crew, you are the best, youre the best, five stars, 5 stars, heart of gold`,
  negators: `not no never dont doesnt didnt isnt wasnt arent werent cant cannot couldnt wont wouldnt
    shouldnt hasnt havent hadnt aint without nobody none hardly barely neither nor lack lacks`,
  boosters: `very so really extremely absolutely totally completely incredibly utterly truly super
    too such most seriously fucking freaking damn insanely ridiculously beyond highly deeply`,
  dampers: `slightly somewhat bit little fairly kinda kind sort sorta quite maybe perhaps almost
    partly mildly`,
  contrasts: `but however although though except unless`,
  thanks: `thanks, thank you, thank u, thankyou, thx, thnx, ty, tysm, cheers, much appreciated,
    appreciate it, appreciate the, appreciate your, kudos, props to, shout out to, grateful, well done,
    great job, good job, great service, great customer service, excellent service, you rock,
    youre the best, thumbs up`,
  requests: `please, pls, plz, can you, can u, could you, could u, would you, will you, can someone,
    can somebody, can anyone, need help, need some help, need assistance, need your help, help me,
    help us, please help, dm me, i need, we need, i want, i would like, id like, send me, let me know,
    give me, assist, assistance, tell me, check my, look into, fix my, any chance, call me, contact me`,
  questions: `how do, how can, how long, how much, how many, how to, how does, how come, what is, whats,
    what are, what time, when is, when will, when are, when do, when does, where is, where can,
    where are, wheres, which, who is, who do, is there, are there, do you, does your, do i, can i,
    could i, should i, will i, is it, are you, any idea, any update, any updates, anyone know,
    does anyone, anyone else, wondering, why is, why are, why do, why does`,
  leaving: `leaving you, leaving your, cancel my subscription, cancel my account, cancel my
    membership, cancel my contract, cancel my service, cancelling my subscription, canceling my
    subscription, cancelling my account, canceling my account, cancelled my subscription, canceled
    my subscription, cancelling my membership, cancelling my contract, close my account, closing
    my account, closed my account, delete my account, deleting my account, switching to, switch to
    another, switched to, switch provider, switching provider, switching providers, im switching,
    im leaving, im out, im done with, done with you, done with your, done with this, never again,
    never flying, never fly, never using, never use you, never buying, never buy from, never book,
    never shop, last time i, last time im, taking my business, take my business, took my business,
    lost a customer, lost my business, losing a customer, lose a customer, losing me, lost me as,
    going elsewhere, go elsewhere, looking for another, find another, found another, moving to
    another, ex customer, former customer, goodbye, neveragain, wont be flying, will not be
    flying, wont be using, will not be using, wont be back, wont be returning, not renewing, wont
    renew, unsubscribing, unsubscribed, ditching, ditched, flying with someone else, choose
    another, cancelling mine, cancelling my, canceling my, cancelled my account, canceled my
    account, cancelled my contract, canceled my contract, cancel everything, how do i cancel, how
    can i cancel, how to cancel, want to cancel, wanna cancel, going to cancel, gonna cancel, will
    cancel, ill cancel, will be cancelling, will be canceling, just cancelled, just canceled, done
    with, im gone, am gone, we are gone, were gone, bye, bye bye, so long, farewell, moved
    everything, moving everything, moved my, moving my, moved all my, move my account, moved to
    another, moved over to, moving over to, moving away from, moving to, please close, close my,
    closing my, closed my, account closed, ending my contract, end my contract, ending my, ended
    my contract, ended my subscription, terminate my, want to terminate, terminating my, taking my
    money, taking my custom, take my custom, take my money elsewhere, elsewhere, is leaving, are
    leaving, i left, we left, leaving after, leaving for, leaving them, will not renew, no
    renewal, no longer a customer, no longer your customer, not a customer anymore, unsubscribe
    me, signed up with, signing up with, joined another, i quit, quitting, im quitting, my notice,
    gave notice, giving notice, given notice, handed in, not coming back, never coming back, will
    not be back, never come back, last straw, final straw, deactivating, deactivated my, deleting
    my, deleted my account, deleted the app, deleting the app, uninstalled, uninstalling, dropping
    you, dropping them, dropped you for, switching from, switched from, switch from, switching
    banks, switched banks, change provider, changing provider, changing providers, changing banks,
    porting my, port my number, port out, pac code, going with, gone with another, gone over to,
    off to, youve lost me, you lost me, you have lost me, lost me, just lost me, lost us, loyal
    customer no more, thats it im, we are out, looking elsewhere, any alternatives, better
    alternative, recommend an alternative, leave you, leaving because, leaving due, im off to,
    moving from, wont be buying, will not be buying, wont buy, will not buy, rather pay, my
    cancellation, confirm cancellation, last month with, last year with, last day with, last bill,
    another cent, another penny, another dime, not staying, why should i stay, why i should stay,
    should i stay, cheaper elsewhere, ditch you, ditch them, leave them`,
  complaints: `on hold, still waiting, been waiting, no reply, no response, no answer, not working,
    stopped working, doesnt work, does not work, isnt working, wont work, keeps crashing, hung up,
    overcharged, charged twice, double charged, never arrived, never received, not received,
    hasnt arrived, havent received, lost my, want a refund, want my money, money back, my money back,
    need a refund, give me a refund, complaint, complain, complaining, file a complaint,
    poor service, bad service, worst service, terrible service, awful service, customer service is,
    unacceptable, fix this, fix your, get it together, ripped off, rip off, fed up, sick of,
    tired of, let down, not happy, not impressed, not good enough, shame on, stranded`,
  elsewhere: `called twice, called three times, called several times, called many times, already
    called, ive called, i have called, called and, called your, called customer, called support,
    called you, called yesterday, called last week, called again, tried calling, tried to call,
    keep calling, been calling, phoned, rang you, rang your, rung you, on the phone with, on the
    phone for, on the phone to, spoke to, spoken to, spoke with, spoken with, talked to, phone
    agent, hotline, call center, call centre, voicemail, left a message, left messages, been on
    hold, on hold for, on hold with, your phone line, your phone lines, emailed, e mailed, have
    emailed, sent an email, sent you an email, sent emails, sent several emails, email unanswered,
    emails unanswered, my email has, written to you, wrote to you, sent a letter, your chat, live
    chat, the chat, chat bot, chatbot, chatted with, app chat, web chat, contact form, web form,
    online form, filled out, filled in, filed a, opened a ticket, raised a ticket, open ticket,
    support ticket, ticket number, case number, reference number, submitted a, sent a dm, sent you
    a dm, sent dm, dmed you, dmd you, my dms, replied to my dm, answered my dm, went to the store,
    went to your store, visited your, went to the branch, in the store told, the store told, store
    sent me, branch sent me, sent me here, told me to tweet, told to contact, told me to contact,
    message on facebook, messaged you on`,
  fillers: `thats whats theyre theyve theyll youve youll weve well hes shes lets doesnt havent
    hasnt hadnt couldnt wouldnt shouldnt arent werent aint gonna wanna gotta getting gets got lot
    lots thing things sure yeah yep nope omg lmao lmfao smh haha hahaha hehe wow guys guy sir maam
    team dear amp via pls plz thx already yet ever every else such both few own same those here's
    there's cause cuz bc wtf tho though until till while during per without within against
    anything everyone nobody none half many much literally honestly seriously basically totally
    completely maybe guess kinda sorta bit little having does doing done makes making made says
    saying tell tells told know knows knew think thinks thought look looks looking seems seem feel
    feels come comes coming goes went gone give gives given gave put take takes taking took keep
    keeps kept let show shows may might must shall cannot won apparently finally later soon ago
    early minute minutes hour hours day days week weeks month months morning afternoon evening
    night tonight monday tuesday wednesday thursday friday saturday sunday weekend january
    february march april june july august september october november december happy sorry please
    first second third next one two three four five six seven eight nine ten thing's i'll i'd he'd
    she'd we'd they'd it'll that'll who's how's where's when's why's ya yall`,
  ...enHeard,
};
