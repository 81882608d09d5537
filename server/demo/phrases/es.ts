/** Spanish sentences of the demo. */
import type { Phrases } from './shape.ts';

export const es: Phrases = {
  lang: 'es',
  share: 0.1,
  places: ['el centro', 'Puerto Viejo', 'San Telmo Norte', 'la zona alta'],
  agos: ['desde esta mañana', 'desde hace dos días', 'desde ayer', 'desde hace una semana'],
  openers: ['', '@MarloHelp ', '@MarloHelp ', 'Hola Marlo, ', 'Buenos días, '],
  closers: ['', '', ' Por favor, ayuda.', ' Qué vergüenza.', ' Muy decepcionado.', ' 😡'],
  topics: {
    network: {
      complaint: [
        'las llamadas se cortan {ago}, es muy molesto',
        'mala cobertura en {place} {ago}',
        'los datos van lentísimos {ago}',
      ],
      question: ['¿hay trabajos en la red esta noche en {place}?'],
    },
    billing: {
      complaint: [
        'mi factura tiene {amount} de más y nadie lo explica',
        'me han cobrado dos veces, faltan {amount} en mi cuenta',
        'espero un reembolso de {amount} {ago}',
      ],
      question: ['¿dónde descargo mi última factura?'],
    },
    roaming: {
      complaint: ['el roaming no funciona, sin datos en el extranjero {ago}'],
      question: ['¿el roaming está incluido en mi tarifa?'],
    },
    app: {
      complaint: ['la aplicación se cierra sola {ago}', 'no puedo entrar en la aplicación {ago}'],
      question: ['¿dónde está el PUK en la aplicación?'],
    },
    delivery: {
      complaint: ['mi paquete debía llegar {ago} y no hay noticias'],
      question: ['¿cuánto tarda el envío a {place}?'],
    },
    hotline: {
      complaint: ['40 minutos de espera al teléfono y me colgaron'],
      question: ['¿qué horario tiene la atención telefónica el sábado?'],
    },
    broadband: {
      complaint: ['sin internet en casa {ago}, luz roja en el router'],
      question: ['¿hay fibra en {place}?'],
    },
    contract: {
      complaint: ['me renovaron el contrato sin preguntar'],
      question: ['¿cuándo termina mi contrato?', '¿puedo cambiar a una tarifa más pequeña?'],
    },
  },
  thanks: [
    '¡gracias {agent}, ya funciona todo!',
    'atención rápida y muy amable, muchas gracias',
    'excelente trato en la tienda de {place}, gracias',
  ],
  leaving: ['me doy de baja, me cambio de compañía', '¿cómo cancelo mi contrato? Estoy harto'],
  chatter: ['el anuncio de Marlo con el búho está en todas partes'],
  noise: ['¡SORTEO! Gana un teléfono, sigue y comparte #marlo #sorteo #gratis #win'],
  outage: {
    report: [
      'sin señal en {place}, solo llamadas de emergencia',
      'no hay red, ni llamadas ni datos, todo caído',
      'sin cobertura, reinicié dos veces y nada',
    ],
    question: [
      '¿alguien más sin señal?',
      '¿se ha caído la red o soy solo yo?',
      '¿cuándo vuelve la red en {place}?',
    ],
    angry: ['red caída y ni una palabra de Marlo. Vergonzoso', 'sin red y sin respuesta. Pésimo'],
  },
  replies: {
    calm: [
      'Lo sentimos. Envíanos tu número por privado y lo revisamos. ^{agent}',
      'Gracias por avisar, ya abrí un caso. ^{agent}',
    ],
    outage: ['Nuestra red tiene una avería en varias zonas. Trabajamos en ello. ^{agent}'],
  },
};
