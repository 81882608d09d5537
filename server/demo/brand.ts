/** The invented brand of the demo: a phone company with a service desk, and the catalogue that an
 * operator would write for it. */
import { catalogue, type Catalogue } from '#contracts/catalogue.ts';
import { homeZone } from './rhythm.ts';

export const BRAND = 'marlo';
export const BRAND_ACCOUNT = { id: 'marlo-help', handle: 'MarloHelp', name: 'Marlo Help' } as const;

/** Share of the posts by channel. A chat is between two: it knows no followers and no reposts. */
export const CHANNEL_SHARES = {
  x: 0.36,
  facebook: 0.17,
  instagram: 0.15,
  chat: 0.14,
  bluesky: 0.11,
  mastodon: 0.07,
} as const;
export type DemoChannel = keyof typeof CHANNEL_SHARES;

/** Local hours in which the chat is open. */
export const CHAT_HOURS = { from: 7, to: 21 } as const;

const CHANNELS: { key: DemoChannel; name: string; slaMinutes: number }[] = [
  { key: 'x', name: 'X', slaMinutes: 30 },
  { key: 'facebook', name: 'Facebook', slaMinutes: 60 },
  { key: 'instagram', name: 'Instagram', slaMinutes: 60 },
  { key: 'chat', name: 'Chat', slaMinutes: 5 },
  { key: 'bluesky', name: 'Bluesky', slaMinutes: 60 },
  { key: 'mastodon', name: 'Mastodon', slaMinutes: 60 },
];

const TOPICS = [
  {
    key: 'network',
    name: 'Network',
    any: [
      ...['signal', 'reception', 'no service', 'network', 'coverage', 'outage', 'cutting out'],
      ...['mobile data', 'emergency calls', '5G', 'kein Netz', 'Netz', 'Empfang', 'Störung'],
      ...['Ausfall', 'mobile Daten', 'réseau', 'panne', 'appels coupent', 'cobertura', 'señal'],
      ...['sin red', 'la red', 'red caída', 'segnale', 'copertura', 'la rete', 'rete'],
      ...['sem rede', 'a rede', 'rede', 'Notruf*', 'données mobiles', 'llamadas'],
    ],
  },
  {
    key: 'billing',
    name: 'Billing',
    any: [
      ...['bill', 'invoice', 'refund', 'charged', 'direct debit', 'Rechnung', 'abgebucht'],
      ...['Abbuchung', 'Gutschrift', 'facture', 'remboursement', 'prélevé*', 'factura'],
      ...['reembolso', 'cobrado', 'bolletta', 'fattura', 'rimborso', 'fatura'],
    ],
  },
  { key: 'roaming', name: 'Roaming', any: ['roaming', 'abroad', 'travel pass', 'extranjero'] },
  {
    key: 'app',
    name: 'App and login',
    any: ['app', 'log in', 'login', 'password', 'PUK', 'application', 'aplicación', 'aplicação'],
  },
  {
    key: 'delivery',
    name: 'Delivery and SIM',
    any: [
      ...['delivery', 'parcel', 'courier', 'tracking', 'SIM card', 'eSIM', 'my order', 'Paket'],
      ...['Lieferung', 'SIM-Karte', 'colis', 'livraison', 'paquete', 'envío'],
    ],
  },
  {
    key: 'hotline',
    name: 'Hotline',
    any: [
      ...['hotline', 'on hold', 'hung up', 'Warteschleife', 'aufgelegt', 'au téléphone'],
      ...['service client', 'atención telefónica', 'espera al teléfono', 'call me back'],
    ],
  },
  {
    key: 'broadband',
    name: 'Home internet',
    any: [
      ...['router', 'fibre', 'home internet', 'technician', 'wifi', 'Glasfaser', 'Techniker'],
      ...['Internet zu Hause', 'la box', 'fibra', 'internet a casa', 'internet em casa', 'modem'],
    ],
  },
  {
    key: 'contract',
    name: 'Contract',
    any: [
      ...['contract', 'plan', 'cancel*', 'provider', 'Vertrag', 'Tarif', 'kündig*', 'contrat'],
      ...['forfait', 'résili*', 'contrato', 'tarifa', 'me doy de baja', 'contratto', 'disdico'],
    ],
  },
];

const NOISE = [
  {
    key: 'giveaway',
    any: ['giveaway', 'gewinnspiel', 'concours', 'sorteo', 'concorso', 'sorteio'],
  },
  { key: 'spam', any: ['crypto', 'unlock any', 'work from home'], hashtagsOver: 5 },
];

/** Rules as operators write them. By day both gauges stand at about half; an outage crosses the first. */
const RULES = [
  { key: 'network-hour', name: 'Network, 1 h', topic: 'network', posts: 420, hours: 1 },
  { key: 'billing-hours', name: 'Billing, 2 h', topic: 'billing', posts: 700, hours: 2 },
];

const everyDay = (from: string, to: string) =>
  Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, { from, to }]),
  );
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** The catalogue of the demo; `offsetHours` is where the brand is at home. */
export const demoCatalogue = (offsetHours: number, receivers: object[]): Catalogue =>
  catalogue.parse({
    brands: [
      {
        key: BRAND,
        name: 'Marlo Mobile',
        timeZone: homeZone(offsetHours),
        aliases: ['Marlo', 'MarloHelp'],
        accounts: [BRAND_ACCOUNT.id, BRAND_ACCOUNT.handle],
        signOff: '\\^(\\p{Lu}\\p{Ll}+)$',
      },
    ],
    channels: CHANNELS.map((channel) => ({
      ...channel,
      ...(channel.key === 'chat'
        ? { hours: everyDay(clock(CHAT_HOURS.from), clock(CHAT_HOURS.to)) }
        : {}),
    })),
    topics: TOPICS,
    noise: NOISE,
    detection: { rules: RULES },
    receivers,
  });
