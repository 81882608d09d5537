/** Invented brands for recordings, each with what its customers talk about. The brands of the two sets
 * have nothing in common. */

export type World = {
  key: string;
  name: string;
  handle: string;
  rival: string;
  /** What it sells, as a customer names it. */
  products: string[];
  /** What goes wrong on any day. */
  issues: string[];
  places: string[];
  /** What can fail for all, and how. */
  faults: { thing: string; how: string[] }[];
  /** What many can be against. */
  themes: string[];
};
const list = (text: string): string[] =>
  text.split(',').map((part) => part.trim().replace(/\s+/g, ' '));

const skerry: World = {
  key: 'skerry',
  name: 'Skerry Air',
  handle: 'SkerryAir',
  rival: 'Norvane',
  products: list(`my flight, my seat, the boarding pass, my bag, the window seat, my booking, the
    evening flight, priority boarding, my miles, the lounge pass`),
  issues:
    list(`a delayed flight, a lost suitcase, no legroom, cold food, a rude gate agent, a missed
    connection, a double booking, a broken seat, a wrong gate, a late departure`),
  places: list('Oslo, Lisbon, Denver, Leeds, Hamburg, Terminal 2, gate 14, Porto, Austin'),
  faults: [
    { thing: 'check-in', how: list('is broken, says try again, fails every time, is frozen') },
    { thing: 'the booking site', how: list('is down, times out, shows an error, will not load') },
  ],
  themes: list(`the new fee for hand luggage, charging parents to sit with their kids, the seat
    cuts for tall people, selling our travel data, the ban on water bottles`),
};
const pellucid: World = {
  key: 'pellucid',
  name: 'Pellucid Mobile',
  handle: 'PellucidHelp',
  rival: 'Tonebox',
  products:
    list(`my SIM, the router, my bill, the 5 GB plan, my number, the family plan, roaming, my
    upgrade, the unlimited tariff, my voucher`),
  issues: list(`a wrong bill, no signal at home, slow data, a lost SIM, a late engineer, an extra
    charge, a dead router, a blocked number, a missing credit`),
  places: list('Leeds, Bristol, Cork, Malmö, Graz, zone 3, the high street, Ghent, Turin'),
  faults: [
    { thing: 'the network', how: list('is down, is gone, keeps dropping, has no signal at all') },
    { thing: 'mobile data', how: list('is not working, stopped, does not connect, is dead') },
  ],
  themes: list(`the price increase in the middle of the contract, throttling unlimited plans,
    closing all rural shops, charging for paper bills, handing data to advertisers`),
};
const tunora: World = {
  key: 'tunora',
  name: 'Tunora',
  handle: 'TunoraCares',
  rival: 'Wavely',
  products: list(`my playlist, the family account, premium, the desktop app, offline songs, the web
    player, my downloads, the student plan, the radio, my profile`),
  issues: list(`songs greyed out, ads in premium, a lost playlist, random logouts, a double charge,
    shuffle that repeats, bad sound, missing albums, a stuck update`),
  places: list('Spain, Brazil, Toronto, Utrecht, my car, the gym, Chile, Manila, Kent'),
  faults: [
    { thing: 'the app', how: list('crashes on start, logs me out, shows a blank screen, freezes') },
    { thing: 'streaming', how: list('stops after a second, is down, buffers forever, is dead') },
  ],
  themes: list(`the new price for families, removing lyrics from free users, paying artists
    nothing, adverts for gambling, the deal with the arms company`),
};
const hollins: World = {
  key: 'hollins',
  name: 'Hollins Bank',
  handle: 'HollinsBank',
  rival: 'Umber',
  products: list(`my card, the savings account, a mortgage, my overdraft, a standing order, the
    credit card, my statement, a new PIN, the travel card, a loan`),
  issues:
    list(`a declined card, a long queue in the branch, a missing transfer, a fee I never agreed to,
    a form that went missing, the same security questions, a blocked account`),
  places: list('Derby, Galway, Nantes, Aarhus, Bergamo, King Street, Bath, Ostend, Perth'),
  faults: [
    { thing: 'online banking', how: list('will not open, is down, rejects my PIN, hangs') },
    { thing: 'card payments', how: list('get declined, do not go through, fail, bounce') },
  ],
  themes: list(`shutting the last branch in town, funding the coal mine, the monthly fee for poor
    customers, the bonus for the CEO, refusing accounts to refugees`),
};
const grillade: World = {
  key: 'grillade',
  name: 'Grillade',
  handle: 'Grillade',
  rival: 'Bunhouse',
  products: list(`a veggie burger, the chicken box, my order, the milkshake, a large fries, the kids
    menu, breakfast, the loyalty card, the lunch deal, the salad`),
  issues:
    list(`cold fries, a wrong order, a dirty table, no straws, soggy bread, a broken shake machine,
    missing sauce, a closed drive-through`),
  places: list('Dayton, Cardiff, Lyon, Tampere, the station, Almere, Fresno, Bilbao, the mall'),
  faults: [
    { thing: 'the order app', how: list('crashes, eats my order, does not open, is offline') },
    { thing: 'your delivery', how: list('never shows up, is cancelled, is not running, is stuck') },
  ],
  themes:
    list(`plastic toys in every meal, paying staff below minimum, the donation to that senator,
    taking the veggie menu away, the smaller portions at a higher price`),
};
const kestrel: World = {
  key: 'kestrel',
  name: 'Kestrel Parcel',
  handle: 'KestrelParcel',
  rival: 'Postly',
  products:
    list(`my parcel, the tracking, a pick-up, my delivery, the locker code, a return label, the
    evening slot, my shoes, the safe place, a signed delivery`),
  issues:
    list(`a card through the door while I was in, a crushed box, a parcel at the wrong house, a driver
    who never rang, a week of no scan, a wet package`),
  places: list('Hull, Limerick, Nancy, Odense, Parma, depot 9, Exeter, Bruges, Dundee'),
  faults: [
    { thing: 'tracking', how: list('shows nothing, is stuck, is offline, throws an error') },
    { thing: 'the locker', how: list('will not open, is dead, refuses my code, has no power') },
  ],
  themes: list(`firing drivers by text message, the charge for home delivery, the deal with the fur
    trade, making drivers work on christmas, cutting sick pay`),
};

export type SetName = 'tuning' | 'judging';
export const WORLDS: Record<SetName, World[]> = {
  tuning: [skerry, pellucid, tunora],
  judging: [hollins, grillade, kestrel],
};
