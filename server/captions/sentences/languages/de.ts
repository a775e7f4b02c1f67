import type { SentenceData } from './sentence-data.ts';

export const german: SentenceData = {
  // CLDR's suppressions without words of their own ("am.", "So.", "Test."); titles from usage.
  asks: `dr drs prof hr hrn fr frl Mag Ing Dipl dipl.-ing dipl.-kfm med phil jur rer nat h.c habil St Fam Fa Hbf Abt
    z.B d.h i.d.R u.U z.T z.Zt z.Hd m.E i.A i.V a.a.O bzw evtl ggf ggfs inkl exkl einschl zzgl abzgl ca vgl bspw sog
    o.g ehem eigtl entspr insb insbes jew mind Tel geb gest verh röm kath Reg.-Bez österr dt engl frz
    Vors Stellv stv Min.-Präs Bgm d.i Mio Mrd Tsd ~str Str Prok Ger Amtsg stellv Vors wiss Dir Inh Wwe allg bes betr bez dgl ebd einschl erg geogr ges gez Hg Hrsg jährl lfd Lit mtl näml rd s.o s.u  Verf vorl zus Zi Gr Kl Präs Bez Gem Kto Obj Pf Pfr Whg Bf Pl Hptm Lt Obst`,
  // CLDR and usage.
  mayEnd: `usw u.s.w u.ä o.ä u.v.m u.v.a e.v v.chr n.chr v.u.Z n.u.Z Chr a.D d.J d.Ä jr sen etc GmbH&Co 
     Jh Jhd Jahrh Std Min Sek 0km 0kg a.M a.Rh 0h`,
  // Usage.
  mayGoOn: 'u.a',
  // CLDR; before a number.
  numbered: `Nr Nrn Abs Art S Kap Bd Abb Tab Ziff Rn Jg Aufl Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez par lit`,
  initials: 'Ch Th St',
  labels: `plan option gruppe klasse typ vitamin team block teil punkt raum zimmer gate linie version anhang stufe phase
    zone seite kapitel nummer nr gleis halle tür folie frage größe hausnummer bus tor level schritt saal`,
  begins: `ich du er sie es wir ihr man das dies diese dieser dieses jener jene der die den dem des ein eine einen einem
    einer kein keine mein meine dein sein seine unser unsere wer was wann wo warum wieso weshalb wie welche welcher
    welches wohin woher wenn dann danach davor daher deshalb deswegen trotzdem also und aber oder denn doch sondern weil
    dass da als ob obwohl während bevor nachdem seit bis für von mit ohne nach vor bei zu zum zur im in am an auf aus über
    unter durch gegen um zwischen ja nein nicht nichts niemand okay gut bitte danke vielen hallo guten jetzt nun heute
    morgen gestern hier dort dabei dazu damit darum davon dafür außerdem vielleicht leider natürlich eigentlich später
    früher zuerst zuletzt schließlich endlich bald gleich sofort noch schon nur auch sogar immer nie manchmal oft ist sind
    war waren hat haben hatte kann können könnte wird werden würde soll sollen muss müssen darf dürfen alle alles einige
    viele mehr wenige beide jeder jede jedes niemand jemand etwas lassen lass schauen genau richtig allerdings jedoch
    dennoch inzwischen seitdem damals einmal andere anderen letzte letzten letztes nächste nächsten nächstes trotz wegen sonst`,
  ordinals: 'plain',
  // Articles, possessives, prepositions and weekdays.
  beforeOrdinal: `der die das den dem des ein eine einen einem einer im am zum zur vom beim ins ans ab bis seit vor nach
    jeder jede jedes jedem jeden mein meine meinen meinem dein sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer
    unser unsere unseren unserem euer montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend und oder`,
  afterOrdinal: `januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert mal
    platz stock etage klasse weltkrieg quartal tag woche runde liga kapitel auflage geburtstag jahrestag semester`,
  reports: 'sagte sagt fragte fragt rief antwortete meinte erwiderte flüsterte schrie erklärte',
  // The closed word classes; without separable prefixes that end clauses ("an", "auf", "aus", "mit", "vor", "zu", "ab", "um").
  cannotEnd: `der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen
    meinem meiner dein deine deinen seine seinen seinem seiner ihre ihren ihrem ihrer unsere unseren unserem unserer eure
    euren und oder aber denn sondern weil dass ob wenn obwohl während bevor nachdem sobald solange sodass damit als wie
    von vom zum zur im am beim ins ans für ohne gegen durch über unter zwischen seit bis nach bei aus in wegen trotz
    sowie sowohl weder entweder jeder jede jedes jeden jedem dieser diese dieses diesen diesem sehr zu ganz welcher welche
    welches welchen wer herr herrn frau dr prof`,
};
