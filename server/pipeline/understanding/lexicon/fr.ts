/** French. */
import type { Lexicon } from './lexicon.ts';

export const fr: Lexicon = {
  lang: 'fr',
  common: `le la les de des du un une et est en que qui dans pour pas sur au aux ce cette ces il elle on
    nous vous ils elles je tu me te se mon ma mes ton ta tes son sa ses notre votre vos leur leurs
    avec plus par ne sont ont ai as avez avons suis es êtes être avoir fait faire tout tous toute
    mais ou où donc car si comme quand comment pourquoi très bien aussi encore toujours jamais rien
    même sans sous entre depuis après avant merci bonjour bonsoir svp ça cela était été va c qu j l d
    y a-t-il peut peux veux quoi quel quelle aujourd hui demain hier deux ans jour
    les l'homme être ceux celui celle leurs vers chez dont déjà moins peu aucun aucune avait étaient
    sera seront lui eux ici là voici voilà contre  tant toutes jour année monde  non oui`,
  worst: `honte, honteux, honteuse, scandale, scandaleux, scandaleuse, arnaque, arnaqueurs, escroc*,
    voleurs, merde, merdique, putain, connard*, con, cons, dégueulasse, dégoût*, horrible, horribles,
    catastroph*, désastre, désastreux, désastreuse, pire, pires, lamentable, inadmissible,
    inacceptable, intolérable, déteste, haine, hais, nul, nulle, nuls, nullissime, plus jamais,
    minable, pathétique, infâme, assassin*, tuer, tué, mort, morts, meurtr*, terroris*, guerre,
    pourri, pourrie, insupportable, se foutre, foutage de gueule, ras le bol, incompéten*`,
  bad: `mauvais, mauvaise, mauvaises, mal, déçu, déçue, déception, décevant, décevante, triste,
    tristesse, énerv*, colère, furieux, furieuse, fâché, frustr*, agac*, marre, panne, pannes, bug,
    bugs, bugge, plante, erreur, erreurs, problème, problèmes, retard, retards, annulé, annulée,
    annulation, perdu, perdue, perdus, cassé, cassée, ne marche pas, marche pas, ne fonctionne pas,
    fonctionne pas, ne répond pas, aucune réponse, pas de réponse, sans réponse, toujours rien,
    toujours pas, personne ne répond, injoignable*, impossible, attends toujours, en attente,
    mensonge*, menteur*, ment, faux, danger, dangereux, dangereuse, menac*, inquiét*, peur, crise,
    échec, grave, victime*, polémique, pollu*, disparaître, disparition, destruction, détrui*,
     suspect*, révolte, critique*, accus*, rejette, rejet, refuse, refus*, scandal*, moche,
    pleure, pleurer, malade, douleur, ridicule, stupide, idiot*, débile, impoli*, désagréable,
    méprisant*, mépris, plainte, réclamation, surfacturé, prélevé deux fois, trop cher, hélas,
    malheureusement, dommage, inutile, lâche, horreur, pas content, pas contente, pas normal, pas bien`,
  poor: `attendre, attente, attends, lent, lente, difficile, manque, remboursement, rembours*,
    indemnis*, désolé, désolée, excuse*, fatigu*, seul, seule, froid, pas, non, jamais, rien,
    aucun, aucune, contre, risque, risques, interdit, interdire, suspension, baisse`,
  hint: `pourquoi, depuis, heures, semaines, encore, sans, comment, on, personne,`,
  fine: `ok, espère, haha, mdr, ptdr, lol, drôle, intéressant*, rapide, rapidement, facile, nouveau,
    nouvelle, bonne chance, ami, amis, famille, sourire, gagn*, résolu, réglé, solution, solutions,
     innovant*, innovation, progrès, croissance, avance, soutien, soutenir, protection,
    protéger, mieux, grâce, envie, rejoignez, découvrez`,
  good: `bon, bons, bonne, bonnes, bien, merci, mercis, content, contente, contents, heureux, heureuse,
    heureuses, joie, ravi, ravie, sympa, sympas, gentil*, aimable, agréable, efficace, efficaces,
    beau, belle, belles, beaux, joli*, mignon*, cool, bravo, félicit*, chouette, plaisir, aime, aimé,
    j'aime, adorable, satisfait*, recommand*, réactif, réactive, professionnel*, fier, fière,
    succès, réussi*, réussite, pas de problème, pas mal, bisous, câlin, top, serviable, positi*`,
  best: `meilleur, meilleure, meilleurs, meilleures, excellent*, parfait*, génial*, super, superbe*,
    magnifique*, formidable*, incroyable*, merveill*, fantastique*, extraordinaire*, adore, adorer,
    j'adore, je t'aime, merci beaucoup, mille mercis, grand merci, impeccable, exceptionnel*, parfaite`,
  negators: `pas ne n jamais rien aucun aucune sans ni non`,
  boosters: `très trop tellement vraiment super absolument totalement complètement si plus`,
  dampers: `peu assez presque plutôt`,
  contrasts: `mais cependant pourtant`,
  thanks: `merci, mercis, merci beaucoup, grand merci, mille mercis, bravo, bon service, bon travail`,
  requests: `svp, stp, s'il vous plaît, s'il te plaît, pouvez-vous, pouvez vous, pourriez-vous,
    pourriez vous, peux-tu, aidez-moi, aidez moi, aide, besoin d'aide, besoin de, j'ai besoin,
    je voudrais, je souhaite, j'aimerais, contactez-moi, répondez, rappelez-moi`,
  questions: `comment, quand, combien, pourquoi, où, quel, quelle, quels, qui, est-ce que, est ce que,
    qu'est-ce, y a-t-il, avez-vous, avez vous, puis-je, peut-on, savez-vous, quelqu'un sait`,
  leaving: `résilie, résilier, résiliation, résilié, je vous quitte, je quitte, vais quitter,
    changer d'opérateur, change d'opérateur, changer de banque, changer d'abonnement, plus
    jamais, dernière fois que, perdu un client, perdez un client, perdre un client, client de
    moins, fermer mon compte, supprimer mon compte, clôturer mon compte, me désabonne,
    désabonner, aller voir ailleurs, vais ailleurs, passer chez, passe chez, je résilie, j'ai
    résilié, viens de résilier, veux résilier, vais résilier, comment résilier, résiliation de,
    je pars chez, je passe chez, parti chez, partie chez, je change d'opérateur, on vous quitte,
    je clôture, clôture de mon compte, je ferme mon compte, je ne renouvelle pas, pas renouveler,
    plus client, plus cliente, vous m'avez perdu, vous avez perdu, je me barre, je m'en vais,
    désinscrit, désabonné`,
  mayLeave: `je pars, je change de, j'ai changé, je passe à, passé chez, passée chez, partir
    chez, à la concurrence, chez la concurrence, un autre opérateur, une autre banque, un autre
    fournisseur, un concurrent, vos concurrents, désinstallé, désinstaller, supprimé l'appli,
    supprimé l'application, j'en ai assez de, une alternative à, je m'en vais`,
  farewells: `adieu, au revoir, bye, ciao, bye bye, salut et, bon vent`,
  partings: `quitter, je quitte, quitte, quitté, fini avec, terminé avec, c'est fini avec, adieu,
    au revoir, bye, changer de, partir de, résilier, plus jamais, marre de`,
  stays: `réinstall*, redémarr*`,
  leavingPairs: [
    [
      `résilie, résilier, résilié, annule, annuler, ferme, fermer, fermé, clôture, clôturer,
      clôturé, supprime, supprimer, supprimé`,
      `mon, mes, notre, nos, le, l, cet`,
      `abonnement, abonnements, contrat, contrats, compte, comptes, forfait, ligne, box,
      assurance, adhésion, carte`,
    ],
  ],
  complaints: `ne marche pas, marche pas, ne fonctionne pas, fonctionne pas, aucune réponse,
    pas de réponse, sans réponse, toujours rien, toujours pas, personne ne répond, injoignable*,
    réclamation, plainte, inadmissible, inacceptable, honteux, arnaque, scandaleux, mon argent,
    me rembourser, rembourser, service client nul, mauvais service, attends toujours, en panne`,
  elsewhere: `j'ai appelé, j'ai déjà appelé, déjà appelé, appelé plusieurs fois, appelé deux
    fois, appelé trois fois, j'appelle depuis, au téléphone, par téléphone, hotline, votre numéro,
    envoyé un mail, envoyé un e mail, envoyé un email, envoyé des mails, envoyé plusieurs mails,
    par mail, mes mails, mon mail, déjà écrit, je vous ai écrit, votre chat, le chat, par chat,
    tchat, chatbot, formulaire, ouvert un ticket, numéro de dossier, en boutique, en agence,
    renvoyé ici, renvoyé vers, envoyé un mp, par mp`,
  fillers: `alors vraiment juste genre trop mdr ptdr voilà enfin bref encore ainsi puis après
    lundi mardi mercredi jeudi vendredi samedi dimanche semaine semaines mois heure heures minutes
    matin soir nuit bonjour merci cordialement fois chose choses gens`,
  faults: `ne marche pas, marche pas, marche plus, ne fonctionne pas, fonctionne pas, fonctionne
    plus, ne charge pas, ne s'ouvre pas, plante, bug, bugs, bugue, erreur, panne, en panne,
    coupure, hors service, pas d'internet, plus d'internet, sans internet, pas de réseau, plus de
    réseau, pas de connexion, plus de connexion, pas d'électricité, lent, débité deux fois,
    prélevé deux fois, prélèvement, facturé deux fois, pas arrivé, jamais arrivé, pas reçu, jamais
    reçu, rien reçu, pas livré, toujours pas, toujours rien, j'attends, attends toujours, attends
    depuis, en attente, aucune réponse, pas de réponse, sans réponse, personne ne répond,
    injoignable*, perdu, cassé, endommagé, annulé, retard, bloqué, refusé, impossible de, problème
    avec, souci avec`,
  mine: `mon, ma, mes, moi, je, j, me, nous, notre, nos, chez moi, chez nous`,
  faultsOfMine: `chez moi ça, chez moi plus, je n'arrive pas, j'arrive pas, je ne peux pas, je
    peux plus, j'attends depuis, j'attends toujours, je n'ai pas reçu, j'ai pas reçu, je n'ai
    toujours pas, j'ai été débité, m'a débité, on m'a, où est mon, où est ma, toujours pas
    d'internet ici, ne marche pas, marche pas, ne marche plus, marche plus, ne fonctionne pas,
    fonctionne pas, ne fonctionne plus, fonctionne plus, ne charge pas, ne charge plus, charge
    pas, ne s'ouvre pas, ne s'ouvre plus, ne répond plus, plante, plante à chaque, bugue, buggée,
    est en panne, en panne, panne à, panne de, panne générale, panne chez, est down, hors service,
    hs, coupure, écran blanc, écran noir, message d'erreur, une erreur, erreur 500, erreur 503,
    pas d'internet, plus d'internet, sans internet, pas de réseau, plus de réseau, aucun réseau,
    pas de connexion, plus de connexion, aucune connexion, plus rien, plus d'électricité,
    impossible de, impossible d'accéder, n'arrive pas à, n'arrive plus à, arrive pas à, arrive
    plus à, paiement refusé, carte refusée, déconnecté, déconnecte, ça coupe, ça bug, ça marche
    plus`,
  shared: `quelqu'un d'autre, d'autres personnes, je suis le seul, je suis la seule, suis-je le
    seul, y a que moi, que chez moi, moi aussi, nous aussi, chez moi aussi, ici aussi, pareil,
    pareil ici, pareil pour moi, même problème, même souci, idem, pas que moi, pas le seul, pas la
    seule, tout le quartier, toute la rue, tout le monde a, chez vous aussi, vous aussi, quelqu'un
    a, quelqu'un sait si, d'autres ont, d'autres que moi, il n'y a que moi, que moi ou, c'est que
    moi, juste moi, chez moi pareil, pareil chez moi, ici pareil, pareil à, pareil depuis, aussi
    en panne, en panne aussi, non plus, moi non plus, ça le fait à, tout mon immeuble, tout
    l'immeuble, mes voisins, mes collègues`,
  harm: `danger, dangereu*, blessé*, blessure*, brûlé, brûlure*, brûlures, incendie, feu,
    explosé, explosion, fumée, intoxi*, empoisonn*, hôpital, urgences, ambulance, mort, morts,
    mourir, accident, rappel produit, racist*, racisme, sexist*, sexisme, homophob*, discrimin*,
    antisémit*, harcèlement, harcelé*, agression, agressé*, avocat*, plainte, porter plainte,
    tribunal, justice, police, dgccrf, que choisir, médiateur, fraude, illégal*, boycott*,
    pétition, presse, journaliste*, médias, fuite de données, piratage, scandale*`,
  ills: `retard, retards, en retard, attendu, attendre, obligé, obligée, obligés, dû attendre,
    bloqués, coincé, coincés, coincée, raté, manqué, loupé, surbooking, surréservé, manque,
    manquant, disparu, disparue, froid, sale, bruyant, faux, fausse, mauvais, mauvaise, erroné,
    expiré, personne, aucune info, aucune information, aucune aide, aucune nouvelle, aucun agent,
    raccroché, remboursement, rembourser, encore une fois, sans cesse, tout le temps, à chaque
    fois, rame, lent, problème, problèmes, souci, soucis`,
  spans: `depuis hier, depuis ce matin, depuis des heures, depuis des jours, depuis des semaines,
    depuis des mois, toute la journée, toute la nuit, depuis lundi, des heures, une heure, depuis
    longtemps, depuis une`,
  units: `heures, heure, h, minutes, min, jours, semaines, mois, fois`,
  counts: `deux, trois, quatre, cinq, six, huit, dix, plusieurs, quelques`,
  faultPairs: [
    [
      `ne, n, il ne, elle ne, ça ne, je ne, n'a, n'est`,
      `marche pas, marche plus, marchent pas, marchent plus, fonctionne pas, fonctionne plus,
      fonctionnent pas, fonctionnent plus, charge pas, charge plus, répond pas, répond plus,
      répondent pas, s'ouvre pas, démarre pas, démarre plus, arrive pas, arrive plus, peux pas,
      peux plus, peut pas, peut plus, reçois pas, reçois plus, reçois rien, pas reçu, pas été
      livré, pas été livrée, toujours pas reçu, jamais reçu, jamais arrivé, pas arrivé, pas
      arrivée, capte pas, capte plus, se connecte pas`,
    ],
    [
      `impossible de, impossible d, pas moyen de, arrive pas à, arrive plus à, peux pas, peux
      plus, peut pas, peut plus`,
      `me connecter, se connecter, connecter, accéder, payer, réserver, commander, joindre,
      ouvrir, télécharger, appeler, envoyer, recevoir, m'identifier, valider, modifier, annuler,
      utiliser, regarder, écouter, charger, imprimer, retirer, virer, enregistrer`,
    ],
  ],
};
