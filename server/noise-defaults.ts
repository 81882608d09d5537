/** The noise that nobody wants on a wall, where the operator configured none: prize draws, promises
 * of easy money, sold followers. Apart from the topics, because a wrong word here hides a customer:
 * what a customer might say too counts only beside what only spam says. */
import { phrasesOf } from './phrase-list.ts';

export const NOISE = [
  {
    key: 'giveaway',
    any: phrasesOf(`follow and retweet to win, rt to win, retweet to win, follow and rt to
      win, like and retweet to win, rt and follow to win, follow us to win, giveaway alert,
      enter our giveaway, join our giveaway, tag three friends, tag 3 friends, follow back
      instantly, gain followers, buy followers, follow for follow, f4f, l4l, retweet for a
      chance, rt for a chance, retweet and win, rt and win, rt win, share to win, share and
      win, like and win, comment to win, repost to win, mitmachen und gewinnen, verlosen unter
      allen, participa y gana, jeu concours, participez et gagnez, partecipa e vinci,
      participe e ganhe`),
  },
  {
    key: 'prize-draw',
    any: phrasesOf(`to win, chance to win, chance of winning, could win, can win, will win,
      win a, win an, win one, win free, win this, win these, win tickets, be a winner, winner
      gets, winners get, lucky winner, lucky winners, lucky follower, lucky followers, lucky
      people, lucky person, giveaway, giving away, give away, give aways, giveaways, raffle,
      prize draw, sweepstake*, free prize, prizes, zu gewinnen, gewinne, gewinnt, gewinnen,
      gewinner, gewinnspiel, verlosen, verlosung, ganar, gana, ganador*, sorteo, sorteamos,
      regalamos, gagner, gagnez, gagnant*, concours, tirage au sort, on vous offre, vincere,
      vinci, vincitor*, estrazione, regaliamo, ganhar, ganhe, ganhador*, sorteio, اربح, للفوز
      ب, سحب على, جائزة قيمة, जीतें, जीतने, जीतिए, इनाम, jeeto, jeetiye, inaam`),
    with: {
      any: phrasesOf(`rt and, rt this, rt to, rt for, rt if, rt follow, rt plus, and rt,
        follow rt, plus rt, like rt, just rt, retweet, retweets, retweeting, reshare, repost
        to, repost this, like and share, like share, share this, share the post, share and,
        share to, share our, like and comment, like comment, comment and, comment below,
        comment your, comment with, tag a, tag your, tag two, tag 2, tag three, tag 3, tag
        friends, tag someone, follow and, follow us, follow me and, follow like, follow to,
        follow our, followers only, must follow, must be following, like our page, like this
        page, like this post, like to enter, enter now, enter here, enter by, enter our,
        subscribe and, drop a, click the link, link in bio, folgt uns, folge uns, teilen und,
        teile diesen, teilt diesen, liken und, like und, markiere, markiert, kommentiere,
        kommentiert, sigue, síguenos, siguenos, comparte, da like, dale like, etiqueta,
        comenta y, haz rt, dar rt, rt para, rt pour, rt e, rt y, rt und, suis nous, suivez,
        suivez nous, partage, partagez, aime et, likez, identifie, identifiez, commente,
        commentez, seguici, segui, condividi, metti like, tagga, commenta, siga, siga nos,
        segue a, compartilhe, compartilha, curta, curte, marque, marca dois, comente, dê rt,
        رتويت, ريتويت, تابعنا, تابع, شارك, منشن, فولو, फॉलो, शेयर करें, रीट्वीट, follow karo,
        follow karein, share karo, tag karo`),
    },
  },
  {
    key: 'crypto-spam',
    any: phrasesOf(`free crypto, crypto giveaway, airdrop claim, claim your airdrop, free
      airdrop, double your bitcoin, double your money, double your coins, double your crypto,
      bitcoin investment, forex signals, trading signals, invest with, crypto pump, guaranteed
      profit, guaranteed profits, guaranteed returns, make money online, earn money from home,
      work from home and earn, recover your lost funds, recovery expert, krypto verdoppeln,
      duplica tus bitcoin, doublez vos bitcoins, raddoppia i tuoi bitcoin, dobre seus
      bitcoins`),
  },
  {
    key: 'easy-money',
    any: phrasesOf(`a week from home, a day from home, an hour from home, a month from home,
      per week from home, per day from home, per month from home, weekly from home, daily from
      home, hourly from home, earn from home, earning from home, money from home, income from
      home, cash from home, rich from home, jobs from home, work from home and earn, work at
      home and earn, working from home and earn, earn while you, earn daily, earn weekly, earn
      up to, earn over, earn extra, earn cash, earn easy, earn passive, earn from your phone,
      earning daily, start earning, make money, make easy, make extra money, make extra cash,
      easy money, easy cash, quick cash, fast cash, get rich, passive income, extra income,
      second income, side income, side hustle, daily income, weekly income, daily profit,
      profit daily, daily payout, weekly payout, weekly profit, financial freedom, be your own
      boss, no experience needed, no experience required, no experience necessary, no skills
      needed, no skills required, a day online, a week online, a month online, online jobs
      from, part time online job, thanks to my broker, my trading mentor, expert trader,
      trading mentor, account manager who trades, instant loan no, loan no credit check, no
      credit check, bad credit ok, geld verdienen von, von zuhause verdienen, von zu hause
      verdienen, verdiene täglich, täglich verdienen, schnell geld, leicht geld verdienen,
      nebenverdienst ohne, passives einkommen, ohne vorkenntnisse verdienen, gana dinero,
      ganar dinero desde, ganar dinero fácil, gana desde casa, ganar desde casa, ingresos
      desde casa, ingresos extra, ingresos pasivos, dinero fácil, sin experiencia gana, gagner
      de l'argent, gagnez de l'argent, gagnez depuis, gagner depuis chez, revenu passif,
      revenus passifs, revenu complémentaire, argent facile, guadagna da casa, guadagnare da
      casa, guadagna ogni giorno, guadagna fino a, reddito passivo, soldi facili, reddito
      extra, ganhe dinheiro, ganhar dinheiro, ganhe em casa, ganhe até, renda extra, renda
      passiva, dinheiro fácil, ربح المال, اربح المال, اربح يوميا, دخل إضافي, دخل اضافي, دخل من
      البيت, पैसे कमाएं, पैसे कमाओ, घर बैठे कमाएं, घर बैठे पैसे, paise kamao, paise kamaye,
      ghar baithe kamao, ghar baithe paise`),
    with: {
      any: phrasesOf(`click here, click the link, click this, click link, click below, dm us,
        dm now, dm for, dm to start, dm me for, dm me now, dm me to, inbox me, inbox us, inbox
        now, message me now, text me now, whatsapp me, whatsapp us, whatsapp now, on whatsapp,
        via whatsapp, telegram channel, telegram group, on telegram, join now, join my, join
        our, join us, join the team, sign up now, sign up here, register now, register here,
        start now, start today, start earning, apply now, apply here, limited spots, limited
        slots, link in bio, link in my bio, ask me how, ask me now, learn how, message to
        start, comment interested, comment info, jetzt anmelden, jetzt starten, hier klicken,
        klick hier, schreib mir jetzt, haz clic, haz click, clic aquí, únete, escríbeme,
        escribe al, regístrate, cliquez ici, cliquez, inscrivez vous, écrivez moi, contactez
        moi en, clicca qui, clicca, iscriviti, scrivimi, clique aqui, clique no, inscreva se,
        cadastre se, me chama no, chama no, اضغط هنا, اضغط, سجل الان, سجل الآن, تواصل واتس,
        واتساب, यहाँ क्लिक, क्लिक करें, अभी जुड़ें, click karo, click kare, whatsapp karo,
        abhi join`),
      link: true,
    },
  },
  {
    key: 'link-bait',
    any: phrasesOf(`online jobs, part time jobs, part time job, home based jobs, data entry
      jobs, hiring now, instant loan, instant loans, fast loans, quick loans, quick loan, easy
      loans, easy loan, cheap loans, payday loans, loans in minutes, loan in minutes, casino
      bonus, bonus casino, best casino, free spins, welcome bonus, jackpot today, win big, big
      wins, free gift cards, free gift card, free vouchers, free crypto, free bitcoin, free
      coins for, crypto tips, crypto signals, crypto gains, crypto gem, next bitcoin, buy the
      dip, to the moon, 100x gem, 1000x, token launch, get your free, get yours free, 100
      free, totally free iphone, seo services, seo agency, rank on google, rank your website,
      website traffic, more traffic to, cheap traffic, promote your business, grow your
      business, boost your sales, slimming pills, slimming tea, detox tea, belly fat, fat
      burner, miracle pill, miracle pills, lose 10 kg, lose 20 pounds, test your luck, try
      your luck, essay help, homework help, cheap essays, thesis help, psychic reading,
      psychic readings, love spell, love spells, spell caster, tarot reading, cheap flights
      here, cheap phones here, unlock any, unlocked any, premium accounts cheap, cheap
      accounts, accounts for sale, cracked accounts, free premium accounts, hot singles,
      singles in your area, singles near you, meet singles, lonely girls, girls near you, sexy
      girls, hot girls, cam girls, adult dating, xxx videos, sex videos, see my private, my
      private pics, my private photos, my onlyfans, cheap viagra, cheap meds, cheap pills, no
      prescription, weight loss pill, weight loss pills, lose weight fast, burn fat fast,
      belly fat fast, diet pills, keto pills, cbd gummies, male enhancement, miracle cure,
      doctors hate, one weird trick, replica watches, cheap rolex, luxury replica, replica
      bags, cheap jerseys, cheap ray ban, essay writing service, write your essay, do your
      homework, hire a hacker, hacking service, free v bucks, free robux, free iphone, gift
      card generator, free followers, betting tips, sure odds, fixed matches, sure bets, free
      spins no, double your, triple your, 10x your, mining pool, trading bot, trading signals,
      signals group, claim your prize, claim your reward, you have won, youve won, subscribe
      to my channel, gratis iphone, préstamos rápidos sin, prêt rapide sans, prestito
      immediato senza, empréstimo rápido sem, kredit ohne schufa`),
    with: { link: true },
  },
  {
    key: 'followers-for-sale',
    any: phrasesOf(`cheap followers, buy followers, real followers, more followers, instagram
      followers, twitter followers, tiktok followers, get followers, 1k followers, 10k
      followers, 100k followers, new followers, followers fast, followers for, followers now,
      followers today, followers in, likes for, views for, grow your account, boost your
      account, boost your profile, grow your page, grow your instagram, verified badge, blue
      tick for, free followers, cheap likes, buy likes, buy views, followers and likes, likes
      and followers, follower kaufen, günstige follower, comprar seguidores, seguidores
      baratos, acheter des abonnés, comprare follower, comprare seguaci, متابعين, زيادة
      متابعين, रियल फॉलोअर्स, followers kharido`),
    with: {
      any: phrasesOf(`dm us, dm me, dm for, dm now, dm to, inbox, cheap, cheapest, buy, order
        now, click, promo, promotion, for sale, instantly, guaranteed, visit, check out,
        whatsapp, jetzt, günstig, barato, baratos, pas cher, economici, رخيص, بسعر, शुल्क`),
      link: true,
    },
  },
  { key: 'link-stuffing', linksOver: 5 },
  { key: 'hashtag-stuffing', hashtagsOver: 12 },
];
