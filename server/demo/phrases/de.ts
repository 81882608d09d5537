/** German sentences of the demo. */
import type { Phrases } from './shape.ts';

export const de: Phrases = {
  lang: 'de',
  share: 0.18,
  places: ['Altstadt', 'Neukirch', 'der Südstadt', 'Hafenviertel', 'Lindenau'],
  agos: ['seit heute früh', 'seit zwei Tagen', 'seit gestern', 'seit einer Woche'],
  openers: ['', '', '@MarloHelp ', '@MarloHelp ', 'Hallo Marlo, ', 'Liebes Team von Marlo, '],
  closers: ['', '', '', ' Bitte helft mir.', ' Das nervt.', ' Sehr enttäuschend.', ' 😡'],
  topics: {
    network: {
      complaint: [
        'ständig kein Empfang in {place}, {ago} geht das so',
        'Gespräche brechen {ago} dauernd ab, sehr ärgerlich',
        'mobile Daten sind {ago} furchtbar langsam',
        'das Netz in {place} ist einfach schlecht',
      ],
      question: [
        'gibt es heute Nacht Wartungen am Netz in {place}?',
        'wie schalte ich WLAN-Telefonie ein?',
      ],
    },
    billing: {
      complaint: [
        'meine Rechnung ist {amount} zu hoch, und keiner kann es erklären',
        'doppelt abgebucht! {amount} fehlen auf meinem Konto',
        'auf die Gutschrift von {amount} warte ich {ago}',
      ],
      question: ['wo finde ich meine letzte Rechnung?', 'kann ich das Datum der Abbuchung ändern?'],
    },
    app: {
      complaint: [
        'die App stürzt {ago} beim Öffnen ab',
        'die App wirft mich bei jeder Anmeldung wieder raus',
      ],
      question: ['wo steht in der App meine PUK?', 'gibt es die App auch für das Tablet?'],
    },
    delivery: {
      complaint: [
        'mein Paket sollte {ago} da sein, die Sendung bewegt sich nicht',
        'die SIM-Karte ist nie angekommen',
      ],
      question: ['wie lange dauert die Lieferung nach {place}?', 'wie ziehe ich meine eSIM um?'],
    },
    hotline: {
      complaint: [
        '50 Minuten in der Warteschleife, dann aufgelegt',
        'drei Mal angerufen, drei verschiedene Antworten',
      ],
      question: ['wann ist die Hotline am Wochenende erreichbar?'],
    },
    broadband: {
      complaint: [
        'der Router startet jede Nacht neu',
        'Internet zu Hause ist {ago} weg, rotes Licht am Router',
        'der Techniker ist nicht gekommen, ein Tag Urlaub umsonst',
      ],
      question: ['gibt es Glasfaser in {place}?', 'kann ich meinen alten Router behalten?'],
    },
    contract: {
      complaint: ['mein Vertrag wurde ohne Rückfrage verlängert'],
      question: ['wann endet mein Vertrag?', 'kann ich in einen kleineren Tarif wechseln?'],
    },
  },
  thanks: [
    'danke {agent}, jetzt läuft alles!',
    'super schnelle Hilfe, vielen Dank',
    'tolle Beratung im Laden in {place}, danke schön',
    'Gutschrift ist da, danke euch',
  ],
  leaving: [
    'mir reicht es, ich kündige und wechsle den Anbieter',
    'wie kann ich kündigen? Nach acht Jahren bin ich weg',
  ],
  chatter: [
    'die Werbung von Marlo mit der Eule läuft überall',
    'in {place} baut Marlo gerade Glasfaser',
  ],
  noise: ['GEWINNSPIEL! Neues Handy gewinnen, folgen und teilen #marlo #gewinnspiel #gratis #win'],
  outage: {
    report: [
      'kein Netz in {place}, nur noch Notrufe',
      'Netz komplett weg, kein Anruf, keine Daten',
      'kein Empfang mehr, schon zweimal neu gestartet',
      'das ganze Büro in {place} ist offline, kein Netz',
    ],
    question: [
      'hat noch jemand kein Netz?',
      'ist das Netz ausgefallen oder liegt es an mir?',
      'gibt es eine Störung in {place}? Wann geht es wieder?',
    ],
    angry: [
      'Netz tot und kein Wort von Marlo. Unfassbar',
      'Ausfall, und die Hotline ist auch tot. Katastrophe',
    ],
  },
  replies: {
    calm: [
      'Das tut uns leid. Schick uns bitte deine Nummer per DM, dann sehen wir nach. ^{agent}',
      'Danke für den Hinweis, ich habe ein Ticket angelegt. ^{agent}',
      'Das findest du in der App unter Mein Tarif. ^{agent}',
    ],
    outage: ['Unser Netz hat eine Störung in mehreren Regionen. Wir arbeiten daran. ^{agent}'],
  },
};
