/** English: who leaves, and who tried another channel first. Apart from `en.ts` for their length. */
import type { WantLists } from './lexicon.ts';

export const enWants: WantLists = {
  leaving: `leaving you, cancel everything, cancel it all, how do i cancel, how can i cancel, how
    to cancel my account, how do you cancel, switch to another, switch provider, switching
    provider, switching providers, switch providers, switched provider, switched providers,
    change provider, changing provider, changing providers, change providers, changing banks,
    switching banks, switched banks, switch banks, im out of here, im done with, i am done with,
    were done with you, we are done with you, done with you, done with your, done with them, done
    with this company, officially done, never again, never flying, never fly, never using, never
    use you, never use your, never use them, never buying, never buy from, never buy anything,
    never book, never shop, never order from, never ordering, never stay, never staying, never
    come back, never going back, never do business, never spend, never giving you, never get
    another, not get another, last time i fly, last time i use, last time i book, last time i
    buy, last time i order, last time i shop, last time i ever, last time i will, last time ill,
    last time i do business, last time flying, last time using, last time we fly, last time we
    use, last time we book, my last time, last time im flying, last time im using, be the last
    time, is the last time, was the last time, last flight with you, last order with, last
    purchase, last month with, last year with, last day with, last week with, last bill from, my
    last bill, taking my business, take my business, took my business, taking our business, take
    our business, take business elsewhere, lost a customer, lost another customer, lost a loyal,
    lost a long, lost my business, lost our business, lost my custom, losing a customer, losing
    customers, lose a customer, lose customers, losing me as, losing my business, lose my
    business, lost me as, lose me as, lost a client, lost a member, going elsewhere, go
    elsewhere, elsewhere from now, elsewhere next, elsewhere in future, money elsewhere, business
    elsewhere, custom elsewhere, looking elsewhere, shop elsewhere, book elsewhere, buy
    elsewhere, spend elsewhere, cheaper elsewhere, find another, found another, looking for
    another, finding another, find a new provider, find a new bank, find a new airline, moving to
    another, moved to another, move to another, gone to another, went to another, going to
    another, joined another, signed up with another, gone with another, with another company,
    with another provider, with another airline, with another bank, with your competitor, with a
    competitor, to your competitor, to your competitors, to a competitor, to the competition,
    with the competition, ex customer, former customer, no longer a customer, no longer your
    customer, no longer customers, no longer be a customer, no longer a member, no longer a
    client, no longer using, no longer use you, no longer fly, no longer shop, no longer buy, not
    a customer anymore, not your customer anymore, not a customer any more, neveragain, not
    renewing, wont renew, will not renew, wont be renewing, will not be renewing, not be
    renewing, not going to renew, no renewal, dont renew, decided not to renew, refuse to renew,
    cancel the renewal, cancel my renewal, stop my renewal, not be flying, wont be flying, wont
    fly, will not fly, not flying with, not fly with you, not be using, wont be using, wont use
    you, will not use you, wont be back, not be back, wont be returning, not be returning, wont
    be coming back, not be coming back, not going back, wont be buying, not be buying, wont buy
    from, wont be booking, not be booking, wont be shopping, not be shopping, wont be staying,
    not be staying, not staying, wont get another, another cent, another penny, another dime,
    another dollar, another euro, another pound, another rupee, ditching you, ditched you, ditch
    you, ditching them, ditched them, dropping you, dropped you, dropping them, leave you for,
    leaving because, leaving due to, leave you guys, leaving you guys, terminate my, terminating
    my, want to terminate, wish to terminate, handed in my notice, gave you notice, my notice, my
    cancellation request, confirm my cancellation, confirm cancellation, processed my
    cancellation, cancel asap, cancel me, porting my, port my number, porting out, port out,
    porting my number, pac code, stac code, exit fee, exit fees, exit my contract, get out of my
    contract, out of this contract, out of my contract, contract to end, contract ends, contract
    is up, contract runs out, contract to run out, contract expires, termination fee, fee to
    leave, cost to leave, leaving early from my contract, how to leave, want to leave you, ready
    to leave you, thinking of leaving, thinking about leaving, considering leaving, about to
    leave you, time to leave, time to switch, time to change provider, time to move on, time to
    find, thinking of switching, thinking about switching, considering switching, want to switch,
    going to switch, gonna switch, will switch, will be switching, about to switch, ready to
    switch, decided to switch, decided to leave, finally left, finally leaving, finally switched,
    finally cancelled, finally canceled, made the switch, making the switch, jumping ship, jump
    ship, jumped ship, votes with their feet, voting with my wallet, vote with my wallet, voting
    with my feet, vote with my feet, last straw, final straw, why should i stay, why i should
    stay, reason to stay, should i stay, should i keep, reason to keep, give me a reason, any
    alternatives, better alternative, alternatives to, an alternative to, recommend an
    alternative, good alternative, loyal customer no more, customer no more, member no more, no
    more business, no more money from me, refund and cancel, cancel and refund, delete my
    account, deleting my account, deleted my account, close my account, closing my account,
    closed my account, please close my, remove my account, deactivate my account, deactivated my
    account, account closed, account closure, opt out of my contract, stop my subscription,
    unsubscribing, unsubscribed, goodbye forever, bye forever, parting ways, part ways, parted
    ways, its over between, it is over between, breaking up with you, we are through, not my bank
    anymore, not my airline anymore, no longer my, used to be a customer, was a customer, was a
    loyal customer, been a customer but, after years as a customer, years of loyalty, year of
    loyalty, end of the road, the end of my, last chance before, one more and im, one more time
    and, bye bye after, thats me done, thats me gone, im finished with, i am finished with,
    finished with you, finished with them, through with you, fed up and leaving, fed up and
    cancelling, packing my, pulling my, pulled my, pulling out, withdrawing my, withdrew my,
    withdraw all, took all my, closing down my, shut my account, shutting my account, want out, i
    want out, let me out, let me leave, let me cancel, wont let me cancel, wont let me leave,
    trying to cancel, tried to cancel, trying to leave`,
  mayLeave: `leaving your, leaving them, leaving after, left you, left them, switching to,
    switched to, im switching, im leaving, i am leaving, we are leaving, were leaving, im out,
    moving to, moving over to, moved over to, moving away from, gone over to, signing up with, i
    quit, quitting, we quit, bailing, im gone, lost me, losing me, lost us, moved everything,
    moving everything, moved it all, moved our, moved all my, moving all my, move all my,
    elsewhere, want to cancel, wanna cancel, going to cancel, gonna cancel, will cancel, ill
    cancel, will be cancelling, will be canceling, just cancelled, just canceled, im cancelling,
    im canceling, am cancelling, am canceling, cancelling mine, uninstalled, uninstalling,
    deleted the app, deleting the app, ditching, ditched, unsubscribe me, the rival, your rival,
    your rivals, your competitor, your competitors, the competition, rather pay, worth switching,
    worth staying, not worth staying, bye bye, im not coming back, not coming back, never coming
    back, never return, never returning, wont return, signed up with, moved to, switch to, switch
    from, switching from, switched from, i cancelled, i canceled, ive cancelled, ive canceled, we
    cancelled, we canceled, weve cancelled, i have cancelled, i have canceled, gone to, going
    with, joined, leave them, delete the app, deleting my, cancel my, to cancel my, cancelled
    mine, leaving early, i am out, opening an account with, opened an account with, account with,
    applied to, ported, porting, in the process of moving, in the process of switching, already
    moved, already switched, already left, already cancelled, on my way out, time for a change,
    had enough of, shopping around, shop around, compare prices, comparing prices, which
    provider, which bank, which airline, who should i, recommend me, recommendations for, any
    recommendations, what is a good alternative, keep my money, my money goes, get my money`,
  farewells: `bye, goodbye, good bye, so long, farewell, adios, see ya, good riddance, ciao,
    sayonara, au revoir, adieu, cheerio`,
  partings: `leaving, leave, quit, quitting, ditch, ditching, ditched, dump, dumping, dumped,
    drop, dropping, dropped, bye, bye bye, goodbye, good bye, farewell, so long, done with,
    finished with, through with, over with, cancelling, canceling, unsubscribe from, unsubscribed
    from, unsubscribing from, switch from, switching from, switched from, switching away from,
    moving from, moved from, moving away from, moved away from, move from, move away from, away
    from, parting with, broke up with, breaking up with, break up with, said goodbye to, say
    goodbye to, saying goodbye to, no longer with, no more, giving up on, given up on, gave up on,
    walking away from, walked away from, replace, replacing, replaced, deleted, deleting,
    uninstalled, boycotting, last month with, last year with, last day with, never fly, never
    flying, never use, never using, never book, never buy, never shop, never order from, never
    flying on, wont fly, wont use, not fly, not use, not be flying, not be using, stop using,
    stopped using, stopped flying, stop flying`,
  stays: `reinstall*, reinstalled, re installed, re install, redownload*, re download*,
    downloaded it again, downloading it again, installed it again, installing it again,
    installing again, restart*, restarted, rebooted, logged back, log back, logged out and,
    logging out, cleared the, tried that, still happening, works now, fixed now, sorted now, a
    private, incognito, premium account and, tried, clear, cleared, troubleshoot*, reset, still
    not, still the same, back again`,
  leavingPairs: [
    [
      `cancel, cancelling, canceling, cancelled, canceled, terminate, terminating, terminated,
      end, ending, ended, close, closing, closed, delete, deleting, deactivate, deactivating,
      stop, stopping, stopped`,
      `my, our, the, this, all my, both my, their, his, her, mums, entire, whole`,
      `account, accounts, subscription, subscriptions, contract, contracts, membership,
      memberships, plan, policy, policies, service, services, direct debit, direct debits,
      standing order, card, cards, credit card, line, lines, broadband, insurance, premium,
      tariff, season ticket, loyalty card, sim, phone contract, renewal, auto renewal, auto renew,
      package, box, trial`,
    ],
    [
      `taking, take, took, moving, move, moved, transferring, transfer, transferred, switching,
      switch, switched, putting, spend, spending`,
      `my, our, all my, all our, the family, the whole family`,
      `money, business, custom, savings, salary, number, numbers, mortgage, pension, insurance,
      policies, bank account, accounts, contract, contracts, energy, supply, broadband,
      subscription, subscriptions, loyalty, wallet`,
    ],
    [
      `never, will never, not, wont, wont be, not be, rather not`,
      `fly, flying, use, using, buy, buying, book, booking, shop, shopping, order, ordering,
      travel, travelling, traveling, stay, staying, bank, banking, ride, riding, eat, eating,
      deal, dealing`,
      `with you, with them, with this, with your, from you, from them, here again, at your, your
      airline, your service, your services, your app, this airline, this company, this app, this
      bank, this shop, you again, them again, with u, you guys`,
    ],
  ],
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
    message on facebook, messaged you on, phone hold, hold music, hold time, hold times, on hold
    again, hours on hold, min on hold, mins on hold, minutes on hold, hour on hold, hrs on hold,
    hr on hold, put on hold, keep me on hold, kept on hold, placed on hold, on the phone, over the
    phone, by phone, phone call, phone calls, phone rep, phone reps, phone system, phone support,
    called 3, called 4, called 5, calling for, calling since, calling your, made calls, tried to
    phone, tried phoning, tried emailing, tried to email, tried the app, tried to reach, tried
    reaching, tried to contact, tried contacting, tried speaking, tried to speak, tried to get
    through, cant get through, couldnt get through, get through to, cant reach, couldnt reach,
    reach anyone, reach someone, call back, call me back, called back, calls back, hung up, hangs
    up, hang up on, disconnected me, cut me off, got cut off, transferred me, transferred from,
    passed around, sent an e mail, sent e mail, sent email, sent several, sent a message, sent you
    a message, sent messages, sent you messages, sent feedback, sent a request, sent a complaint,
    by email, via email, emails but, emails no, email no, emails and no, reply to my email,
    response to my email, answer to my email, answered my email, replied to my email, email
    response, emailed you, emailed twice, written twice, wrote an email, wrote twice, sent a
    tweet, sent tweets, dm unanswered, dms unanswered, dm no, ignored my dm, ignoring my dm,
    ignoring my emails, ignored my emails, answer my dm, reply to my dm, answer your phone, answer
    your phones, answer the phone, answers the phone, answering the phone, pick up the phone,
    picks up, picking up the phone, phone lines, helpline, help line, help desk, helpdesk, call
    centers, call centres, support line, in the shop, in branch, complaint form, filled a, fill
    out a, submitted my, submitted an, case id, claim number, reference no, spoke with a, speaking
    with, speaking to, talking to, talked with, speak to a, speak to someone, speak with someone,
    talk to someone, talk to a, real person, human being, actual person, live agent, live person`,
};
