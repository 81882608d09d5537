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
    just me, not just you, not the only one, others having, other people having, others too,
    whole street, whole neighbourhood, whole neighborhood, whole town, whole building, whole
    office, all of us, my friends too, my neighbours, my neighbors, so many people, many of us,
    hundreds of people, thousands of people, everybody here, everyone here, plus one, is it down
    for, down for everyone, down for anyone, down for anybody, for anyone else, for anybody else,
    for everyone or, is it me or, is it me, or just me, or is it just, or only me, here as well,
    here also, me as well, us as well, mine as well, anyone having, anybody having, anyone
    experiencing, anyone know if, anybody know if, anyone know why, does anyone know, who else,
    anyone getting, anybody getting, anyone able to, anybody able to, anybody else unable, is
    anyone, is anybody, everyone in my, everybody in my, all my friends, all my neighbours, our
    whole, same in, same over here, same at, also down, down in too, down too, out too, not
    working either, same with me, having this too, have this too, seeing this too, seeing the
    same, seeing it too, also seeing, also happening, others reporting, others are reporting,
    lots of people, loads of people, so many of us, confirmed here, can confirm, ditto, plus 1,
    also affected, +1 here, same error here, same story here, same thing for, not alone in, i am
    not alone, im not alone, all over twitter, everyone on, everyone is having, everybody is
    having, everyone having, people are having, people having, people reporting, people are
    reporting, several people, many people, other customers, other users, many users, others are,
    others have, other folks, my colleagues, my coworkers, my roommate, my roommates, my
    flatmate, my whole family, the whole family, whole village, whole area, whole estate, whole
    region, all of us here, also not working, also getting, me three, count me in, mine as well,
    mine is too, ours too, my neighbour, my neighbor, my neighbour too, next door, across town,
    happening here, happens here, happens to me too, happening to others, affecting others,
    affecting anyone, affecting everyone, anyone on here, anyone on twitter, anybody know, anyone
    in, anybody in, anyones, anybody elses, anyone elses`,
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
  ills: `delay, delays, delayed, cancellation, cancellations, cancelation, cancelled, canceled,
    miss, missed, missing, missed my, late, rebook, rebooked, rebooking, reschedule, rescheduled,
    rerouted, diverted, overbooked, oversold, bumped, sat on, sat in, sat at, sitting on, sitting
    at, sitting in, sitting here, stand in line, standing in line, in line, in a queue, in the
    queue, queueing, queuing, had to, have to wait, having to, has to, forced to, forced, made
    to, made us, made me, makes me, making me, left me, left us, leaves me, given away, gave
    away, gave my, gave our, sold my, turned away, turned down, nowhere to be, still in, still
    at, still here, still havent, still hasnt, still dont, still doesnt, still didnt, still isnt,
    still arent, still cant, still having, still getting, still says, still saying, still
    showing, still pending, still processing, didnt make it, did not make it, wont make it, not
    going to make it, gonna miss, going to miss, not here, isnt here, arent here, left behind,
    lose, losing, loses, gone missing, where is, wheres, where are, where the, where my, dirty,
    filthy, cold, freezing, leak*, smell*, stinks, uncomfortable, cramped, loud, ripped, torn,
    scratched, cracked, faulty, expired, incorrect, incorrectly, wrong, wrongly, too long, so
    long, forever, ages, wait, waiting, waits, awaiting, slow*, spotty, laggy, lagging, lags,
    skips, skipping, jumps, unusable, useless, disconnect*, screwed, screwed up, messed up, mess
    up, ruins, wasted, wasting, waste my, failure, fail, fails, trapped, stranding, kicked off,
    kicked out, denied, refuse, refuses, refusing, no refund, no answers, no answer, no help, no
    update, no updates, no info, no information, no explanation, no notice, no notification, no
    warning, no word, no show, no one, nobody, no luck, no wifi, no water, no food, no gate, no
    crew, no pilot, no room, no seat, no seats, no bag, no bags, no luggage, no option, no way
    to, no longer, not getting, not been, not allowed, wasnt allowed, never got, never get, never
    had, never told, never heard, never came, never received, never recvd, not heard, havent
    heard, havent gotten, havent got, hasnt been, havent been, havent had, didnt get, did not
    get, dont have my, dont have, not have my, doesnt show, not show, isnt showing, gone,
    disappears, vanished, wiped, reset, changed my, moved my, switched my, downgraded, split,
    removed, charged, charging, charge me, charges me, fee, fees, extra, overpriced, owe me, owes
    me, refund, refunded, reimburse*, compensat*, ridiculous wait, wait time, wait times, turned
    around, on the runway, on runway, on the tarmac, on tarmac, on the plane, on the ground,
    drained, draining, drains, overheat*, restarts, restarting, reboot*, flicker*, glitching,
    laggs, mechanical, maintenance, malfunction*, issue, issues, problem, problems, trouble,
    worst experience, horrible experience, terrible experience, bad experience, frustrating
    experience, sleep on, slept on, out of pocket, cost me, costing me, costs me, told me, told
    us, tells me, says i, said i, told that, was told, were told, been told, lied to, promised,
    get home, getting home, stuck, tried to, trying to, tried, attempt, attempts, hoping to get,
    twice, third time, 2nd time, 3rd time, second time, 4th time, every time, each time, over and
    over, again and again, once again, still, supposed to, supposed be, should have been,
    shouldve, instead of, without my, without our, how do i, how can i, unable, confusing,
    conflicting, wont honor, not honor, wont honour, sold out, went up, price change, timed out,
    logged in, takes me back, sends me back, says it, says its, it says, site says, app says,
    gives me, give me a, an answer, any answers, sent me to, sent us, sending me, stolen, items
    stolen, opened my, went through my, never arrive, arrives, expire, expires, credit back,
    points back, money back, find my, locate my, track my, locate, mixed up, mix up, swapped,
    wrong place, wrong seat, wrong city, separated, separate, split up, seated apart, middle
    seat, broken seat, broken tv, broken screen, dont recline, not recline, turbulence, sauna,
    hot in here, no ac, no air, no heat, no tv, no power outlets, no entertainment, no drinks, no
    snacks, ran out, run out, running out`,
  spans: `for hours, for days, for weeks, for months, for ages, for over, all day, all night, all
    morning, all week, hours later, days later, weeks later, hours now, days now, weeks now, since
    yesterday, since this, since last, since monday, since tuesday, since wednesday, since
    thursday, since friday, since saturday, since sunday, an hour, half hour, half an hour, hours
    on, whole day, whole night, hours late, hrs late`,
  units: `hours, hour, hrs, hr, h, minutes, minute, mins, min, days, day, weeks, week, wks,
    months, month, times`,
  counts: `two, three, four, five, six, seven, eight, nine, ten, twelve, several, many, few,
    couple, couple of`,
  faultPairs: [
    [
      `cant, cannot, can not, couldnt, could not, cant even, cannot even, unable to, not able to,
      wont let me, wont let us, doesnt let me, not letting me, doesnt allow me to, wont allow me
      to, impossible to, havent been able to, havent managed to`,
      `access, activate, add, apply, board, book, buy, call, cancel, change, charge, check in,
      check out, checkin, checkout, claim, complete, connect, contact, create, download, edit,
      enter, find my, finish, get a, get anyone, get any, get hold, get in, get into, get it, get
      my, get on, get online, get onto, get out, get past, get the, get this, get through, get to,
      hear, install, log, login, log in, logon, make calls, make a call, make a payment, make it
      home, make payments, order, pay, pair, play, post, print, purchase, reach, rebook, receive,
      reconnect, redeem, refund, register, remove, request, reserve, reset, save, search, see my,
      see any, see the, select, send, set up, sign, sign up, speak to, speak with, start, stream,
      submit, switch on, sync, talk to, top up, track, transfer, turn, unlock, update, upgrade,
      upload, use, verify, view, watch, withdraw, work`,
    ],
    [
      `doesnt, does not, didnt, did not, isnt, is not, arent, are not, wasnt, wont, will not,
      wouldnt, hasnt, has not, havent, have not, never, still not, not, stopped, stops, refuses
      to, refusing to, fails to, failed to, failing to, aint, dont, no longer`,
      `work, works, worked, working, load, loads, loaded, loading, opening, start, started,
      starting, connect, connecting, respond, responding, play, playing, charging, sync, syncing,
      show up, shows up, showed up, showing up, arrive, arrived, arriving, coming through, come
      through, turn up, turned up, refresh, refreshing, print, printing, update, updating,
      updated, save, saving, submitting, accept, accepting, process, processing, processed, go
      through, going through, gone through, recognise, recognising, recognize, recognizing,
      displaying, appear, appearing, function, functioning, delivered, been delivered, been
      credited, been posted, been refunded, been paid, been processed, been resolved, been fixed,
      received, receiving, received my, credited, refunded, turning on, turn on, switching on,
      boot, booting, ring, ringing, heat, heating, updating, loading for, there yet, here yet,
      arrived yet`,
    ],
    [
      `keeps, keep, constantly, kept, randomly, always`,
      `crashing, freezing, buffering, dropping, disconnecting, logging, kicking, stopping,
      failing, skipping, pausing, restarting, rebooting, cutting, timing, loading, spinning,
      changing, charging, breaking, glitching, saying, telling me, asking me, sending me, giving
      me, getting an, getting error, hanging, closing, lagging, resetting, shutting, deleting,
      moving my, delaying, losing, declining, rejecting, turning off, going down, going off`,
    ],
    [
      `lost, lose, losing, damaged, broke, broken, ruined, delayed, misplaced, cancelled,
      canceled, cancelling, destroyed, ripped, soaked, smashed, cracked, wrecked, stole,
      overcharged, double charged, missed, missing, miss, misrouted, mishandled, gave away,
      rescheduled, forgot, deleted, blocked, locked, suspended, closed, downgraded, changed,
      rebooked, bumped`,
      `my, our, me, us, her, his, all my, all our, both my, both our, my sons, my daughters, my
      wifes, my husbands, my mothers, my moms`,
    ],
    [
      `been, was, were, got, im, am, are, we are, still, getting`,
      `charged, overcharged, stuck, stranded, hung up on, on hold, locked out, logged out, kicked
      off, kicked out, cut off, disconnected, bumped, rebooked, delayed, sitting, waiting, sat,
      stood, trying, left waiting, left stranded, told to wait, double charged, billed, ripped
      off, scammed, hacked, blocked, declined, denied, refused, rejected, ignored, trapped,
      offline, without`,
    ],
  ],
  illPairs: [
    [
      `my, our, his, her, my wifes, my husbands, my moms, my sons, my daughters, my friends, my
      entire, my whole`,
      `bag, bags, luggage, baggage, suitcase, suitcases, stroller, guitar, car seat, items,
      belongings, stuff, gear, parcel, parcels, package, order, orders, flight,
      flights, connection, connecting flight, connecting, seat, seats, ticket, tickets,
      reservation, booking, trip, itinerary, plane, account, password, email, login, payment,
      payments, card, refund, bill, balance, credit, credits, points, miles, plan, phone,
      internet, wifi, wi fi, broadband, router, signal, line, laptop, app, playlist, playlists,
      music, songs, subscription, case, claim, complaint, question, request, call, calls,
      messages, time, day, night, evening, meal, food, room, car, train, bus`,
    ],
  ],
};
