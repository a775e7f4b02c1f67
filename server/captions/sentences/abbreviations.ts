/** Words whose full stop does not tell whether their sentence ends. Pure. */
import { baseLanguage } from '../../../shared/language.ts';

/**
 * `ends`: nothing special · `asks`: more must come, "Dr." · `may-end`: unless it visibly goes on, "etc." ·
 * `name`: an initial or a name of dotted letters, "J.", "U.S.": what begins with a capital after it may belong to it.
 */
export type FullStop = 'ends' | 'asks' | 'may-end' | 'name';

/** What the full stop at the end of `text` means. */
export function fullStopOf(text: string, language: string): FullStop {
  if (!text.endsWith('.')) return 'ends';
  const words = text.slice(-LOOKS_BACK, -1).split(/\s+/u);
  const [last = '', before = ''] = words.toReversed().map((word) => word.replace(opening, ''));
  const lists = listsOf(language);
  const spellings = spellingsOf(words, last, before);
  if (spellings.some((word) => lists.mayEnd.has(word))) return 'may-end';
  const isLetter = /^\p{L}$/u.test(last);
  if (isLetter && lists.labels.has(before.toLowerCase())) return 'ends';
  if (spellings.some((word) => lists.asks.has(word))) return 'asks';
  if (dottedLetters.test(last)) return 'name';
  return isLetter ? initialOf(last, before, lists) : 'ends';
}

/** Does what comes next belong to the sentence that such a word would end? */
export function goesOnAfter(fullStop: FullStop, text: string, next: string, language: string): boolean {
  switch (fullStop) {
    case 'ends':
      return false;
    case 'asks':
      return true;
    case 'may-end':
      return /[ap]\.\s?m\.$/iu.test(text.slice(-LOOKS_BACK)) && isAfterTime(next.slice(0, LOOKS_AHEAD));
    case 'name': {
      const begins = /^[\p{Ps}\p{Pi}"'¿¡]*([\p{L}\p{M}]+)/u.exec(next.slice(0, LOOKS_AHEAD));
      const word = begins?.[1] ?? '';
      return !listsOf(language).begins.has(word.toLowerCase());
    }
  }
}

/** With its number: "No. 5", "Fig. 3", "Jan. 5", "3. Mai". Alone they end sentences: "No.", "I met Jan.", "Gate 3." */
export function isNumbered(text: string, next: string): boolean {
  const end = text.slice(-LOOKS_BACK);
  if (/\d\.$/u.test(end)) return germanMonth.test(next);
  return numbered.test(end) && /^\d/u.test(next);
}

/** Some words, in characters: what is further away tells nothing, and a long text is asked at each of its full stops. */
const LOOKS_BACK = 60;
const LOOKS_AHEAD = 60;
const opening = /^[\p{Ps}\p{Pi}"'¿¡]+/u;
const dottedLetters = /^(?:\p{L}\.)+\p{L}$/u;
const numbered = /(?:^|\s)(?:No|Nr|Nos|Fig|Art|Pág|p|S|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/u;
const germanMonth =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L})/u;
const zones = new Set(['Eastern', 'Central', 'Mountain', 'Pacific', 'UTC', 'GMT']);

/** "3 p.m. Monday", "9 a.m. Eastern", "10 a.m. CEST". */
function isAfterTime(next: string): boolean {
  const word = /^[\p{L}\p{N}_]+/u.exec(next)?.[0] ?? '';
  return zones.has(word) || /^\p{Lu}{2,4}T$/u.test(word) || (word.length > 3 && word.endsWith('day'));
}

/** "J." in "John J." and "see J." is an initial; "plan B.", "So do I." and an answer of one letter end their sentences. */
function initialOf(letter: string, before: string, { beforeNames }: Lists): FullStop {
  // The first half of one like "z. B.", or one of several.
  if (/^\p{Ll}$/u.test(letter) || /^\p{L}\.$/u.test(before)) return 'name';
  if (letter === 'I' || /[.!?]$/u.test(before)) return 'ends';
  return /^\p{Lu}/u.test(before) || beforeNames.has(before.toLowerCase()) ? 'name' : 'ends';
}

/** "z.B", "z. B", "т. д": with the blanks left out; after a number "0г". Capitals as they are and without. */
function spellingsOf(words: readonly string[], last: string, before: string): readonly string[] {
  const together = words.slice(-2).join('').replace(opening, '');
  const numeral = /\d$/u.test(before) ? [`0${last}`] : [];
  return [last, together, ...numeral].flatMap((word) => [word, word.toLowerCase()]);
}

interface Lists {
  readonly asks: ReadonlySet<string>;
  readonly mayEnd: ReadonlySet<string>;
  /** Words that begin a sentence, and are no part of a name. */
  readonly begins: ReadonlySet<string>;
  /** Words before a letter that is no initial. */
  readonly labels: ReadonlySet<string>;
  /** Words in small letters before somebody's name. */
  readonly beforeNames: ReadonlySet<string>;
}

/** Made ready once for each language that is spoken. */
const ready = new Map<string, Lists>();

function listsOf(language: string): Lists {
  const base = baseLanguage(language);
  const known = ready.get(base);
  if (known !== undefined) return known;
  const own = ofLanguage[base] ?? { asks: '', mayEnd: '' };
  const lists = {
    asks: new Set([...wordsOf(everywhere.asks), ...wordsOf(own.asks)]),
    mayEnd: new Set([...wordsOf(everywhere.mayEnd), ...wordsOf(own.mayEnd)]),
    begins: new Set(wordsOf(beginnings)),
    labels: new Set(wordsOf(labelWords)),
    beforeNames: new Set(wordsOf(nameComesAfter)),
  };
  ready.set(base, lists);
  return lists;
}

function wordsOf(list: string): readonly string[] {
  return list.split(' ').filter((word) => word !== '');
}

/** Without their last full stop and without blanks. One with a capital is another word without it: "Mag. Huber", "ich mag." */
const everywhere = {
  asks: 'dr dra mr mrs Ms Mx prof sra srta St vs e.g i.e approx cf',
  mayEnd: 'etc inc ltd Co corp jr ph.d m.d b.a m.a a.m p.m s.a',
};

const ofLanguage: Readonly<Record<string, typeof everywhere>> = {
  en: { asks: 'gen col capt cmdr lt sgt maj Rev Sen Rep Gov Hon mt messrs', mayEnd: 'sr ave blvd dept est' },
  de: {
    asks: 'hr fr frl Mag Ing dipl.-ing z.b d.h bzw nr evtl ggf inkl exkl zzgl ca vgl bspw sog o.g Abs Mio Mrd Tel geb',
    mayEnd: 'usw u.s.w u.a u.ä o.ä u.v.m e.v v.chr n.chr',
  },
  fr: { asks: 'M MM mme mlle mgr p.ex c.-à-d env Av Bd ste', mayEnd: 'j.-c s.a.r.l' },
  es: {
    asks: 'sr D dña Lic Ing gral Av avda p.ej pág núm ee aprox Tel',
    mayEnd: 'ud uds vd vds ee.uu s.l ss.mm',
  },
  pt: { asks: 'sr profa exmo exma ilmo ilma Eng Av D p.ex pág núm aprox Tel', mayEnd: 'ltda v.exa' },
  it: {
    asks: 'sig sig.ra sig.na sigg dott dott.ssa prof.ssa Ing avv Arch geom p.es es pag nr ca',
    mayEnd: 'ecc s.p.a s.r.l',
  },
  ru: {
    asks: 'г ул им стр т.е т.к напр см проф акад тов обл',
    mayEnd: '0г 0гг 0см т.д т.п др пр руб коп тыс н.э 0м 0кг',
  },
  sv: { asks: 't.ex bl.a d.v.s dvs s.k kl nr ca fr.o.m t.o.m resp jfr f.d', mayEnd: 'osv o.s.v m.m m.fl' },
};

const beginnings =
  'i you he she it we they this that these those there here the a an my your his her its our their who what when where why how which if then now so and but or because as at in on for from with after before yes no not okay ok well please thank thanks let maybe also is are was were do does did can could will would should have has all some most one';

const labelWords =
  'option plan grade vitamin team type class group section part item point room gate terminal line level version appendix exhibit block unit series model hepatitis letter answer choice column row side step phase zone a an the opción grupo tipo clase equipo vitamina letra gruppe klasse typ vitamine groupe classe équipe opção equipe classe lettera opzione gruppo squadra план вариант группа тип витамин grupp klass';

const nameComesAfter = 'see saw meet met with from by and ask asked tell told call called thank dear for to';
