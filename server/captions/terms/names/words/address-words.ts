/** Data: words that show that somebody is spoken to, or acts as people do. Small letters. */

/** Right before a name, with or without a comma. */
export const greetings = setOf(
  'thanks hi hello hey welcome sorry bye goodbye dear cheers congratulations',
  'gracias hola adiós bienvenido bienvenida perdón oye oiga disculpa disculpe querido querida estimado estimada felicidades',
  'merci bonjour bonsoir salut bienvenue pardon cher chère coucou bravo désolé désolée',
  'danke hallo hi tschüss willkommen entschuldigung liebe lieber moin servus sorry glückwunsch',
  'obrigado obrigada olá oi tchau desculpe desculpa caro cara prezado prezada parabéns',
  'grazie ciao buongiorno buonasera salve benvenuto benvenuta scusa scusi',
  'bedankt dank hoi dag dziękuję cześć спасибо привет здравствуйте спасибі merhaba teşekkürler terima kasih xin chào',
  'يا شكرا شكراً مرحبا مرحباً أهلا أهلاً عزيزي عزيزتي תודה שלום היי',
);

/** The same in two words, by the second: "thank you", "good morning", "buenos días". */
export const secondOfGreetings: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['you', setOf('thank')],
  ...['morning', 'afternoon', 'evening', 'night'].map((word) => [word, setOf('good')] as const),
  ['días', setOf('buenos')],
  ['tardes', setOf('buenas')],
  ['noches', setOf('buenas')],
  ['beaucoup', setOf('merci')],
  ['morgen', setOf('guten')],
  ['tag', setOf('guten')],
  ['abend', setOf('guten')],
  ['dich', setOf('grüß')],
  ['dia', setOf('bom')],
  ['tarde', setOf('boa')],
  ['noite', setOf('boa')],
]);

/** Somewhere in the sentence. */
export const addresses = setOf(
  'you your yours please thanks',
  'tú usted ustedes te ti contigo puedes puede podrías podría crees piensas quieres tienes gracias favor',
  'tu vous toi ton votre vos peux pouvez pourriez pourrais veux voulez merci plaît',
  'du dich dir dein deine kannst könntest könnten magst willst hast bist ihnen bitte danke',
  'você vocês pode poderia podes favor obrigado obrigada',
  'lei puoi può potresti potrebbe grazie favore jij je jullie kun kunt alsjeblieft',
  'ты вы тебя вас пожалуйста ви ти sen siz lütfen kamu anda tolong bạn',
  'أنت يمكنك فضلك لك هل אתה את בבקשה',
);

/** Right after the comma that follows a name. */
export const commands = setOf(
  'go tell share take let show say try give send check start look have come over',
  'comparte dime dinos muestra envía mira di explica',
);

/** Before a name that is called: "So April, can you …?" */
export const openers = setOf(
  'so and but now then also okay ok well yes no hey entonces pues y pero bueno alors et donc mais bon und aber então e mas bom',
);

/** Words of their own between commas. */
export const interjections = setOf(
  'yes no so well okay ok sorry right sure um uh sí no bueno oui non ja nein doch sim não',
);

/** Right after a name: what only people do, and countries when people speak for them. */
export const humanVerbs = setOf(
  'said says thinks thought believes knows knew asked asks told tells wants wanted wrote writes mentioned mentions',
  'suggested suggests explained explains agreed agrees replied answered promised offered volunteered forgot remembers',
  'remembered noticed proposed recommended confirmed joined here speaking joining presenting',
  'dijo dice pregunta preguntó cree piensa quiere quería escribió propuso explicó contestó',
  'dit disait pense demande veut voulait écrit propose explique répond',
  'sagt sagte meint meinte fragt fragte denkt glaubt möchte wollte schreibt schrieb erklärt erklärte schlägt',
  'disse diz perguntou pergunta acha pensa quer queria escreveu propôs explicou dice chiede pensa vuole zegt vraagt',
);

/** Right before a time or a place: "people from Jordan said", "in April here". */
export const prepositions = setOf(
  'in on at by from to of since until till for during after before between next last this every early late mid',
  'en de desde por para a hasta du au dans depuis im nach aus seit bis em no na do da nel dal',
);

/** Right before a name: whose object is a person, or who says who they are. */
export const toPeople = setOf(
  'ask asks asked asking tell tells told telling thank thanking remind reminded named',
  'frag frage fragt sag sage heiße llamo appelle chamo soy sou',
);

/** The same by the two words before it: "talked to April", "my name is April". */
export const toPeopleInTwo: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'to',
    setOf(
      'talk talks talked talking speak speaks spoke spoken speaking listen over hello thanks introduce replied reply',
    ),
  ],
  ['with', setOf('talk talked talking speak spoke spoken speaking chat chatted check checked agree agreed')],
  ['is', setOf('name')],
  ['am', setOf('i')],
  ['bin', setOf('ich')],
  ['suis', setOf('je')],
]);

/** Before a comma they say when or where; the name after it says so as well. */
export const times = setOf(
  'month week year quarter tomorrow today tonight yesterday date day morning afternoon evening weekend deadline',
  'mes semana año trimestre mañana hoy ayer fecha día',
  'mois semaine année trimestre demain aujourd hui hier date jour',
  'monat woche jahr quartal morgen heute gestern termin tag',
  'mês semana ano trimestre amanhã hoje ontem data dia',
);

/** Before a word that is a thing, in English, where people have none. */
export const determiners = setOf('the a an my your our his their its every each no');

/** Before nouns, in German. */
export const germanDeterminers = setOf(
  'der die das den dem des ein eine einen einem einer eines kein keine im am zum zur vom beim mein dein sein ihr unser',
);

/** What joins the last of a list. */
export const conjunctions = setOf(
  'and or y e o u et ou und oder en of og och i и или та або ve veya dan atau và',
);

/** After a name they show that a time or a place is spoken of: "Thanks, Friday works for me." */
export const thirdPerson = setOf(
  'is was has had will would works sounds looks seems may might at es está fue será sería viene est était sera va ist war passt geht wäre klingt wird hat é foi será seria',
);

/** After or before a name in a script without blanks, or without capitals. */
export const honorifics =
  'さん|さま|様|くん|君|ちゃん|氏|先生|部長|課長|社長|先輩|先生|女士|小姐|老师|老師|经理|經理|总|總|博士|教授|同学|同學|哥|姐|씨|님|선생님'.split(
    '|',
  );
export const calls =
  '谢谢|謝謝|感谢|感謝|你好|您好|请问|請問|请|請|ありがとう|こんにちは|안녕하세요|감사합니다'.split('|');

function setOf(...words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((row) => row.split(' ')));
}
