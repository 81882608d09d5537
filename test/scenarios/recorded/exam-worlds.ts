/** The brands of the exam. They stand apart from those of the other two sets: more of them, each with
 * its own stories, its own rate and its own kind of recording. */
import type { World } from './worlds.ts';

const list = (text: string): string[] =>
  text.split(',').map((part) => part.trim().replace(/\s+/g, ' '));

/** `isUnnamed`: its rows do not say whose they are. */
export type ExamWorld = World & {
  perMinute: number;
  style: 'tweets' | 'feeds';
  hasDesk: boolean;
  isMixed: boolean;
  isUnnamed: boolean;
};
/** Their sentences name what fails and what many are against. */
const plain = { faults: [{ thing: 'it', how: ['fails'] }], themes: ['this'] };

const cinder: ExamWorld = {
  ...{ key: 'cinder', name: 'Cinder Air', handle: 'FlyCinder', rival: 'Altis' },
  ...{ perMinute: 5, style: 'tweets', hasDesk: true, isMixed: false, isUnnamed: false, ...plain },
  products: list(`seat 14C, my tier points, the checked bag, my companion ticket, online check-in,
    the 6am to Boston, the return leg, my upgrade, the kids meal, extra legroom`),
  issues: list(`a two hour delay, a squashed stroller, a middle seat I paid not to have, a bag that
    went to another city, an itinerary that changed by itself, a refund from march`),
  places: list('Boston, Chicago, JFK, Newark, Atlanta, Heathrow, Montreal, Charlotte, gate B22'),
};
const tamarack: ExamWorld = {
  ...{ key: 'tamarack', name: 'Tamarack Bank', handle: 'TamarackUK', rival: 'Fernhill' },
  ...{ perMinute: 1, style: 'tweets', hasDesk: true, isMixed: false, isUnnamed: false, ...plain },
  products: list(`my debit card, the joint account, my isa, the cheque I paid in, a card reader, my
    pension, the business account, my online login, a direct debit`),
  issues: list(`a payment that went out twice, a card that never came, the fraud team not ringing
    back, a closed branch, a wrong address on everything, a locked login`),
  places: list('Croydon, Swansea, Leith, Norwich, Bolton, the high street, Truro, Cardiff'),
};
const ovalo: ExamWorld = {
  ...{ key: 'ovalo', name: 'Ovalo', handle: 'OvaloSupport', rival: 'Kyro' },
  ...{ perMinute: 1, style: 'tweets', hasDesk: false, isMixed: true, isUnnamed: false, ...plain },
  products: list(`the new handset, my charger, wireless earbuds, the watch, cloud storage, my trade
    in, the case, a repair, the beta, my order`),
  issues: list(`a screen with a yellow tint, a loose charging port, a repair that took a month, an
    order stuck on processing, a dead pixel, earbuds that lose each other`),
  places: list('Seattle, Dublin, Madrid, Paris, Mumbai, Berlin, the mall, Austin, Lyon'),
};
const reelhouse: ExamWorld = {
  ...{ key: 'reelhouse', name: 'Reelhouse', handle: 'ReelhouseHelp', rival: 'Viewly' },
  ...{ perMinute: 5, style: 'tweets', hasDesk: true, isMixed: false, isUnnamed: true, ...plain },
  products: list(`the kids profile, downloads, 4K, my watchlist, the free trial, a gift card, two
    screens, the basic plan, the new season`),
  issues: list(`a film that vanished, wrong subtitles, a double payment, a profile I never made,
    random logouts, an email in swedish`),
  places: list('Ohio, Leeds, Brisbane, Toronto, Texas, Sweden, the living room, Wales, Kerry'),
};
const dunmore: ExamWorld = {
  ...{ key: 'dunmore', name: 'Dunmore', handle: 'DunmoreStores', rival: 'Pricefield' },
  ...{ perMinute: 0.3, style: 'feeds', hasDesk: false, isMixed: false, isUnnamed: false, ...plain },
  products: list(`my delivery slot, the points card, the meal deal, a birthday cake, gluten free
    bread, the click and collect, school uniforms, the vegan range, wine`),
  issues: list(`mouldy bread, a missing item, a substitution nobody would want, a rude cashier, a
    blocked aisle, a wrong shelf price, a dented tin`),
  places: list('Stroud, Ballymena, Kendal, Thurso, Hastings, Yeovil, the retail park, Barry'),
};
const vantis: ExamWorld = {
  ...{ key: 'vantis', name: 'Vantis', handle: 'VantisHelp', rival: 'Orbitel' },
  ...{ perMinute: 1, style: 'tweets', hasDesk: false, isMixed: true, isUnnamed: true, ...plain },
  products: list(`the family plan, my hotspot, fiber, a new line, voicemail, autopay, the tv box,
    an esim, my data plan, the landline`),
  issues: list(`a no show technician, calls that drop, a box that reboots, an autopay taken twice, a
    promo that fell off, a contract in spanish`),
  places: list('Fresno, Tampa, El Paso, Queens, Tucson, downtown, Reno, Albany, Miami'),
};
const brightmoor: ExamWorld = {
  ...{ key: 'brightmoor', name: 'Brightmoor Energy', handle: 'Brightmoor', rival: 'Gale Power' },
  ...{ perMinute: 0.3, style: 'feeds', hasDesk: true, isMixed: false, isUnnamed: false, ...plain },
  products: list(`my final bill, the smart meter, a payment plan, the green tariff, boiler cover, my
    refund, the prepay key, an account number, gas and electric`),
  issues: list(`an estimated reading, a bill for the flat upstairs, a meter that runs backwards, a
    visit nobody came to, credit not paid back, a letter for the old tenant`),
  places: list('Hull, Preston, Dundee, Wigan, Penzance, flat 6, the village, Luton, Neath'),
};

export const EXAM_WORLDS = {
  ...{ cinder, tamarack, ovalo, reelhouse, dunmore, vantis, brightmoor },
};
export type ExamBrand = keyof typeof EXAM_WORLDS;
