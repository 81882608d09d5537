/** Italian. */
import type { Lexicon } from './lexicon.ts';

export const it: Lexicon = {
  lang: 'it',
  common: `il lo la i gli le di del della dei delle dello degli da dal dalla in nel nella nei con su sul
    sulla per tra fra un uno una e è che chi cui non si no ma se o come quando dove perché anche più
    già ancora solo sempre mai molto poco tanto tutto tutti tutte tutta questo questa questi quello
    quella sono sei siamo siete ho hai ha abbiamo avete hanno essere avere fare fa fatto va vado io tu
    lui lei noi voi loro mi ti ci vi me te mio mia tuo tua suo sua al alla ai alle allo ed ad ora oggi
    ieri domani poi bene grazie ciao buongiorno buonasera cosa qui così gente anni stato era c
    dopo prima senza perché ancora ogni altro altra altri proprio può deve devo quanto allora
    niente nulla nessuno casa vita quindi invece forse però c'è adesso`,
  worst: `pessim*, schifo, schifos*, vergogna, vergognos*, truffa, truffat*, truffator*, ladri, ladro,
    merda, merde, cazzo, cazzi, cazzata, vaffanculo, stronz*, coglion*, puttan*, orribil*, orrend*,
    disastro, disastros*, odio, odiano, peggio, peggiore, peggiori, mai più, inaccettabil*,
    scandalo, scandalos*, ridicol*, incapac*, inutil*, assassin*, morte, morto, morti, uccid*,
    guerra, terroris*, fanculo, bastard*, idiot*, imbecill*, cretin*, buffon*, indecent*, penos*,
    delinquent*, inammissibile`,
  bad: `male, cattiv*, brutt*, triste, tristezza, delus*, deludent*, arrabbiat*, incazzat*, rabbia,
    nervos*, frustra*, stufo, stufa, stufi, stanc*, errore, errori, guasto, guasta, guasti, rotto,
    rotta, bloccat*, ritardo, ritardi, cancellat*, annullat*, pers*, problema, problemi, crisi,
    non funziona, non funzionano, non va, non carica, non risponde, non rispondono, nessuna risposta,
    nessuno risponde, senza risposta, ancora niente, in attesa da, aspetto da, sto aspettando,
    maleducat*, scortes*, bugia, bugie, bugiard*, falso, falsa, falsi, colpa, paura, pericolo,
    pericolos*, tasse, tassa, sacrifici, privilegi, corrot*, corruzione, ingiust*, fallit*, falliment*,
    povero, poveri, piang*, dolore, malat*, stupid*, scem*, noia, noios*, purtroppo, peccato, reclamo,
    reclami, protesta, lament*, troppo caro, addebitat*, casino, palle,
    rompe, rovin*, distrugg*, fregat*, non mi piace, manco, perplesso, roba da, mancano`,
  poor: `aspettare, attesa, aspetto, aspettando, lento, lenta, lentissim*, difficile, difficili, manca,
    rimborso, rimborsi, risarcimento, scusa, scusate, caro, freddo, solo, contro, senza, nessun*,
    niente, nulla, mai, no, debito,`,
  hint: `perché, ore, ancora, settimane, giorni, ormai, invece, già, fosse, dire,
     gente, voler, soldi`,
  fine: `ok, spero, speriamo, ahah, ahahah, ahahaha, haha, interessant*, veloce, veloci, facile,
    nuovo album, fortuna, amic*, famiglia, sorris*, vinc*, vinto, vittoria, risolto, risolta,
    finalmente, forza, avanti, buongiorno, buonanotte, auguri, meglio, compleanno, in bocca al lupo,
     dolce, dolci,`,
  good: `buon, buono, buona, buoni, buone, bene, grazie, ringrazi*, bello, bella, belli, belle, bel,
    contento, contenta, contenti, felice, felici, felicità, gioia, gentil*, cortes*, simpatic*,
    disponibil*, efficient*, rapid*, piace, piaciut*, carino, carina, bravo, brava, bravi, bravissim*,
    complimenti, congratulazioni, grande, grandi, soddisfatt*, consigli*, utile, utili, amore,
    ti voglio bene, voglio bene, abbracci*, baci, bacio, nessun problema, divertent*, diverti*, orgoglios*`,
  best: `ottim*, eccellent*, perfett*, fantastic*, meraviglios*, splendid*, stupend*, magnific*,
    bellissim*, bravissim*, straordinari*, eccezional*, migliore, migliori, il migliore, amo, adoro,
    ti amo, mi piace, mi piace molto, grazie mille, mille grazie, tante grazie, grazie di cuore,
    impeccabil*, incredibile, favolos*, geniale, genio`,
  negators: `non no mai senza ne nessun nessuno nessuna niente nemmeno neanche manco`,
  boosters: `molto così tanto troppo davvero veramente proprio assolutamente totalmente super più`,
  dampers: `poco abbastanza quasi forse`,
  contrasts: `ma però tuttavia`,
  thanks: `grazie, grazie mille, mille grazie, tante grazie, ringrazi*, complimenti, ottimo servizio,
    ottima assistenza, ottimo lavoro`,
  requests: `per favore, perfavore, per piacere, potete, potreste, puoi, può, mi aiutate, aiuto, aiutatemi,
    ho bisogno, vorrei, mi serve, contattatemi, rispondete, chiamatemi, fatemi sapere`,
  questions: `come mai, come faccio, come posso, quando, quanto, quanti, dove, perché, chi, cosa, quale,
    quali, c'è, avete, posso, si può, qualcuno sa, sapete`,
  leaving: `disdico, disdire, disdetta, disdett*, recesso, recedere, cambiare operatore, cambio
    gestore, cambiare gestore, passare a un altro, me ne vado, mai più, ultima volta che, perso
    un cliente, perdete un cliente, un cliente in meno, chiudo il conto, chiudere il conto,
    cancello il mio account, cancellare il mio account, cancello l'abbonamento, ho disdetto,
    voglio disdire, come disdico, come faccio a disdire, vado a disdire, faccio disdetta, cambio
    banca, cambio compagnia, ho cambiato operatore, passo alla, sono passato, chiudo il mio
    conto, chiudo tutto, chiuso il conto, non rinnovo, non rinnoverò, non più cliente, non sono
    più cliente, avete perso, mi avete perso, vado altrove, alla concorrenza`,
  mayLeave: `passo a, passo alla, cambio, cambio operatore, vado via, me ne vado, ho cambiato,
    passato a, alla concorrenza, dalla concorrenza, un altro operatore, altra banca, altro
    gestore, altro fornitore, disinstallato, disinstallata, cancellato l app, alternativa a,
    alternative a, stufo di, stufa di`,
  farewells: `addio, ciao ciao, arrivederci, bye`,
  partings: `addio, ciao, lascio, lasciare, ho lasciato, basta con, basta, chiuso con, finito
    con, via da, mai più, disdetta a, disdire`,
  stays: `reinstall*, riavvi*`,
  leavingPairs: [
    [
      `disdico, disdire, disdetto, chiudo, chiudere, chiuso, cancello, cancellare, cancellato,
      annullo, annullare, elimino`,
      `il mio, la mia, il nostro, il, la, l, mio, questo`,
      `abbonamento, contratto, conto, account, linea, carta, assicurazione, iscrizione, tariffa,
      polizza`,
    ],
  ],
  complaints: `non funziona, non funzionano, non risponde, non rispondono, nessuna risposta,
    nessuno risponde, senza risposta, ancora niente, aspetto da, sto aspettando, in attesa da, reclamo,
    reclami, vergogna, vergognos*, pessim*, truffa, inaccettabil*, rimborso, i miei soldi, disservizio,
    disservizi, servizio pessimo, non è arrivato, non è ancora arrivato`,
  elsewhere: `ho chiamato, ho già chiamato, già chiamato, chiamato due volte, chiamato più
    volte, sto chiamando, al telefono, per telefono, call center, numero verde, ho scritto, già
    scritto, ho mandato una mail, ho inviato una mail, mandato mail, via mail, mie mail, mia mail,
    la chat, vostra chat, in chat, chatbot, modulo, aperto un ticket, aperto una segnalazione,
    numero pratica, in negozio, in filiale, mi hanno mandato qui, mandato qui, in dm, scritto in
    privato`,
  fillers: `allora quindi proprio davvero veramente tipo boh ecco insomma magari comunque cioè
    lunedì martedì mercoledì giovedì venerdì sabato domenica settimana settimane mese mesi ora ore
    minuti mattina sera notte grazie ciao buongiorno salve volta volte cosa cose`,
  faults: `non funziona, non funzionano, non va, non carica, non si apre, non parte, si blocca,
    si chiude, crasha, errore, guasto, guasti, disservizio, disservizi, senza internet, senza
    linea, senza corrente, senza segnale, niente internet, niente linea, non c'è linea, non c'è
    campo, lento, lenta, addebitato due volte, doppio addebito, addebito, non è arrivato, non
    arriva, non arrivato, mai arrivato, non ho ricevuto, mai ricevuto, non consegnato, ancora
    niente, aspetto da, sto aspettando, in attesa da, nessuna risposta, nessuno risponde, non
    rispondono, senza risposta, perso, smarrito, rotto, danneggiato, annullato, cancellato,
    ritardo, bloccato, rifiutato, non riesco, problema con`,
  mine: `mio, mia, miei, mie, mi, io, me, noi, ci, nostro, nostra, a casa mia, ho, sono`,
  faultsOfMine: `non mi funziona, non mi carica, non mi fa, non mi arriva, mi avete addebitato,
    mi hanno addebitato, aspetto da, sto aspettando, non riesco, non riusciamo, sono senza, siamo
    senza, ancora senza, dov'è il mio, dove è il mio, non ho ricevuto, nessuno mi risponde, non
    funziona, non funzionano, non funziona più, non va, non va più, non carica, non si carica, non
    si apre, non parte, non si accende, non si connette, non risponde più, si blocca, bloccata, si
    chiude, si chiude da sola, crasha, è down, down, giù, è giù, fermo, guasto, schermo bianco,
    schermo nero, mi dà errore, dà errore, errore 500, messaggio di errore, senza internet, senza
    linea, senza corrente, senza segnale, senza rete, senza connessione, niente internet, niente
    linea, niente rete, non c'è linea, non c'è campo, non c'è internet, non c'è rete, non riesce,
    non si riesce, impossibile, pagamento rifiutato, carta rifiutata, cade la linea, salta la
    linea, disconnesso, smesso di funzionare`,
  shared: `qualcun altro, qualcun'altro, a qualcun altro, solo io, solo a me, sono l'unico, sono
    l'unica, anche a me, anche io, anch'io, anche da me, anche qui, anche da voi, stesso problema,
    idem, uguale qui, non solo a me, non sono l'unico, tutta la via, tutto il quartiere, tutti
    senza, anche a voi, anche voi, a voi va, a voi funziona, a qualcuno, qualcuno ha, qualcuno sa
    se, è solo mio, neanche a me, nemmeno a me, neanche a noi, pure qui, pure a me, pure io, qui
    uguale, qui lo stesso, stessa cosa, stesso qui, anche in, tutto il palazzo, i miei vicini,
    tutti i colleghi`,
  harm: `pericol*, ferit*, lesion*, ustion*, bruciat*, incendio, fuoco, esplos*, fumo,
    intossic*, avvelen*, ospedale, pronto soccorso, ambulanza, morto, morta, morti, morte,
    incidente, razzis*, sessis*, omofob*, discrimin*, antisemit*, molest*, aggression*, avvocat*,
    denuncia, denunciare, querela, tribunale, polizia, carabinieri, agcom, codacons, associazione
    consumatori, frode, truffa, illegal*, boicott*, petizione, stampa, giornalist*, giornali,
    notizie, fuga di dati, scandalo`,
  ills: `ritardo, ritardi, tardi, attesa, aspettare, aspettato, aspettando, dovuto, costretto,
    costretti, costretta, bloccati, bloccata, perso, persa, persi, overbooking, manca, mancano,
    sparito, sparita, freddo, fredda, sporco, sporca, rumore, sbagliato, sbagliata, errato,
    scaduto, negato, nessuno, nessuna risposta, nessuna assistenza, nessuna informazione,
    riattaccato, rimborso, di nuovo, ancora una volta, ogni volta, sempre, lento, lentissimo,
    problema, problemi`,
  spans: `da ieri, da stamattina, da ore, da giorni, da settimane, da mesi, tutto il giorno,
    tutta la notte, più di un ora, mezz ora, da lunedì, da una`,
  units: `ore, ora, minuti, min, giorni, settimane, mesi, volte`,
  counts: `due, tre, quattro, cinque, sei, otto, dieci, diverse, alcuni, parecchie, molte`,
  faultPairs: [
    [
      `non, non mi, non ci, non si, ancora non, non ancora, mai`,
      `funziona, funzionano, funziona più, va, va più, carica, caricano, apre, connette, collega,
      arriva, arrivato, è arrivato, è ancora arrivato, è arrivata, riesco, riesco a, riusciamo,
      riesco più, riesco ad, parte, risponde, rispondono, ricevuto, ho ricevuto, ho ancora
      ricevuto, prende, si accende, accende, aggiorna, lascia, fa entrare, fa accedere, fa
      pagare, posso, posso pagare, posso accedere, consegnato, rimborsato`,
    ],
    [
      `si, mi si, continua a`,
      `blocca, bloccarsi, chiude, chiudersi, disconnette, disconnettersi, spegne, spegnersi,
      riavvia, cade, cadere, pianta, piantarsi, interrompe`,
    ],
  ],
};
