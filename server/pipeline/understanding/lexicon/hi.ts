/** Hindi, in Devanagari and in the Latin letters in which much of it is posted. */
import type { Lexicon } from './lexicon.ts';

export const hi: Lexicon = {
  lang: 'hi',
  common: `है हैं था थी थे का की के को से में पर और या भी नहीं यह वह ये वो मैं हम आप तुम मेरा मेरी मेरे आपका
    क्या क्यों कैसे कब कहाँ कहां कौन जो तो ही हो कर करना रहा रही रहे गया गई अब तक लिए साथ एक बहुत कुछ
    hai hain tha thi the ka ki ke ko se mein main par aur ya bhi nahi nahin nhi nai yeh ye woh wo vo
    mai hum aap ap tum mera meri mere apna apni apne kya kyu kyun kyon kaise kab kahan kaun jo toh to
    hi ho kar karo kro karna krna raha rahi rahe rha rhi rhe gaya gya gayi ab tak liye sath ek bahut
    kuch hota hoti hua hui yaar bhai log logo sab koi kisi iska uska unki agar phir fir wala wale
    na ne pe mujhe tujhe hume unko diya diye dete kiya tera teri tere jab tab abhi aaj kal din baat
    tha thi the nhi krna kro kr bhi yehi wahi mere liye hain apka kaise matlab bol bola bolo lagta
    lagti raha hu hoon hun gaye wali pehle baar saal dil pyar zindagi`,
  worst: `बकवास, घटिया, बेकार, धोखा, धोखेबाज, चोर, लूट, शर्मनाक, नफरत, गंदा, गंदी, सबसे खराब, मौत, हत्या,
    आतंकवाद, bakwas, bakwaas, ghatiya, bekar, bekaar, dhoka, dhokha, dhokhebaaz, chor, choro, loot,
    loota, sharam, sharamnak, nafrat, ganda, gandi, gande, sabse kharab, harami, haramkhor, kutta,
    kutte, kamina, kamine, saala, sala, sale, chutiya, chutiye, gandu, bc, mc, bhosdi*, madarchod,
    behenchod, mar gaya, maut, hatya, terrorist, worst, pathetic, fraud, cheater, cheaters, shame`,
  bad: `खराब, ख़राब, बुरा, बुरी, दुख, दुखी, गुस्सा, परेशान, परेशानी, समस्या, दिक्कत, गलत, झूठ, झूठा, नाराज़,
    निराश, शिकायत, बंद है, काम नहीं, जवाब नहीं, देरी, डर, दर्द, रोना, हार, भ्रष्ट, भ्रष्टाचार, kharab, khraab,
    khrab, bura, buri, bure, dukh, dukhi, gussa, pareshan, pareshaan, pareshani, samasya, dikkat,
    galat, galti, jhoot, jhooth, jhootha, naraz, niraash, shikayat, band hai, kaam nahi, kam nahi,
    jawab nahi, koi jawab nahi, reply nahi, deri, dar, dard, rona, ro raha, haar, hara, bhrasht,
    pagal, bewakoof, bewkuf, besharam, tang, pakau, bore, faltu, fail, bad, fake, sad, angry, hate,
    problem, issue, murda, nikamma, nikamme, ullu, dhakka, tatti,`,
  poor: `नहीं, इंतजार, इंतज़ार, देर, मुश्किल, कमी, बिना, रिफंड, intezaar, intezar, wait, der, late,
    mushkil, kami, bina, refund, nahi, nahin, nhi, nai, mat, kabhi nahi, khud, krega`,
  hint: `क्यों, कब तक, kyu, kyun, kyon, kab tak, aur kitna, why, bas, sirf, paisa, paise, dekhna`,
  fine: `ठीक, आशा, उम्मीद, हाहा, जीत, theek, thik, umeed, ummeed, haha, hahaha, jeet, jeeta, jeete, mast,
    jai, jai ho, dost, dosto, bhai ji, ji, aage, waiting, going to, excited, lucky, sweet, nice, win,
    winner,`,
  good: `अच्छा, अच्छी, अच्छे, धन्यवाद, शुक्रिया, खुश, खुशी, सुंदर, प्यार, बधाई, मदद मिली, पसंद, acha, accha, achha,
    achhi, acchi, achi, ache, acche, dhanyavad, dhanyawad, shukriya, khush, khushi, sundar, pyar, pyaar,
    pyari, pyara, badhai, mubarak, pasand, maza, mazaa, maja, thanks, thank you, good, gud, great, happy,
    love, luv, cute, cool, super, congrats, congratulations, respect, proud, shabash, wah, waah, salute`,
  best: `बहुत अच्छा, बहुत बढ़िया, बढ़िया, शानदार, लाजवाब, सबसे अच्छा, ज़बरदस्त, जबरदस्त, बेहतरीन, उत्तम,
    badhiya, badiya, bahut acha, bahut accha, shandar, shaandar, lajawab, sabse acha, sabse accha,
    zabardast, jabardast, behtareen, kamaal, kamal ka, best, awesome, amazing, brilliant, excellent,
    fantastic, love you, love u, dil se, jhakaas`,
  negators: `नहीं मत न बिना nahi nahin nhi nai mat bina na not no never`,
  boosters: `बहुत बिल्कुल bahut bohot boht bahot bilkul itna itni itne kitna very so too`,
  dampers: `थोड़ा थोड़ी thoda thodi shayad`,
  contrasts: `लेकिन मगर पर lekin magar but par`,
  thanks: `धन्यवाद, शुक्रिया, dhanyavad, dhanyawad, shukriya, bahut acha kaam`,
  requests: `कृपया, मदद, मदद करें, चाहिए, kripya, madad, madad karo, help karo, chahiye, jawab do,
    reply karo, bata do, batao, kar do`,
  questions: `क्या, कब, कैसे, कहाँ, कहां, कौन, कितना, क्यों, kya, kab, kaise, kahan, kaun, kitna, kitne, kyu,
    kyun, kyon`,
  leaving: `बंद कर दूंगा, खाता बंद, दूसरी कंपनी, छोड़ दूंगा, account band, band kar dunga, chhod
    dunga, chod dunga, port kar, port karwa, dusri company, dusra network, kabhi nahi lunga,
    aakhri baar, बंद करवा, बंद कर दो, छोड़ रहा, छोड़ रही, कैंसिल कर, पोर्ट करा, cancel kar raha,
    cancel karna hai, cancel karwa, band karwa, band kar do, chhod raha, chod raha, chhod rahi,
    port kara, kabhi nahi aaunga`,
  mayLeave: `दूसरी कंपनी, दूसरा बैंक, दूसरे नेटवर्क, dusri company, dusre network, dusra bank,
    port kar, port karwa, uninstall kar diya, app delete kar, अनइंस्टॉल कर दिया, पोर्ट कर,
    competitor, dusri airline`,
  farewells: `अलविदा, alvida, bye, tata`,
  partings: `छोड़, छोड़कर, chhod, chod, alvida, bye, अलविदा, band karo`,
  stays: `reinstall*, दोबारा इंस्टॉल, dobara install, restart*`,
  leavingPairs: [
    [
      `खाता, अकाउंट, सब्सक्रिप्शन, कनेक्शन, नंबर, सिम, khata, account, subscription, connection,
      number, sim, card, policy`,
      `बंद, कैंसिल, पोर्ट, डिलीट, band, cancel, port, delete, close`,
      `कर, करना, करवा, कर दूंगा, कर रहा, कर रही, करो, kar, karna, karwa, kar dunga, kar raha, kar
      rahi, karo, karne`,
    ],
  ],
  complaints: `काम नहीं, जवाब नहीं, शिकायत, रिफंड, kaam nahi, kam nahi kar, jawab nahi, koi jawab nahi,
    reply nahi, shikayat, refund nahi, paise wapas, paisa wapas, mera paisa, mere paise, band hai,
    nahi chal raha, nahi chal rahi, nhi chal rha`,
  elsewhere: `फोन किया, कॉल किया, कई बार कॉल, कस्टमर केयर, कॉल सेंटर, ईमेल किया, मेल किया, मेल
    भेजा, चैट पर, शिकायत दर्ज, शिकायत संख्या, call kiya, phone kiya, call kar chuka, kai baar
    call, customer care, call center, mail kiya, email kiya, mail bheja, chat pe, chat par,
    complaint number, ticket number, store gaya, dm kiya`,
  fillers: `लेकिन अगर फिर वाला वाली वाले सकते सकता आज कल अभी दिन घंटे घंटा महीना हफ्ता सोमवार
    मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार lekin agar matlab bhai yaar sir din ghante
    mahina hafte please plz`,
  faults: `काम नहीं, नहीं चल, नहीं खुल, बंद है, बंद पड़ा, खराब, एरर, नेटवर्क नहीं, इंटरनेट नहीं,
    बिजली नहीं, सिग्नल नहीं, पैसे कट, पैसा कट, दो बार कट, नहीं मिला, नहीं आया, नहीं पहुंचा,
    इंतजार, जवाब नहीं, कोई जवाब नहीं, देरी, रद्द, टूटा, गायब, kaam nahi, kam nahi kar, nahi chal,
    nhi chal, band hai, kharab, error, network nahi, internet nahi, light nahi, signal nahi, paise
    kat, paisa kat, do baar kat, nahi mila, nahi aaya, nhi mila, intezar, wait kar, jawab nahi,
    reply nahi, cancel kar diya, atak gaya, crash, slow`,
  mine: `मेरा, मेरी, मेरे, मुझे, मैं, हम, हमारा, हमारे, हमें, mera, meri, mere, mujhe, main,
    hum, hamara, hamare, mai`,
  faultsOfMine: `मेरा पैसा, मेरे पैसे, मुझे नहीं मिला, मेरा ऑर्डर, मेरे यहाँ, हमारे यहाँ, mera
    paisa, mere paise, mujhe nahi mila, mera order, mere yahan, hamare yahan, mera net, mera
    internet, kab se wait, काम नहीं, नहीं चल, नहीं खुल, बंद है, बंद पड़ा, डाउन है, ठप, ठप है,
    क्रैश, एरर आ, नेटवर्क नहीं, इंटरनेट नहीं, बिजली नहीं, सिग्नल नहीं, लॉगिन नहीं, kaam nahi, kam
    nahi kar, nahi chal, nhi chal, nahi khul, nhi khul, band hai, down hai, crash ho, error aa,
    network nahi, internet nahi, net nahi, light nahi, signal nahi, login nahi, nahi ho raha, nhi
    ho rha, server down`,
  shared: `और किसी, किसी और, सिर्फ मुझे, मुझे भी, मेरा भी, मेरे यहाँ भी, यहाँ भी, सबका, सबके
    साथ, same problem, same here, aur kisi, kisi aur, sirf mera, sirf mujhe, mera bhi, mere bhi,
    mujhe bhi, yahan bhi, sabka, sabke saath, क्या किसी, किसी और को, और किसी का, सबके यहाँ, यहां
    भी, हमारे यहाँ भी, kya kisi, kisi aur ko, aur kisi ka, aapka bhi, apka bhi, sabke yahan, idhar
    bhi, yaha bhi, hamare yaha bhi`,
  harm: `खतरा, खतरनाक, घायल, चोट, जल गया, आग, विस्फोट, धुआं, जहर, अस्पताल, एम्बुलेंस, मौत, मर
    गया, हादसा, नस्लवाद, भेदभाव, उत्पीड़न, वकील, मुकदमा, कोर्ट, अदालत, पुलिस, उपभोक्ता अदालत,
    धोखाधड़ी, बहिष्कार, मीडिया, पत्रकार, घोटाला, डेटा लीक, khatra, khatarnak, ghayal, aag,
    hospital, maut, hadsa, vakil, wakil, court, police, consumer court, consumer forum, fraud,
    boycott, media, trai, scam`,
  ills: `देर, लेट, इंतज़ार, करना पड़ा, फंसा, फंसे, छूट गई, गुम, ठंडा, गंदा, गलत, कोई नहीं, मना
    कर, रिफंड, बार बार, फिर से, हमेशा, धीमा, समस्या, दिक्कत, late, der, intezaar, wait karna,
    karna pada, fas gaya, fase hue, chhut gayi, gum, thanda, ganda, galat, koi nahi, mana kar,
    refund, baar baar, phir se, hamesha, dheema, problem, problems, dikkat, issue, delay,
    delayed, cancel`,
  spans: `कल से, सुबह से, घंटों से, दिनों से, हफ्तों से, महीनों से, पूरे दिन, kal se, subah se,
    ghanto se, dino se, hafto se, mahino se, pure din, poore din, raat se`,
  units: `घंटे, घंटा, मिनट, दिन, दिनों, हफ्ते, महीने, बार, ghante, ghanta, minute, minutes, din,
    dino, hafte, mahine, baar, hours, days`,
  counts: `दो, तीन, चार, पांच, कई, do, teen, char, paanch, kai, kayi`,
  faultPairs: [
    [
      `काम, चल, खुल, लोड, कनेक्ट, लॉगिन, पेमेंट, डिलीवर, रिफंड, kaam, kam, chal, khul, load,
      connect, login, payment, deliver, delivery, refund, open, recharge, open ho, start`,
      `नहीं हो, नहीं कर, नहीं रहा, नहीं रही, नहीं हुआ, नहीं हुई, नहीं मिला, नही हो, nahi ho, nahi
      kar, nahi raha, nahi rahi, nahi hua, nahi hui, nahi mila, nhi ho, nhi kar, nhi rha, nhi
      rahi, nhi hua, nhi mila, nahi ho raha, nahi ho rahi, nahin ho`,
    ],
  ],
};
