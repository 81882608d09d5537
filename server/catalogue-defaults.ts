/** The catalogue that stands where the operator configured none: the topics that come up in the
 * service of any brand, and noise that nobody wants on a wall. Sober on purpose: a rule here must
 * never hide a customer. A file of CONFIG_DIR replaces the list of its name. */
import { catalogue, type Catalogue } from '#contracts/catalogue.ts';
import { NOISE } from './noise-defaults.ts';
import { phrasesOf } from './phrase-list.ts';

const topic = (key: string, name: string, any: string, none = '') => ({
  key,
  name,
  any: phrasesOf(any),
  none: phrasesOf(none),
});
const TOPICS = [
  topic(
    'outage',
    'Outage',
    `outage*, is down, are down, was down, went down, going down, down again, been down, site down,
    website down, app down, system down, systems down, service down, server down, servers down,
    not loading, wont load, no internet, no signal, no connection, no power, offline, störung*,
    ausfall, ausgefallen, kein netz, kein internet, sin servicio, sin internet, sin luz, caída,
    en panne, panne, fora do ar, sem sinal, sem internet, disservizio, disservizi, guasto`,
  ),
  topic(
    'billing',
    'Billing & payment',
    `bill, bills, billing, billed, invoice*, charged, overcharg*, double charged, payment*, paid twice,
    charge, charges, direct debit, credit card, debit card, price increase, hidden fee*, fees,
    rechnung*, abgebucht, factura*, cobro*, cobraron, cobrado, facture*, prélèvement*, prélevé,
    fattur*, addebit*, fatura*, boleto*, cobrança*, pagamento*`,
  ),
  topic(
    'delivery',
    'Delivery & luggage',
    `deliver*, parcel*, package, packages, shipping, shipped, shipment*, tracking, courier*, luggage,
    baggage, my bag, my bags, lost bag, lost bags, paket*, lieferung*, geliefert, zustellung, envío*,
    entrega*, pedido*, paquete*, livraison*, livré, colis, commande, consegn*, spedizion*, pacco,
    bagagli*, gepäck, equipaje, encomenda*`,
  ),
  topic(
    'delay',
    'Delay',
    `delay*, late flight, running late, hours late, behind schedule, rescheduled, stranded, verspät*,
    retras*, retard*, ritard*, atras*`,
    'retarded',
  ),
  topic(
    'cancellation',
    'Cancellation',
    `cancel*, storn*, kündig*, annul*, résili*, disdett*, disdire, gestrichen`,
  ),
  topic(
    'app-login',
    'App & login',
    `app, apps, website, web site, log in, login, logged out, log out, sign in, signed out, password*,
    locked out, crash*, glitch*, bug, bugs, freez*, update, reinstall*, error message, anmelden,
    einloggen, passwort, contraseña*, iniciar sesión, mot de passe, connexion, accesso, senha*,
    aplicativo, aplicación`,
  ),
  topic(
    'staff-service',
    'Staff & service',
    `staff, customer service, customer support, agent, agents, representative*, rep, reps, employee*,
    crew, attendant*, rude, unhelpful, helpful, supervisor*, manager*, mitarbeiter*, kundenservice,
    kundendienst, atención al cliente, servicio al cliente, empleado*, service client, personnel,
    servizio clienti, personale, operator*, atendimento, atendente*, funcionári*`,
  ),
  topic(
    'refund',
    'Refund & compensation',
    `refund*, reimburs*, compensat*, money back, voucher*, erstatt*, rückerstatt*, geld zurück,
    entschädig*, reembols*, devolución, devuelvan, rembours*, indemnis*, rimbors*, risarc*, estorno*,
    ressarc*, dinheiro de volta`,
  ),
  topic(
    'waiting',
    'Waiting & no reply',
    `on hold, still waiting, been waiting, waiting for hours, wait time*, no reply, no response,
    no answer, not answering, not responding, nobody answers, no one answers, hung up, hang up,
    ignoring me, ignored, warteschleife, warte seit, keine antwort, keine reaktion, sigo esperando,
    llevo esperando, sin respuesta, nadie responde, nadie contesta, no responden, no contestan,
    attends toujours, pas de réponse, aucune réponse, sans réponse, aspetto da, nessuna risposta,
    nessuno risponde, non risponde, sem resposta, ninguém responde, ninguém atende, não respondem`,
  ),
  topic(
    'privacy',
    'Data & privacy',
    `privacy, data breach, my data, personal data, personal information, hacked, hacker*, phishing,
    leaked, identity theft, gdpr, dsgvo, datenschutz*, datenleck, meine daten, datos personales,
    mis datos, hackeado, données personnelles, mes données, piraté, dati personali, i miei dati,
    dados pessoais, meus dados, vazamento de dados, lgpd`,
  ),
  topic(
    'safety',
    'Safety & harm',
    `unsafe, safety, danger*, injur*, accident, on fire, caught fire, fire alarm, smoke,
    burn, burned, burnt, explod*, explosion, emergency, ambulance, hospital, allerg*, poison*,
    contaminat*, product recall, recalled, harass*, assault*, discriminat*, racist, gefährlich, verletzt, unfall, peligro*, herido*, accidente, blessé*,
    pericol*, ferit*, incidente, perigo*, acidente, racis*`,
    `you are on fire, youre on fire`,
  ),
];

/** A fresh copy each time: nobody shares what somebody may change. */
export const defaultCatalogue = (): Catalogue => catalogue.parse({ topics: TOPICS, noise: NOISE });
