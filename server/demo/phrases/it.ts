/** Italian sentences of the demo. */
import type { Phrases } from './shape.ts';

export const it: Phrases = {
  lang: 'it',
  share: 0.05,
  places: ['centro', 'Borgo Nuovo', 'Villa Serena'],
  agos: ['da stamattina', 'da due giorni', 'da ieri', 'da una settimana'],
  openers: ['', '@MarloHelp ', 'Ciao Marlo, ', 'Buongiorno, '],
  closers: ['', '', ' Aiutatemi, per favore.', ' Che vergogna.', ' 😡'],
  topics: {
    network: {
      complaint: [
        'le chiamate cadono di continuo {ago}',
        'pessima copertura a {place} {ago}',
        'dati lentissimi {ago}',
      ],
      question: ['ci sono lavori sulla rete stasera a {place}?'],
    },
    billing: {
      complaint: [
        'la bolletta è di {amount} più alta e nessuno sa perché',
        'aspetto un rimborso di {amount} {ago}',
      ],
      question: ['dove scarico la mia ultima fattura?'],
    },
    app: {
      complaint: ['la app si chiude da sola {ago}'],
      question: ['dove trovo il PUK nella app?'],
    },
    broadband: {
      complaint: ['senza internet a casa {ago}, il modem ha la luce rossa'],
      question: ['la fibra è disponibile a {place}?'],
    },
    contract: {
      complaint: ['contratto rinnovato senza chiedermelo'],
      question: ['quando scade il mio contratto?'],
    },
  },
  thanks: ['grazie {agent}, ora funziona tutto!', 'assistenza veloce e gentile, grazie mille'],
  leaving: ['basta, disdico e cambio operatore'],
  chatter: ['la pubblicità di Marlo con il gufo è ovunque'],
  noise: ['CONCORSO! Vinci un telefono, segui e condividi #marlo #concorso #gratis #win'],
  outage: {
    report: [
      'nessun segnale a {place}, solo chiamate di emergenza',
      'rete completamente giù, niente chiamate, niente dati',
    ],
    question: ['qualcun altro senza segnale?', 'la rete è giù o sono solo io?'],
    angry: ['rete morta e nessuna risposta da Marlo. Vergognoso'],
  },
  replies: {
    calm: ['Ci dispiace. Scrivici il tuo numero in privato e controlliamo. ^{agent}'],
    outage: ['La nostra rete ha un guasto in più zone. Ci stiamo lavorando. ^{agent}'],
  },
};
