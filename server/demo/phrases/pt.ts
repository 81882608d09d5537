/** Portuguese sentences of the demo. */
import type { Phrases } from './shape.ts';

export const pt: Phrases = {
  lang: 'pt',
  share: 0.05,
  places: ['centro', 'Vila Clara', 'Porto Novo'],
  agos: ['desde hoje de manhã', 'há dois dias', 'desde ontem', 'há uma semana'],
  openers: ['', '@MarloHelp ', 'Olá Marlo, ', 'Bom dia, '],
  closers: ['', '', ' Por favor, ajudem.', ' Que vergonha.', ' 😡'],
  topics: {
    network: {
      complaint: [
        'as chamadas caem o tempo todo {ago}',
        'péssima cobertura em {place} {ago}',
        'os dados estão muito lentos {ago}',
      ],
      question: ['há obras na rede hoje à noite em {place}?'],
    },
    billing: {
      complaint: [
        'a minha fatura veio com {amount} a mais e ninguém explica',
        'espero um reembolso de {amount} {ago}',
      ],
      question: ['onde descarrego a última fatura?'],
    },
    app: {
      complaint: ['a aplicação fecha sozinha {ago}'],
      question: ['onde está o PUK na aplicação?'],
    },
    broadband: {
      complaint: ['sem internet em casa {ago}, luz vermelha no router'],
      question: ['já há fibra em {place}?'],
    },
    contract: {
      complaint: ['renovaram o contrato sem perguntar'],
      question: ['quando acaba o meu contrato?'],
    },
  },
  thanks: ['obrigada {agent}, já funciona tudo!', 'atendimento rápido e simpático, obrigado'],
  leaving: ['chega, vou cancelar e mudar de operadora'],
  chatter: ['o anúncio da Marlo com a coruja está em todo o lado'],
  noise: ['SORTEIO! Ganha um telemóvel, segue e partilha #marlo #sorteio #gratis #win'],
  outage: {
    report: [
      'sem rede em {place}, só chamadas de emergência',
      'rede completamente em baixo, sem chamadas, sem dados',
    ],
    question: ['mais alguém sem rede?', 'a rede caiu ou sou só eu?'],
    angry: ['rede morta e nem uma palavra da Marlo. Uma vergonha'],
  },
  replies: {
    calm: ['Lamentamos. Envia-nos o teu número em privado e verificamos. ^{agent}'],
    outage: ['A nossa rede tem uma avaria em várias zonas. Estamos a tratar disso. ^{agent}'],
  },
};
