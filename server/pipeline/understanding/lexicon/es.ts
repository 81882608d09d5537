/** Spanish. */
import type { Lexicon } from './lexicon.ts';

export const es: Lexicon = {
  lang: 'es',
  common: `el la los las de del que y en un una es no se lo por con para su sus al como más pero ya o este
    esta esto si sí porque cuando muy sin sobre también me te le nos les mi mis tu tus yo él ella
    hay ser estar está están estoy soy eres son fue ha he han tiene tengo tienen hace hacer puede
    puedo quiero todo todos toda nada algo qué quién cómo dónde cuándo hasta desde donde quien entre
    mucho poco siempre nunca hoy ayer mañana ahora aquí así vez día días años gracias hola buenos
    buenas favor ustedes usted vosotros ni eso esa ese uno dos va voy vamos era tan q pq xq
    mejor vida quiere bien hacer tener nuestro nuestra alguien otra otro otros casa noche mañana tarde
    verdad aunque mientras durante hacia según poder sé digo dice hizo sido está algún`,
  worst: `pésim*, horribl*, asqueros*, asco, vergüenza, vergonzos*, estafa, estafador*, ladron*,
    robo, mierda, puta, puto, hijos de puta, jodid*, odio, odia, terrible, terribles, fatal, peor,
    peores, lo peor, nunca más, inútil*, inadmisible, inaceptable, lamentable, desastre, nefast*,
    indignad*, indignante, muerte, muerto, muertos, matar, asesin*, terroris*, guerra, maldit*,
    imbécil*, idiota, idiotas, ridícul*, basura, repugnante, engaño, fraude, una burla, tomadura`,
  bad: `mal, malo, mala, malos, malas, triste, tristes, tristeza, enfadad*, enojad*, cabread*, molest*,
    decepcion*, frustr*, harto, harta, hartos, hartas, cansad*, feo, fea, feos, dolor, duele, llorar,
    llorando, lloro, miedo, error, errores, fallo, fallos, falla, fallas, fallando, roto, rota, averia,
    avería, caído, caída, no funciona, no funcionan, no va, no sirve, no puedo, no carga, no llega,
    no ha llegado, sin respuesta, no responden, no contestan, nadie responde, nadie contesta, sin servicio,
    sin internet, sin luz, sigo esperando, llevo esperando, horas esperando, retraso, retrasos,
    retrasad*, cancelad*, cancelaron, cancelan, perdid*, perdí, pierdo, mentira, mentiras, mentiros*,
    abuso, abusiv*, culpa, injust*, peligro, peligros*, crisis, violencia, víctima*, corrup*, problema,
    problemas, queja, quejas, reclamo, reclamación, reclamar, denuncia, estúpid*, tont*, aburrid*,
    soled*, sola, pobre, enferm*, loc*, joder, coño, culo, carajo, verga, no me gusta, no entiendo,
    grosero, groser*, maleducad*, ignoran, ignorado, caro, carísimo, cobro indebido, cobraron de más,
    cobrado dos veces, qué mal, que mal, qué pena, que pena, por desgracia, desgraciad*, raro, rara`,
  poor: `esperando, espera, tarde, lento, lenta, difícil, falta, faltan, preocup*, lamento, siento,
    perdón, disculp*, reembolso, devolución, indemnización, compensación, sin, tampoco, extraño,
    nunca, jamás, nadie, ningun*, calor, frío, sueño, sé que, no, ni`,
  hint: `por qué, porque, horas, semanas, todavía, aún, otra vez, encima, deja, pagar, cobran, cobrar,
    gente, aunque, cara, tan, me, ya no, sigo, sigue, llevo`,
  fine: `bien, vale, ok, espero, ojalá, jaja, jajaja, jajajaja, jeje, risa, risas, interesante, rápido,
    fácil, gran, buena suerte, suerte, bienvenid*, amig*, familia, sonrisa, ganar, ganamos, ganado,
    feliz día, quiero ver, deseando, mola, rico, rica, amor, solucionado, resuelto,
    nueva, nuevo, placer, sin duda,`,
  good: `buen, bueno, buena, buenos, buenas, gracias, muchas gracias, mil gracias, agradec*, feliz,
    felices, felicidad, felicidades, felicitaciones, enhorabuena, alegr*, contento, contenta,
    contentos, bonit*, lind*, guap*, hermos*, precios*, amable*, amabilidad, genial, geniales,
    encant*, me gusta, me gustó, disfrut*, divertid*, abrazo, abrazos, beso, besos, éxito, éxitos,
    bravo, orgull*, mejor, mejores, sin problema, sin problemas, eficient*, eficaz, recomiend*,
    satisfech*, simpátic*, chévere, bacán, chido, guay, crack, te quiero, atent*, delicios*`,
  best: `excelent*, perfect*, increíble, increíbles, maravill*, fantástic*, espectacular*, lo mejor,
    la mejor, el mejor, los mejores, amo, adoro, te amo, me encanta, me encantó, muy bueno, muy buena,
    muchísimas gracias, impecable, estupend*, magnífic*, extraordinari*, insuperable, buenísim*,
    lo máximo, felicísim*`,
  negators: `no ni nunca jamas sin tampoco nada nadie ningun ninguna`,
  boosters: `muy tan super mucho demasiado bastante totalmente realmente completamente qué que más
    absolutamente`,
  dampers: `poco algo casi quizá quizás medio`,
  contrasts: `pero sino aunque`,
  thanks: `gracias, muchas gracias, mil gracias, agradec*, excelente servicio, buen servicio,
    excelente atención, buena atención, bien hecho`,
  requests: `por favor, porfavor, porfa, pueden, podrían, podrias, podría, puedes, me ayudan, ayuda,
    ayúdenme, ayúdame, necesito, quisiera, me gustaría, respondan, contesten, solicito, llámenme`,
  questions: `cómo, cuándo, cuánto, cuánta, cuál, dónde, qué hago, qué pasa, quién, por qué, porqué,
    hay algún, hay alguna, puedo, se puede, tienen, alguien sabe, saben si, saben cuándo`,
  leaving: `cambiarme, me doy de baja, darme de baja, dar de baja, cancelar mi suscripción,
    cancelar mi cuenta, cancelo mi, cancelaré mi, cerrar mi cuenta, nunca más, última vez que,
    perdieron un cliente, perdéis un cliente, perder un cliente, cliente menos, un cliente
    perdido, me paso a, cambiar de compañía, cambiar de operador, no vuelvo a, no volveré, baja
    definitiva, quiero cancelar, voy a cancelar, cómo cancelo, como cancelo, quiero darme de
    baja, cancelé, cancelado mi, he cancelado, cerré mi cuenta, cierro mi cuenta, cerrar la
    cuenta, cambié de, me cambié, me he cambiado, nos cambiamos, me mudo a, me pasé a, me he
    pasado, hasta nunca, hasta aquí, no renuevo, no voy a renovar, ya no soy cliente,
    portabilidad, me largo, dejo de ser cliente`,
  mayLeave: `me voy, me cambio, me voy a, nos vamos, me paso a, me cambié, me pasé a, a la
    competencia, con la competencia, otra compañía, otro operador, otro banco, otro proveedor,
    otra empresa, desinstalé, desinstalada, borré la app, alternativa a, alternativas a, me cansé
    de, ya me cansé`,
  farewells: `adiós, adios, hasta nunca, chao, chau, bye`,
  partings: `adiós, adios, dejar, dejo, dejé, me voy de, me fui de, irme de, harto de, harta de,
    nunca más, no más, cancelar, cancelé, baja de, baja en, fuera de`,
  stays: `reinstal*, volví a instalar, reinici*`,
  leavingPairs: [
    [
      `cancelo, cancelar, cancelé, cancelado, cancelando, cierro, cerrar, cerré, elimino,
      eliminar, eliminé, doy de baja, dar de baja`,
      `mi, mis, nuestra, nuestro, la, el, esta`,
      `cuenta, cuentas, suscripción, contrato, línea, servicio, plan, tarjeta, seguro, membresía,
      tarifa`,
    ],
  ],
  complaints: `sin respuesta, no responden, no contestan, nadie responde, nadie contesta, no funciona,
    no funcionan, sigo esperando, llevo esperando, horas esperando, sin servicio, sin internet,
    mal servicio, pésim*, queja, quejas, reclamo, reclamación, estafa, vergonzos*, mi dinero,
    devuelvan, devolver mi dinero, cobro indebido, inadmisible, inaceptable, no ha llegado`,
  elsewhere: `ya llamé, ya llame, ya he llamado, he llamado, llamé, llevo llamando, llamando,
    por teléfono, al teléfono, call center, línea telefónica, ya escribí, ya he escrito, envié un
    correo, mandé un correo, envié correos, he enviado un correo, por correo, mis correos, mi
    correo, en el chat, su chat, vuestro chat, por chat, el chat, formulario, abrí un ticket,
    número de caso, número de reclamo, fui a la tienda, fui a la oficina, en la tienda me, en la
    oficina me, me mandaron aquí, me mandaron acá, por mensaje directo, por dm`,
  fillers: `pues ahora luego entonces solo sólo bueno buena vale jaja jajaja jajajaja sea sido
    estaba estamos estás tenemos puedes pueden hacen dicen lunes martes miércoles jueves viernes
    sábado domingo semana semanas mes meses hora horas minutos mañana favor gracias saludos`,
  faults: `no funciona, no funcionan, no sirve, no anda, no carga, no abre, no conecta, no me
    deja, se cae, se cayó, caída, caído, se cierra, se congela, error, fallo, falla, fallas, sin
    servicio, sin internet, sin luz, sin señal, sin conexión, sin línea, sin datos, lento,
    cobraron dos veces, cobro doble, doble cobro, me cobraron, cobro indebido, no ha llegado, no
    llegó, no llega, no he recibido, no recibí, sigo esperando, seguimos esperando, llevo
    esperando, esperando, sin respuesta, no responden, no contestan, nadie responde, nadie
    contesta, perdieron, perdido, perdida, dañado, roto, cancelado, cancelaron, retraso,
    retrasado, bloqueado, bloqueada, no puedo entrar, no puedo acceder, no puedo pagar, problema
    con, problemas con`,
  mine: `mi, mis, me, yo, nos, nuestro, nuestra, conmigo, en mi casa, llevo, estoy, estamos,
    tengo`,
  faultsOfMine: `no me funciona, no me deja, no me carga, no me anda, no me llega, no me ha
    llegado, me cobraron, me han cobrado, sigo esperando, llevo esperando, sigo sin, seguimos sin,
    llevo horas, llevo días, no puedo, no podemos, dónde está mi, me perdieron, me cancelaron,
    nadie me responde, no funciona, no funcionan, no sirve, no anda, no va, no carga, no cargan,
    no abre, no conecta, no enciende, no responde la app, se cae, se cayó, está caído, está caída,
    caído, caída, se cierra, se cierra sola, se congela, se cuelga, se bloquea, da error, me da
    error, sale error, mensaje de error, pantalla blanca, pantalla negra, pantalla en blanco, sin
    servicio, sin internet, sin luz, sin señal, sin conexión, sin línea, sin datos, sin cobertura,
    no hay internet, no hay señal, no hay servicio, no hay luz, no hay sistema, no puedo entrar,
    no puedo acceder, no puedo pagar, no puedo iniciar, no deja entrar, no deja pagar, pago
    rechazado, tarjeta rechazada, dejó de funcionar, ha dejado de funcionar, no se puede, fuera de
    servicio, intermitente`,
  shared: `a alguien más, alguien más, alguno más, soy el único, soy la única, solo a mí, solo
    me pasa a mí, a mí también, a mi también, yo también, aquí también, acá también, mismo
    problema, lo mismo, igual aquí, me pasa igual, me pasa lo mismo, nos pasa lo mismo, no soy el
    único, no soy la única, a todos, toda la calle, todo el barrio, todo el edificio, muchos
    usuarios, varios usuarios, a alguien más le, le pasa a alguien, les pasa, os pasa, a alguien
    le, alguien más con, alguien más sin, soy solo yo, soy yo o, solo yo, es solo a mí, aquí
    igual, acá igual, igual acá, igual por aquí, también aquí, también acá, también en, a mi
    tampoco, a mí tampoco, tampoco me funciona, alguien sabe si, mis vecinos, todos mis
    compañeros, toda la oficina`,
  harm: `peligro*, herid*, lesion*, quemadura*, quemado, incendio, explotó, explosión, humo,
    intoxica*, envenen*, hospital, ambulancia, muert*, murió, accidente, racist*, racismo,
    sexist*, machist*, homofob*, homófob*, discrimin*, acoso, agresión, abuso, abogado, abogada,
    abogados, demanda, demandar, denuncia, denunciar, denunciaré, tribunal*, juzgado, policía,
    profeco, consumidor, fraude, estafa, ilegal, boicot*, petición, protesta, prensa, periodista*,
    noticias, medios, filtración, datos robados, escándalo, hackeo`,
  ills: `retraso, retrasos, tarde, demora, demoras, esperando, espera, esperar, tuve que, tuvimos
    que, tengo que, obligado, obligados, varado, varados, atrapado, atrapados, perdí, perdimos,
    sobreventa, overbooking, falta, faltan, desapareció, frío, fría, sucio, sucia, ruido,
    equivocado, incorrecto, incorrecta, vencido, negaron, niegan, nadie, ninguna respuesta,
    ninguna solución, sin solución, sin información, colgaron, cuelgan, reembolso, devolución,
    otra vez, de nuevo, cada vez, siempre, lento, lentísimo, problema, problemas`,
  spans: `desde ayer, desde esta mañana, desde hace, hace horas, hace días, hace semanas, hace
    meses, todo el día, toda la mañana, toda la noche, horas esperando, días esperando, más de
    una hora, una hora, media hora, desde el lunes`,
  units: `horas, hora, hrs, minutos, min, días, semanas, meses, veces`,
  counts: `dos, tres, cuatro, cinco, seis, ocho, diez, varias, varios, muchas`,
  faultPairs: [
    [
      `no, no me, ya no, todavía no, aún no, sigue sin, siguen sin, no nos, nunca, nunca me`,
      `funciona, funcionan, funcionar, carga, cargar, abre, abrir, conecta, conectar, llega,
      llegó, ha llegado, llegan, sirve, anda, andan, responde, deja entrar, deja pagar, deja,
      puedo entrar, puedo acceder, puedo pagar, puedo usar, puedo ver, puedo comprar, puedo
      reservar, puedo hacer, puedo iniciar, puedo conectar, puedo llamar, puedo abrir, puedo
      descargar, podemos, recibí, he recibido, recibido, entregaron, han entregado, aparece,
      reproduce, actualiza, reembolsaron, han devuelto, imprime, enciende`,
    ],
    [
      `se, se me, se nos`,
      `cae, cayó, cierra, cerró, congela, congeló, bloquea, bloqueó, corta, cortó, apaga,
      reinicia, cuelga, colgó, fue la luz, fue el internet, fue la señal, desconecta,
      desconectó`,
    ],
  ],
};
