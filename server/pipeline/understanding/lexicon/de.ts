/** German. */
import type { Lexicon } from './lexicon.ts';

export const de: Lexicon = {
  lang: 'de',
  common: `der die das und ist ich nicht ein eine einen einem einer den dem des zu mit auf für von sich
    auch es im an als wie bei oder aber aus nach wir ihr sie er du mich mir dich dir uns euch noch
    nur schon wenn dann weil dass daß war sind bin hat habe haben hast wird werden wurde kann können
    muss soll will mal so was wer wo warum wieso wann hier da doch sehr mehr kein keine keinen immer
    wieder heute morgen gestern jetzt über unter vom zum zur am mein meine meinen dein euer eure ihre
    seit bis bitte danke hallo guten tag leute alle alles etwas nichts ohne ja nein gibt geht macht
    einfach hatte gut war waren weiß gerade sein seine seinen deine deinen unser unsere ob zwei damit
    denn wohl viel viele vor schön nich neue neuen ins also hab hätte wäre würde ach gleich lieber diese
    dieser dieses diesen beim gegen während mach machen sagen gehen finde halt eben irgendwie`,
  worst: `schlimmste, schlechteste, schlechtester, katastroph*, scheiß*, scheiss*, scheisse, scheiße,
    verarsch*, arschloch, arsch, drecks*, dreck, kotz*, zum kotzen, hasse, hass, hasst, ekelhaft,
    widerlich, unverschämt*, frechheit, abzocke, abzocker, betrug, betrüger, betrogen, skandal,
    unfassbar, unmöglich, inakzeptabel, grottig, grottenschlecht, furchtbar, schrecklich, grauenhaft,
    horror, entsetz*, nie wieder, saftladen, unterirdisch, miserabel, mies, miese, mieser, beschissen,
    verfickt, wichser, idiot, idioten, tot, tote, töten, mord, terror*, krieg, schande, erbärmlich,
    lächerlich, peinlich, zumutung, wut, wütend, stinksauer, das letzte`,
  bad: `schlecht, schlechte, schlechter, schlechten, schlechtes, schlimm, schlimmer, schlimme, leider,
    schade, traurig, nervt, nerven, nervig, genervt, ärger, ärgerlich, ärgert, sauer, enttäusch*,
    frust, frustriert, frustrierend, doof, blöd, blöde, blöder, dumm, dumme, mist, kacke, verdammt,
    kaputt, defekt, fehler, fehlerhaft, funktioniert nicht, geht nicht, läuft nicht, klappt nicht,
    keine antwort, keine reaktion, keine rückmeldung, keine hilfe, kein internet, kein netz,
    niemand, warteschleife, immer noch nicht, noch immer nicht, schon wieder, unzuverlässig,
    unfreundlich, unhöflich, ignoriert, ausfall, ausgefallen, fällt aus, verspätet, verspätung,
    storniert, gestrichen, verloren, verlust, angst, weh, schmerz, schmerzen, kopfschmerzen, krank,
    weinen, heulen, hässlich, langweilig, quatsch, unsinn, blödsinn, lüge, lügen, lügner, schuld,
    gefährlich, gefahr, opfer, gewalt, seufz, aua, würg, igitt, nicht gut, nicht schön,
    nicht zufrieden, unzufrieden, kündige, beschwerde, beschweren, abgelehnt, falsch, falsche,
    überteuert, zu teuer, müll, chaos, elend, armselig, armes, versagt, versagen, gescheitert,
    sinnlos, nutzlos, verzweifelt, unfair, keine lust, keinen bock, nie erreichbar, hängen gelassen`,
  poor: `problem, probleme, problemen, warten, warte, gewartet, wartet, fehlt, fehlen, spät, zu spät,
    langsam, teuer, schwer, schwierig, müde, kalt, allein, einsam, vermisse, verpasst, sorgen, sorge,
    stress, stressig, erstattung, entschädigung, erstatten, rückerstattung, stau, nicht, nich,
    kein, keine, nichts, nie, wenig, komisch, seltsam, unklar, nerv, sonst, eher`,
  hint: `warum, wieso, stunden, minuten, wochen, seit, ohne, trotz, angeblich, man, würde, hätte,
    eigentlich, wegen, irgendwie, dort, manche, ständig, dauernd`,
  fine: `ok, okay, gerne, freut, hoffe, hoffentlich, hoffen, lustig, witzig, interessant, spannend,
    einfach nur, schnell, haha, hihi, hehe, xd, lach, lachen, endlich, sieht gut, wünsche, neue folge,
    geburtstag, gewinnt, gewonnen, gewinnen, klar, richtig, erfolg, erfolgreich, wochenende, urlaub,
    freund, freunde, gespannt, gelöst, behoben, passt, ja, neu, guten morgen, gute nacht`,
  good: `gut, gute, guter, guten, gutes, danke, dankeschön, vielen dank, dank, schön, schöne, schönen,
    schöner, schönes, super, toll, tolle, toller, tolles, klasse, prima, cool, nett, nette, netter,
    freundlich, freundlicher, hilfreich, zufrieden, glücklich, froh, freue, freuen, freude, spaß,
    spass, lecker, lieb, liebe, lieber, hübsch, süß, süße, süßer, willkommen, glückwunsch,
    herzlichen, gratuliere, gratulation, respekt, besser, kein problem, keine probleme, gut gemacht,
    kompetent, zuverlässig, empfehle, empfehlenswert, angenehm, genial, geil, geile, geiler, wow,
    happy, love, good, nice, sehr gut, richtig gut, lob, gelungen, stolz, träum schön`,
  best: `beste, besten, bester, bestes, liebe dich, liebe es, ich liebe, lieben, perfekt, perfekte,
    großartig, grossartig, hervorragend, ausgezeichnet, fantastisch, phantastisch, wunderbar,
    wunderschön, traumhaft, herrlich, begeistert, sensationell, hammer, mega, bestens, spitze,
    tausend dank, vielen lieben dank, herzlichen glückwunsch, alles gute, einwandfrei, weltklasse`,
  negators: `nicht nich nie niemals kein keine keinen keiner keinem ohne net nix kaum weder`,
  boosters: `sehr so total echt richtig extrem absolut völlig wirklich verdammt voll ganz unglaublich
    super zu besonders`,
  dampers: `etwas bisschen wenig ziemlich eher fast vielleicht relativ halbwegs`,
  contrasts: `aber jedoch doch allerdings trotzdem`,
  thanks: `danke, dankeschön, vielen dank, tausend dank, besten dank, herzlichen dank, lob, top service,
    super service, toller service, gut gemacht`,
  requests: `bitte, könnt ihr, könnten sie, können sie, kannst du, könntet ihr, kann mir jemand, helft,
    hilfe, brauche hilfe, brauche, ich möchte, hätte gerne, schickt mir, meldet euch, ruft mich`,
  questions: `warum, wieso, weshalb, wie lange, wie kann, wie komme, wie viel, wann, wo ist, wo finde,
    wo kann, was ist, was kostet, wer, gibt es, habt ihr, haben sie, kann ich, weiß jemand, ist das`,
  leaving: `kündige, kündigen, kündigung, gekündigt, wechsle zu, werde wechseln, anbieter
    wechseln, anbieterwechsel, nie wieder, konto löschen, account löschen, bin weg, kunde
    verloren, kunden verloren, nicht mehr kunde, kein kunde mehr, gehe zur konkurrenz, vertrag
    beenden, habe gekündigt, hab gekündigt, heute gekündigt, werde kündigen, will kündigen,
    möchte kündigen, wie kündige, wie kann ich kündigen, vertrag gekündigt, abo gekündigt, abo
    kündigen, konto kündigen, konto schließen, konto auflösen, wechseln zu, bin gewechselt, auf
    nimmerwiedersehen, nicht verlängern, verlängere nicht, seht ihr nicht wieder, ihr habt mich
    verloren, bin raus, das wars mit, gehe woanders, woanders hin, zum wettbewerber, das letzte
    mal, zum letzten mal`,
  mayLeave: `wechsle, wechsele, wechsel zu, wechsel ich, wechseln wir, werde wechseln,
    gewechselt, zur konkurrenz, bei der konkurrenz, anderer anbieter, anderen anbieter, neuen
    anbieter, anderes unternehmen, andere bank, deinstalliert, app gelöscht, alternative zu,
    alternativen zu, reicht mir jetzt, hab genug von, habe genug von, storniere mein, bin dann
    weg, gehe dann`,
  farewells: `tschüss, auf wiedersehen, ciao, adieu, lebt wohl, leb wohl, und tschüss, machts
    gut, servus`,
  partings: `weg von, schluss mit, fertig mit, raus bei, kündigung bei, wechsel von, verlasse,
    verlassen, nie mehr, nie wieder, kein kunde bei, tschüss, goodbye`,
  stays: `neu installiert, neuinstall*, neu gestartet, neustart, wieder installiert`,
  leavingPairs: [
    [
      `kündige, kündigen, gekündigt, beende, beenden, schließe, schließen, lösche, löschen,
      auflösen, storniere`,
      `mein, meinen, meine, meinem, unser, unseren, unsere, den, das, die`,
      `vertrag, verträge, konto, abo, account, mitgliedschaft, anschluss, tarif, versicherung,
      karte, kundenkonto`,
    ],
    [
      `mein, meinen, meine, unser, unseren, unsere, den, das`,
      `vertrag, konto, abo, account, mitgliedschaft, anschluss, tarif, versicherung`,
      `kündigen, gekündigt, kündige, beenden, schließen, auflösen, löschen, gelöscht, verlängere
      ich nicht`,
    ],
  ],
  complaints: `warteschleife, keine antwort, keine reaktion, keine rückmeldung, funktioniert nicht,
    geht nicht, läuft nicht, klappt nicht, immer noch nicht, noch immer nicht, schon wieder,
    beschwerde, beschweren, unverschämt*, frechheit, abzocke, geld zurück, mein geld, nicht erreichbar,
    schlechter service, mieser service, kein service, warte seit, warte immer noch, nicht angekommen`,
  elsewhere: `schon angerufen, bereits angerufen, mehrfach angerufen, mehrmals angerufen,
    zweimal angerufen, dreimal angerufen, angerufen, hab angerufen, telefoniert, am telefon,
    telefonisch, hotline, warteschleife, callcenter, rückruf, schon gemailt, gemailt, mail
    geschrieben, mails geschrieben, email geschrieben, e mail geschrieben, per mail, meine mail,
    meine mails, meine email, schon geschrieben, kontaktformular, im chat, euer chat, ihr chat,
    eurem chat, chatbot, ticket eröffnet, ticketnummer, vorgangsnummer, im laden, in der filiale,
    im shop war, an euch verwiesen, hierher geschickt, hierher verwiesen, per pn, pn geschickt`,
  fillers: `mal halt eben echt total richtig wirklich eigentlich irgendwie leute leider sowas
    sogar also dann dass dies dazu dabei davon dafür darauf deshalb deswegen trotzdem bereits
    montag dienstag mittwoch donnerstag freitag samstag sonntag wochenende woche wochen tag tage
    tagen stunde stunden minuten uhr morgen abend nacht monat monate jahr jahre danke hallo bitte
    liebes team`,
  faults: `funktioniert nicht, funktionieren nicht, geht nicht, gehen nicht, läuft nicht, klappt
    nicht, lädt nicht, startet nicht, öffnet nicht, stürzt ab, abgestürzt, hängt, hängt sich auf,
    kaputt, defekt, fehler, fehlermeldung, ausfall, ausgefallen, störung*, kein internet, kein
    netz, kein empfang, kein strom, kein signal, keine verbindung, ohne internet, offline,
    langsam, doppelt abgebucht, zweimal abgebucht, falsch abgebucht, falsche rechnung, nicht
    angekommen, nicht geliefert, nicht erhalten, nicht bekommen, immer noch nicht, noch immer
    nicht, immer noch kein*, warte seit, warten seit, warte auf, warte immer noch, gewartet,
    warteschleife, keine antwort, keine reaktion, keine rückmeldung, nicht erreichbar, niemand
    erreichbar, verspätet, verspätung, storniert, gestrichen, verloren, beschädigt, gesperrt,
    gelöscht, abgelehnt, nicht einloggen, nicht anmelden, problem mit, probleme mit, schon wieder`,
  mine: `mein, meine, meinen, meinem, meiner, mir, mich, ich, wir, uns, unser, unsere, unserem,
    bei uns, zuhause`,
  faultsOfMine: `bei mir geht, bei mir funktioniert, bei mir läuft, bei mir lädt, bei uns geht,
    bei uns ist, hier kein internet, hier kein netz, hier kein strom, warte seit, ich warte, wir
    warten, ich komme nicht, ich kann nicht, kann mich nicht, kann nicht mehr, mir wurde, uns
    wurde, wo ist mein, wo bleibt mein, funktioniert nicht, funktionieren nicht, geht nicht, gehen
    nicht, geht nichts, geht gar nichts, läuft nicht, klappt nicht, lädt nicht, laden nicht,
    startet nicht, öffnet nicht, öffnet sich nicht, stürzt ab, stürzt ständig ab, abgestürzt,
    hängt sich auf, hängt, ist down, down, ist offline, ist tot, ausgefallen, ist ausgefallen,
    totalausfall, netzausfall, stromausfall, ausfall in, störung in, kein internet, kein netz,
    kein empfang, kein strom, kein signal, keine verbindung, keinen empfang, keinen strom, ohne
    internet, ohne netz, ohne strom, bricht ab, verbindungsabbruch, abbrüche, fehlermeldung, zeigt
    fehler, fehler beim, weißer bildschirm, schwarzer bildschirm, nicht einloggen, nicht anmelden,
    komme nicht rein, komme nicht in, kann nicht, können nicht, lässt sich nicht, ausgeloggt,
    rausgeworfen, zahlung fehlgeschlagen, karte abgelehnt, wird abgelehnt, reagiert nicht, nicht
    erreichbar, seite lädt, tut sich nichts, geht nicht mehr, funktioniert nicht mehr`,
  shared: `noch jemand, noch wer, sonst noch jemand, nur bei mir, nur ich, bin ich der einzige,
    bin ich die einzige, bei euch auch, geht es euch auch, bei mir auch, bei uns auch, ich auch,
    hier auch, gleiches problem, selbes problem, dasselbe problem, das gleiche problem, dito,
    nicht nur bei mir, nicht der einzige, nicht die einzige, ganze straße, ganze stadt, alle
    betroffen, viele betroffen, auch noch wer, jemand anders, bei anderen auch, auch bei euch,
    geht es bei euch, hier ebenso, hier ebenfalls, ebenfalls, hier genauso, genauso hier, bei mir
    genauso, bei mir ebenfalls, auch betroffen, weiß jemand, liegt das an mir, liegts an mir, nur
    ich oder, bin ich der, in der ganzen, das ganze büro, alle kollegen, meine nachbarn`,
  harm: `gefahr, gefährlich*, gefährdet, lebensgefahr, verletzt, verletzung*, verbrannt, brand,
    brennt, explodiert, explosion, rauch, vergift*, krankenhaus, notaufnahme, rettungswagen, tot,
    tote, gestorben, unfall, rückruf, rassist*, rassismus, sexist*, sexismus, homophob*,
    diskrimin*, antisemit*, belästig*, übergriff*, anwalt, anwältin, anwälte, klage, verklagen,
    gericht, anzeige, polizei, verbraucherschutz*, verbraucherzentrale, bundesnetzagentur, betrug,
    illegal, boykott*, petition, presse, zeitung, fernsehen, medien, datenleck,
    datenschutzverletzung, skandal*, shitstorm`,
  ills: `verspätung*, zu spät, warten, wartet, gewartet, wartezeit, musste, mussten, müssen wir,
    sitzen fest, sitze fest, gestrandet, verpasst, umgebucht, umbuchung, überbucht, fehlt,
    fehlen, weg, verschwunden, kalt, dreckig, schmutzig, undicht, laut, falsch, falsche,
    falscher, falsches, abgelaufen, verweigert, niemand, keiner, keine info, keine infos, keine
    auskunft, keine hilfe, abgewimmelt, rausgeflogen, aufgelegt, erstattung, rückerstattung,
    doppelt, wieder nicht, ständig, dauernd, immer wieder, ruckelt, lahm, problem, probleme`,
  spans: `seit gestern, seit heute, seit stunden, seit tagen, seit wochen, seit monaten,
    stundenlang, tagelang, wochenlang, ewig, den ganzen tag, seit letzter, seit montag, seit
    freitag`,
  units: `stunde, stunden, std, minuten, min, tage, tagen, wochen, monate, monaten, mal`,
  counts: `zwei, drei, vier, fünf, sechs, acht, zehn, mehrere, mehreren, einige, paar`,
  faultPairs: [
    [
      `funktioniert, funktionieren, geht, läuft, klappt, lädt, startet, öffnet, verbindet,
      reagiert, kommt, druckt, bucht, speichert, aktualisiert, synchronisiert`,
      `nicht, nicht mehr, immer noch nicht, noch immer nicht, wieder nicht, schon wieder nicht,
      auch nicht, gar nicht, einfach nicht, bei mir nicht`,
    ],
    [
      `nicht, nicht mehr, immer noch nicht, noch nicht, nie`,
      `angekommen, geliefert, erhalten, bekommen, zugestellt, gutgeschrieben, erstattet,
      einloggen, anmelden, erreichbar, bezahlen, buchen, laden, öffnen, verbinden, einchecken,
      überweisen, zugreifen, telefonieren, aufgetaucht, gekommen`,
    ],
    [
      `stürzt, bricht, hängt sich, fällt, schmiert, loggt mich, wirft mich`,
      `ab, ständig ab, immer ab, dauernd ab, auf, ständig auf, aus, ständig aus, raus, ständig
      raus`,
    ],
  ],
};
