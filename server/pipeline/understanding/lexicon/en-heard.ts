/** English words that tell what kind of voice speaks: read for live mentions only. */
import type { HeardLists } from './lexicon.ts';

export const enHeard: HeardLists = {
  faults: `not working, isnt working, stopped working, stops working, wont work, doesnt work,
    does not work, didnt work, not work, never works, wont load, not loading, doesnt load, cant
    load, wont open, wont start, wont connect, cant connect, not connecting, wont play, wont turn,
    cant log in, cant login, cannot log in, cant sign in, cant access, cannot access, cant get
    into, cant get through, cant reach, cant pay, cant use, cant book, cant check in, cant open,
    locked out, logged me out, signed me out, kicked me out, crash*, freez*, keeps skipping, keeps
    stopping, keeps pausing, error, errors, error message, glitch*, bug, bugs, broken, broke, is
    down, are down, was down, went down, been down, down again, outage, offline, no internet, no
    signal, no service, no connection, no network, no power, no reception, no data, without
    internet, without power, without service, without signal, slow, disconnect*, dropped call,
    dropping, charged twice, double charged, overcharged, charged me, wrong amount, wrong bill,
    wrong item, wrong order, hasnt arrived, not arrived, havent arrived, never arrived, didnt
    arrive, not received, havent received, never received, didnt receive, not been delivered, not
    delivered, still no, still not, still waiting, been waiting, waiting for, waiting on, waited,
    on hold, no reply, no response, no answer, nobody answers, no one answers, nobody answered, no
    one answered, nobody replies, hung up, disappeared, missing, lost, damaged, defective,
    delayed, delay, cancelled, canceled, stuck, stranded, failed, fails, failing, declined,
    rejected, blocked, disabled, deleted, hacked, unable, refused, denied, ruined, problem with,
    problems with, issue with, issues with, trouble with, charged again, cancelled on, not in
    stock, out of order, missed delivery, wrong size, late again, hours late, days late, hasnt
    come, didnt come, not come, not turned up, no show, nobody came`,
  mine: `my, mine, our, ours, me, us, im, ive, i, we, weve, were, here in, at home`,
  faultsOfMine: `still no internet, still no signal, still no power, still no service, no
    internet here, no signal here, no power here, no service here, down here, out here, down for
    me, not working for me, doesnt work for me, isnt working for me, wont work for me, not loading
    for me, wont let me, doesnt let me, not letting me, cant even, i cant, i cannot, we cant,
    still waiting, been waiting, on hold for, been on hold, charged me, charged us, charged twice,
    double charged, hung up on me, lost my, lost our, ruined my, damaged my, broke my, cancelled
    my, canceled my, cancelled our, ignored me, ignoring me, nobody answers me, no one answers me,
    locked me out, kicked me out, logged me out, signed me out, where is my, wheres my, where are
    my, took my money, took money from, not working, isnt working, stopped working, wont work,
    doesnt work, does not work, aint working, not loading, wont load, doesnt load, will not load,
    wont open, will not open, wont start, wont connect, will not connect, cant connect, cannot
    connect, cant log in, cant login, cannot log in, cannot login, can not log in, unable to, cant
    sign in, cannot sign in, cant access, cannot access, cant get in, cant get into, cant get
    through, cant get on, cant get any, cant get it to, cant get the, cant use, cannot use, cant
    pay, cannot pay, cant book, cant check out, cant send, cant receive, cant make, cant open,
    cant see, cant watch, cant stream, cant play, cant transfer, cant withdraw, locked out, logs
    me out, logging me out, logs you out, keeps logging, signs me out, kicks me out, throws me
    out, keeps crashing, keeps dropping, keeps freezing, keeps failing, keeps buffering, keeps
    loading, keeps saying, keeps giving, keeps timing, keeps disconnecting, keeps cutting, keeps
    stopping, keeps restarting, keeps rebooting, keeps spinning, keeps going down, keeps breaking,
    crashes, crashing, crashed on, crash on, is down, are down, went down, gone down, still down,
    down again, down in, down at, down since, down for, all down, been down, just went, just died,
    is dead, gone dead, went dead, totally dead, completely dead, is offline, gone offline, went
    offline, offline again, times out, timing out, timed out, fails every, fails each, failing
    every, every time i try, error when, error message, an error, error code, just errors, nothing
    but errors, error 500, error 502, error 503, error 504, error 404, getting error, getting
    errors, throws error, throwing errors, blank screen, white screen, black screen, blank page,
    shows nothing, shows blank, stuck on loading, stuck on the, stuck at, stuck loading, stuck
    connecting, wont refresh, wont let, wont accept, wont go, wont update, wont sync, just spins,
    spinning, buffering, no internet, no signal, no service, no connection, no network, no power,
    no reception, no data, no broadband, no wifi, no dial tone, no hot water, no picture, no
    sound, without internet, without power, without service, without signal, red light, power cut,
    service is out, is out again, are out again, is out here, is broken, are broken, has broken,
    broke again, is frozen, is stuck, are stuck, is not responding, payment failed, payments
    failing, payment fails, payment declined, card declined, got declined, gets declined, being
    declined, keeps declining, nothing loads, nothing works, nothing happens, not responding,
    unresponsive, wont respond, no response from the app, gone in, gone again, has gone, has died,
    dropped out, dropping out, drops out, cuts out, cutting out, cut out, lost connection, lost
    signal, lost internet, lost service, no luck with, not able to, stopped again, has stopped,
    just stopped, stopped mid, wont print, wont charge, wont turn on, not turning on, not
    charging, not connecting, not showing, not syncing, not sending, not receiving, not opening,
    not updating, not playing, not going through, wont go through, didnt go through, doesnt go
    through, not let me, does not connect, does not load, does not open, does not respond, doesnt
    connect, doesnt respond, doesnt open, outage, outages, freezes, freezing, buffers, try again,
    tries again, died on me, died on us, dies on me, stops after, stops every, stopped after, to
    work in, to work at, get it working, work again, works again, working again, be back up, be
    back on, back online, will be back, is it back, under maintenance, down for maintenance, what
    is wrong with, whats wrong with, something wrong with, what happened to, problem with the,
    problems with the, issue with the, issues with the, a problem with, an issue with, any
    problems, any issues, having trouble, having issues, having problems, been trying, is out, are
    out, out again, out in, not getting, didnt work, wouldnt load, wouldnt work, couldnt log,
    couldnt connect, couldnt get, could not log, could not connect, would not load, would not
    connect, error on, error in, error again, errors on, errors in`,
  shared: `anyone else, anybody else, any one else, is it just me, just me or, is it only me,
    only me, same here, same for me, same problem, same issue, same thing here, same thing
    happening, me too, us too, mine too, here too, happening to me too, also having, am also
    having, having the same, have the same, got the same, getting the same, i have this too, not
    just me, not just you, not the only one, others having, other people having, others too, whole
    street, whole neighbourhood, whole neighborhood, whole town, whole building, whole office, all
    of us, my friends too, my neighbours, my neighbors, so many people, many of us, hundreds of
    people, thousands of people, everybody here, everyone here, plus one, is it down for, down for
    everyone, down for anyone, down for anybody, for anyone else, for anybody else, for everyone
    or, is it me or, is it me, or just me, or is it just, or only me, here as well, here also, me
    as well, us as well, mine as well, anyone having, anybody having, anyone experiencing, anyone
    know if, anybody know if, anyone know why, does anyone know, who else, anyone getting, anybody
    getting, anyone able to, anybody able to, anybody else unable, is anyone, is anybody, everyone
    in my, everybody in my, all my friends, all my neighbours, my whole, our whole, the whole,
    same in, same over here, same at, same story, same error, same thing, also down, down in too,
    down too, out too, not working either, same with me, having this too, have this too, seeing
    this too, seeing the same, seeing it too, also seeing, also happening, others reporting,
    others are reporting, lots of people, loads of people, so many of us, confirmed here, can
    confirm, ditto, plus 1, also affected, +1 here`,
  harm: `danger, dangerous, dangerously, unsafe, injur*, bleeding, burned, burnt, caught fire,
    on fire, explod*, explosion, electrocuted, electric shock, poison*, contaminat*, mold, mould,
    allergic reaction, choking, choked, hospital*, ambulance, emergency room, death, deaths,
    fatal, casualties, evacuat*, crashed into, racist, racism, racial*, sexist, sexism, homophob*,
    transphob*, antisemit*, islamophob*, misogyn*, discriminat*, harass*, assault*, abuse, abused,
    abusive, bigot*, slur, offensive, child labour, child labor, sweatshop*, lawsuit*, lawyer,
    lawyers, attorney*, legal action, suing, sue you, sue them, will sue, going to sue, class
    action, trading standards, ombudsman, regulator*, police, fraud, illegal, criminal, boycott*,
    petition*, protest, going viral, go viral, journalist*, reporter*, newspaper*, the press, the
    news, the media, got hurt, was hurt, were hurt, people died, was killed, were killed, smoke
    coming, product recall, smelled smoke, security breach, take you to court, see you in court,
    safety hazard, data breach, data leak, leaked, stolen data, hackers, scandal*, cover up,
    outrage, stop buying, dont buy, do not buy, stop using them, should be fired, needs to be
    fired, be fired, resign, resignation, how is this legal, is this legal, this even legal, even
    legal, pregnant, in a wheelchair, left alone, trauma*, life threatening, could have died,
    nearly died, almost died, put at risk, risking lives, at risk, went to the papers, call the
    news`,
};
