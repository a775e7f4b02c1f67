import type { SentenceData } from './sentence-data.ts';

export const english: SentenceData = {
  // Usage; CLDR's suppressions lack most titles and hold words that end sentences ("Is.", "Do.").
  asks: `dr mr mrs Ms Mx prof St vs gen col capt cmdr lt sgt maj Rev Sen Rep Gov Hon Pres Supt Insp mt ft messrs
    e.g i.e viz cf approx esp incl Fr Br Cpl Pvt Adm Brig Atty Amb`,
  mayEnd: `etc inc ltd Co corp jr sr ph.d m.d b.a m.a b.sc m.sc d.d.s ll.b esq a.m p.m a.d b.c b.c.e c.e
    ave blvd dept est al Rd Sq bros assn 0ft 0in 0lb 0lbs 0oz 0hr 0hrs 0min 0sec`,
  // CLDR: months, "Nr.", "pp.".
  numbered: `No Nos Nr Fig Figs Art pp p Vol Ch Sec Sect Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ext`,
  initials: 'Ch Th Ph Wm Geo Jas Chas Thos',
  labels: `option plan grade vitamin team type class group section part item point room gate terminal line level version
    appendix exhibit block unit series model hepatitis letter answer choice column row side step phase zone platform
    page chapter figure number floor track channel slide question size flight bus route article stage round day week
    war volume episode season rule act formula boeing windows`,
  begins: `i you he she it its we they this that these those there here the a an my your his her our their who whose what when where why how
    which if then now so and but or because as at in on for from with without after before during until since while
    although though however therefore meanwhile otherwise yes yeah no not nobody nothing okay ok well please thank thanks
    let maybe perhaps also even just only still again is isn are aren was were do don does did didn can could will won would should shall must may might have has had all some most many much more few each every
    everyone everybody everything one two three first second next finally later today tomorrow yesterday once by to of
    about under over between good great nice right sure hello hi sorry come look tell ask remember either neither both
    another any anyone anything somebody someone something never always often sometimes usually`,
  reports: `said says asked asks replied answered shouted cried whispered added wondered explained called yelled laughed
    continued insisted exclaimed admitted agreed muttered repeated warned`,
  // The closed word classes; without words that also end sentences ("on", "in", "to", "is", "that", "have" after a question).
  cannotEnd: `a an the my your our their every and or but nor because although though unless whereas whether if than as
    of from with without into onto toward towards upon among between during against via per despite except until since
    while when where which whose who very too quite rather i'm you're he's she's we're they're i'll you'll we'll they'll
    i've we've you've they've i'd am are was were be been being has had will would shall should could can may might must
    do does did don't doesn't didn't isn't aren't wasn't weren't won't can't cannot couldn't shouldn't wouldn't
    haven't hasn't hadn't to at by for in on about it's that's there's what's let's these those some any no such each either
    neither both mr mrs ms dr prof`,
};
