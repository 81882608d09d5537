/** Portuguese, of Brazil first. */
import type { Lexicon } from './lexicon.ts';

export const pt: Lexicon = {
  lang: 'pt',
  common: `o a os as de do da dos das em no na nos nas um uma uns e é que não se por para pra pro com como
    mais mas ou já foi ser são está estão estou tá tô to tem tenho tinha ter há isso isto esse essa
    este esta esses aquele ele ela eles elas eu você vocês vc vcs nós me te lhe meu minha seu sua
    quando onde quem qual porque porquê muito muita pouco bem também só ainda sempre nunca nada tudo
    todos toda todo hoje ontem amanhã agora aqui assim depois antes até desde sem sobre entre fazer
    faz vai vou vão ao à às obrigado obrigada olá oi bom boa dia noite tarde gente né q mt pq hj
    essa dessa desse nossa nosso ninguém alguém nem sou era foram são pelo pela pelos gente cara coisa
    queria quero quer sei sabe acho amo amei linda lindo melhor pessoa povo mim comigo contigo dele dela
    deles esses essas aí lá né tão nada mesmo outra outro tempo vida mãe pai manhã pode fica ficar`,
  worst: `péssim*, horrível, horríveis, horrorosa, horroroso, nojo, nojent*, vergonha, vergonhos*, golpe,
    golpista*, roubo, roubad*, ladrão, ladrões, merda, bosta, porra, caralho, fdp, puta, lixo, odeio,
    odiei, odiando, ódio, pior, piores, nunca mais, inadmissível, inaceitável, desastre, desgraça,
    desgraçad*, ridícul*, absurdo, absurda, descaso, desrespeito, palhaçada, enganaç*, fraude,
    estelionat*, propaganda enganosa, incompetente*, inútil, inúteis, morte, morto, morreu, matar,
    assassin*, guerra, terroris*, escrot*, babaca*, otári*, imbecil, idiota*, racis*, machis*, nojeira`,
  bad: `ruim, ruins, mau, má, mal, triste, tristes, tristeza, chatead*, irritad*, irritant*, raiva, brav*,
    decepcion*, frustrad*, frustrante, chato, chata, chatos, cansad*, cansei, feio, feia, dor, dói,
    chorar, chorando, chorei, choro, medo, erro, erros, errado, errada, falha, falhas, falhou, bug,
    quebrad*, quebrou, travando, trava, travou, travad*, fora do ar, caiu, não funciona, não funcionam,
    não consigo, não abre, não carrega, não chegou, não entregaram, não recebi, não respondem,
    não responde, sem resposta, ninguém responde, ninguém atende, sem sinal, sem internet, sem luz,
    esperando há, aguardando há, até agora nada, ainda não, atras*, cancelad*, cancelaram,
    perdi, perdid*, perdeu, mentira*, mentiros*, engan*, culpa, injust*, perigo, perigos*, crise,
    violência, vítima*, corrup*, problema, problemas, reclamação, reclamações, reclamar, procon,
    cobrança indevida, cobraram, cobrado duas vezes, caro demais, mal educad*, grosseir*, aff, affe,
    puts, sacanagem, infelizmente, pena, não acredito, não gostei, não pode, saudade*,
     coitad*, burr*, idiot*, fraco, fraca, pessoas chatas, falta de respeito, vsf, pqp`,
  poor: `esperando, espera, demora, demorando, demorad*, lento, lenta, difícil, falta, preocupad*,
    desculpa*, reembolso, estorno, ressarcimento, indenização, frio, sono, sozinh*, contra, nem,
    nenhum, nenhuma, ninguém, sem, não, n, complicad*`,
  hint: `por que, porque, horas, semanas, dias, ainda, de novo, já faz, desde, esse povo, povo, quase,
    pagar, cobrar, isso, causa,`,
  fine: `ok, espero, tomara, kkk, kkkk, kkkkk, haha, hahaha, rsrs, rs, legal, interessante, rápido, rápida,
    fácil, sorte, amig*, família, sorriso, ganh*, venceu, vencer, resolvido, resolveram, resolvida,
    finalmente, bom dia, boa noite, boa sorte, fã, torcendo,`,
  good: `bom, boa, bons, boas, obrigad*, agradeç*, agradec*, valeu, vlw, feliz, felizes, felicidade,
    parabéns, alegr*, content*, bonit*, lind*, fof*, gat*, educad*, atencios*, gentil, gentis,
    simpátic*, prestativ*, eficient*, gostei, gosto, gostos*, curti, adorei, divertid*, abraço*,
    beijo*, sucesso, orgulho, melhor, melhores, sem problemas, recomendo, satisfeit*, inteligent*,
     muito bom, muito boa, top, massa, bacana, emocionante, querid*, carinho, delíci*`,
  best: `ótim*, excelente*, perfeit*, incrível, incríveis, maravilh*, fantástic*, sensacional, espetacular,
    o melhor, a melhor, os melhores, amo, amei, amando, amar, te amo, adoro, muito obrigad*, nota 10,
    nota dez, impecável, demais, arrasou, arrasa, diva, divo, rainha, divin*, apaixonad*, foda`,
  negators: `não nao n nem nunca jamais sem nada ninguém nenhum nenhuma`,
  boosters: `muito mt mto tão super demais bastante totalmente realmente completamente extremamente mais
    bem`,
  dampers: `pouco quase meio talvez`,
  contrasts: `mas porém embora`,
  thanks: `obrigado, obrigada, muito obrigad*, valeu, vlw, agradeç*, agradec*, parabéns,
    ótimo atendimento, excelente atendimento, bom atendimento`,
  requests: `por favor, pfv, pfvr, podem, poderiam, pode me, podem me, me ajuda, me ajudem, ajuda, preciso,
    preciso de, gostaria, quero saber, respondam, resolvam, me liguem, entrem em contato, aguardo`,
  questions: `como faço, como posso, como é, quando, quanto, quantos, onde, cadê, por que, pq, porque, quem,
    qual, quais, tem como, vocês têm, vcs tem, posso, alguém sabe, sabem se, será que`,
  leaving: `vou cancelar, cancelar minha, cancelar meu, cancelei minha, cancelei meu, cancelando
    minha, cancelamento da minha, encerrar minha conta, encerrar conta, fechar minha conta,
    excluir minha conta, nunca mais, última vez que, perderam um cliente, perdeu um cliente,
    perder um cliente, cliente a menos, menos um cliente, vou mudar de, mudar de operadora,
    mudando de operadora, trocar de operadora, trocar de banco, portabilidade, vou para a
    concorrência, migrar para, quero cancelar, cancelei, cancelando, como cancelo, como faço para
    cancelar, como faço pra cancelar, pedi o cancelamento, encerrei minha conta, fechei minha
    conta, encerrando minha conta, vou mudar para, mudei para, mudei pra, migrei, migrando, fiz a
    portabilidade, fazer portabilidade, não renovo, não vou renovar, não sou mais cliente, me
    perderam, perderam cliente, vou embora, quero o cancelamento, pedido de cancelamento,
    solicitar cancelamento`,
  mayLeave: `vou mudar, mudando para, mudei para, mudei pra, vou trocar, trocando de, troquei de,
    vou para a, vou pra, pra concorrência, da concorrência, na concorrência, outra operadora,
    outro banco, outra empresa, outro provedor, desinstalei, apaguei o app, alternativa a,
    alternativa ao, cansei de, cansada de, cansado de, já cancelei`,
  farewells: `tchau, adeus, bye, até nunca mais, fui`,
  partings: `tchau, adeus, deixar, deixei, larguei, largar, chega de, cansei da, cansei do, nunca
    mais, saindo da, saindo do, sair da, sair do, cancelar, cancelei, cancelando, fora`,
  stays: `reinstal*, instalei de novo, reinici*`,
  leavingPairs: [
    [
      `cancelo, cancelar, cancelei, cancelando, encerro, encerrar, encerrei, encerrando, fecho,
      fechar, fechei, excluir, excluí`,
      `minha, meu, minhas, meus, a minha, o meu, nossa, nosso, a, o`,
      `conta, contas, assinatura, contrato, linha, plano, cartão, seguro, serviço, internet,
      pacote`,
    ],
  ],
  complaints: `não funciona, não funcionam, não chegou, não recebi, não respondem, não responde,
    sem resposta, ninguém responde, ninguém atende, sem sinal, sem internet, fora do ar, até agora nada,
    reclamação, reclamar, procon, descaso, péssim*, cobrança indevida, meu dinheiro, dinheiro de volta,
    quero meu dinheiro, estorno, esperando há, aguardando há, falta de respeito, palhaçada`,
  elsewhere: `já liguei, liguei, liguei várias vezes, liguei duas vezes, estou ligando, no
    telefone, por telefone, ao telefone, call center, sac, já mandei e mail, já mandei email,
    mandei email, mandei e mail, enviei email, enviei um email, enviei e mail, por email, meus
    emails, meu email, já escrevi, no chat, pelo chat, o chat, chat de vocês, chatbot, formulário,
    abri um chamado, abri chamado, abri um ticket, número de protocolo, protocolo, fui na loja,
    fui à loja, fui na agência, na loja me, me mandaram aqui, mandei dm, mandei mensagem`,
  fillers: `então assim tipo mano véi cara gente kkk kkkk kkkkk rsrs aff nossa poxa puts sabe
    acho tava tô tão segunda terça quarta quinta sexta sábado domingo feira semana semanas mês
    meses hora horas minutos manhã tarde noite favor obrigado obrigada vezes coisa coisas`,
  faults: `não funciona, não funcionam, não carrega, não abre, não entra, não conecta, não
    deixa, trava, travando, travou, caiu, fora do ar, erro, falha, sem sinal, sem internet, sem
    luz, sem energia, sem conexão, sem serviço, lento, lenta, cobraram duas vezes, cobrança
    duplicada, cobrança indevida, cobrado, não chegou, não chega, nunca chegou, não recebi, não
    foi entregue, até agora nada, esperando, aguardando, sem resposta, não respondem, ninguém
    responde, ninguém atende, perdida, perdido, quebrado, danificado, cancelado, cancelaram,
    atraso, atrasado, bloqueado, bloqueada, não consigo, problema com, problemas com`,
  mine: `meu, minha, meus, minhas, me, eu, nós, nosso, nossa, comigo, aqui em casa, estou, tô,
    estamos`,
  faultsOfMine: `não me deixa, não consigo, não conseguimos, me cobraram, fui cobrado, fui
    cobrada, estou sem, tô sem, estamos sem, continuo sem, aqui sem, estou esperando, tô
    esperando, estou há, não recebi, cadê meu, cadê minha, onde está meu, ninguém me responde,
    perderam minha, não funciona, não funcionam, não está funcionando, não tá funcionando, parou
    de funcionar, parou, não carrega, não abre, não entra, não conecta, não liga, não responde o
    app, trava, travando, travou, fica travando, caiu, caiu de novo, fora do ar, está fora, tá
    fora, dá erro, deu erro, dando erro, erro 500, erro 503, mensagem de erro, tela branca, tela
    preta, sem sinal, sem internet, sem luz, sem energia, sem conexão, sem serviço, sem rede,
    ninguém consegue, não dá pra, não dá para, não deixa, pagamento recusado, cartão recusado,
    oscilando, instável, instabilidade, desconecta, desconectando, cai toda hora`,
  shared: `mais alguém, alguém mais, só eu, só comigo, sou o único, sou a única, comigo também,
    eu também, aqui também, mesmo problema, mesma coisa, igual aqui, não sou o único, não sou a
    única, com vocês também, todo mundo, o bairro todo, a rua toda, o prédio todo, alguém aí,
    alguém com, alguém conseguindo, alguém consegue, só pra mim, só para mim, é só comigo, só
    aqui, aqui tb, aqui a mesma, aqui mesma coisa, comigo tb, eu tb, nem aqui, também não, tb não,
    também sem, todo mundo sem, meus vizinhos, a cidade toda`,
  harm: `perig*, ferid*, machuc*, queimadura*, queimou, incêndio, fogo, explodiu, explosão,
    fumaça, intoxica*, envenen*, hospital, ambulância, morte, mortes, morreu, morto, acidente,
    racis*, machis*, sexis*, homofob*, discrimin*, assédio, agressão, agredi*, abuso, advogad*,
    processo, processar, justiça, tribunal, polícia, procon, anatel, reclame aqui, fraude, golpe,
    ilegal, boicot*, petição, protesto, imprensa, jornalista*, jornal, mídia, vazamento, dados
    vazados, escândalo`,
  ills: `atraso, atrasos, atrasado, atrasada, demora, demorando, espera, esperar, esperei, tive
    que, tivemos que, tenho que, obrigado a, obrigada a, preso, presos, presa, perdi, perdemos,
    overbooking, falta, faltando, sumiu, sumiram, frio, fria, sujo, suja, barulho, errado,
    errada, vencido, negaram, ninguém, nenhuma resposta, nenhuma solução, sem solução, sem
    retorno, desligaram, desligam, reembolso, estorno, de novo, novamente, toda vez, toda hora,
    sempre, lento, lenta, problema, problemas`,
  spans: `desde ontem, desde cedo, desde hoje, há horas, há dias, há semanas, há meses, faz
    horas, faz dias, o dia todo, a noite toda, mais de uma hora, meia hora, horas esperando, dias
    esperando, desde segunda, uma hora`,
  units: `horas, hora, hrs, minutos, min, dias, semanas, meses, vezes`,
  counts: `dois, duas, três, quatro, cinco, seis, oito, dez, várias, vários, muitas`,
  faultPairs: [
    [
      `não, não me, ainda não, não está, não tá, não estão, nunca, não foi, não foram, até agora
      não`,
      `funciona, funcionando, funcionam, funcionou, carrega, carregando, carregou, abre, abrindo,
      abriu, conecta, conectando, chega, chegou, chegaram, entra, entrando, recebi, recebeu,
      consigo, consigo acessar, consigo entrar, consigo pagar, consigo usar, consigo ligar,
      conseguimos, deixa, deixa entrar, responde, respondem, respondeu, entregue, entregaram,
      aparece, atualiza, pega, liga, reembolsaram, estornaram, caiu, resolveram`,
    ],
    [
      `fica, ficam, vive, só, está, tá, fica só`,
      `caindo, travando, fechando, desconectando, reiniciando, dando erro, cai, trava, fora do
      ar, carregando, sem sinal, sem internet, lento, lenta, desligando`,
    ],
  ],
};
