/** French sentences of the demo. */
import type { Phrases } from './shape.ts';

export const fr: Phrases = {
  lang: 'fr',
  share: 0.1,
  places: ['la vieille ville', 'Montclair', 'Saint-Aubin', 'le quartier du port'],
  agos: ['depuis ce matin', 'depuis deux jours', 'depuis hier', 'depuis une semaine'],
  openers: ['', '@MarloHelp ', '@MarloHelp ', 'Bonjour Marlo, ', 'Bonjour, '],
  closers: ['', '', ' Merci de m’aider.', ' C’est vraiment pénible.', ' Très déçue.', ' 😡'],
  topics: {
    network: {
      complaint: [
        'mes appels coupent sans arrêt {ago}',
        'le réseau est très mauvais vers {place} {ago}',
        'les données mobiles sont trop lentes {ago}',
      ],
      question: ['y a-t-il des travaux sur le réseau ce soir vers {place} ?'],
    },
    billing: {
      complaint: [
        'ma facture est trop élevée de {amount}, personne ne sait pourquoi',
        'j’attends un remboursement de {amount} {ago}',
        'prélevée deux fois ce mois-ci, il me manque {amount}',
      ],
      question: ['où puis-je télécharger ma dernière facture ?'],
    },
    app: {
      complaint: ['l’application plante {ago}', 'l’application me déconnecte à chaque fois'],
      question: ['où est le code PUK dans l’application ?'],
    },
    delivery: {
      complaint: ['mon colis devait arriver {ago}, toujours rien'],
      question: ['combien de temps prend la livraison vers {place} ?'],
    },
    hotline: {
      complaint: ['40 minutes d’attente au téléphone et puis plus rien'],
      question: ['quels sont les horaires du service client le samedi ?'],
    },
    broadband: {
      complaint: ['la box redémarre toutes les nuits', 'plus d’internet à la maison {ago}'],
      question: ['la fibre est-elle disponible vers {place} ?'],
    },
    contract: {
      complaint: ['mon contrat a été renouvelé sans mon accord'],
      question: ['quand se termine mon contrat ?', 'puis-je changer de forfait maintenant ?'],
    },
  },
  thanks: [
    'merci {agent}, tout marche maintenant !',
    'service rapide et très gentil, merci beaucoup',
    'bravo à l’équipe de {place}, merci',
  ],
  leaving: ['j’en ai assez, je résilie et je change d’opérateur', 'comment résilier mon contrat ?'],
  chatter: ['la publicité de Marlo avec le hibou est partout'],
  noise: ['CONCOURS ! Gagnez un téléphone, suivez et partagez #marlo #concours #gratuit #win'],
  outage: {
    report: [
      'plus de réseau vers {place}, appels d’urgence seulement',
      'aucun réseau, ni appels ni données, tout est en panne',
      'panne totale ici, redémarré deux fois, rien',
    ],
    question: [
      'quelqu’un d’autre sans réseau ?',
      'est-ce une panne, ou seulement chez moi ?',
      'quand le réseau sera-t-il rétabli ?',
    ],
    angry: [
      'panne et silence total de Marlo. Une honte',
      'réseau mort, service client injoignable',
    ],
  },
  replies: {
    calm: [
      'Désolés pour cela. Envoyez-nous votre numéro en privé, nous vérifions. ^{agent}',
      'Merci pour votre message, un ticket est ouvert. ^{agent}',
    ],
    outage: ['Notre réseau est en panne dans plusieurs régions, nous y travaillons. ^{agent}'],
  },
};
