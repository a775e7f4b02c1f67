/** Data: words that stand before, inside and behind names without being names. */

/** Before a name with a full stop, in any case: "Dr. Bell". */
export const shortTitles: ReadonlySet<string> = new Set(
  'dr dra mr mrs ms mx prof profa sr sra srta sig sgra dott dhr mw mme mlle ing lic dipl hr rev capt st'.split(
    ' ',
  ),
);

/** Before a name, in any case: no ordinary word in their language, or one that says who follows. */
export const titles: ReadonlySet<string> = new Set([
  ...shortTitles,
  ...'professor professora profesor profesora professeur docteur doctor doctora doutor doutora doktor'.split(
    ' ',
  ),
  ...'señor señora señorita senhor senhora monsieur madame mademoiselle signor signora signorina dottor dottoressa'.split(
    ' ',
  ),
  ...'herr herrn frau meneer mevrouw don doña dona sir dame maître pan pani panie панe господин госпожа пан пані'.split(
    ' ',
  ),
  ...'السيد السيدة سيد سيدة الأستاذ الأستاذة أستاذ أستاذة الدكتور الدكتورة دكتور دكتورة مهندس המורה מר גברת'.split(
    ' ',
  ),
]);

/** Titles only with a capital: "I miss Rose", "Miss Rose"; "a captain", "Captain Reed". */
export const capitalTitles: ReadonlySet<string> = new Set(
  'M Miss Madam Lady Lord Captain President Chairman Judge Sister Brother Father Mother Uncle Aunt Coach Officer Senator Minister'.split(
    ' ',
  ),
);

/** Before a family name, written small; in these languages most of them are ordinary words as well. */
export const particles: ReadonlySet<string> = new Set(
  'de la las los del dos das do da di della dello degli dei du des le lo el van von vom zu zum zur der den ter ten te tot bin ibn bint abu af av y'.split(
    ' ',
  ),
);
export const particleLanguages: ReadonlySet<string> = new Set(
  'es fr pt it ca ro de nl da sv tr hu pl cs vi'.split(' '),
);

/** Behind a name: degrees, orders, generations, of two capitals or with full stops: "Ma" is a family name. */
export const credentials: ReadonlySet<string> = new Set(
  'phd md mba msc bsc ma ba llm jd esq cpa rn pmp dds dvm mph ceng frcs mp qc kc ii iii iv'.split(' '),
);
/** The same however they are written. */
export const generations: ReadonlySet<string> = new Set('jr sr junior senior esq'.split(' '));

/** Pronouns that people write behind their name, as in "she/her". */
export const pronouns: ReadonlySet<string> = new Set(
  'she her hers he him his they them theirs ze zir hir xe xem it its any all elle elles il ils lui iel ella él elles ellos ela ele dela dele sie ihr er ihm ihn dey lei loro'.split(
    ' ',
  ),
);

/** Capitalised words of a display name that are no part of anybody's name. */
export const noNames: ReadonlySet<string> = new Set(
  'the and und et or of for at from with team am an as be by do go he hi if in is it me my no oh ok on so to up us we'.split(
    ' ',
  ),
);
