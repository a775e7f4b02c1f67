import type { SentenceData } from './sentence-data.ts';

/** Turkish. */
export const turkish: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dr doç prof yrd öğr uzm op sn bn bay müh mim alb yb bnb yzb ütğm tğm org blv apt örn vs bkz krş çev s
    sf agm hz st m.s arş Cad Sok Mah öğr.gör öğr Bul Av inş İnş`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'vb vs vd v.b v.d v.s a.ş şti ltd.şti koop jr 0km 0kg 0tl 0dk',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'm.ö m.s i.ö i.s mö ms yy ltd tic san',
  // Usage: references and months before a number.
  numbered: 'no s sf md bkz şek tab böl oc şub mar nis may haz tem ağu eyl eki kas ara tel no',
  // Nouns that are counted by letters and numbers.
  labels: `plan seçenek grup sınıf tip takım vitamin vitamini harf blok bölüm madde salon kapı hat seviye sürüm
    ek faz bölge sayfa numara peron soru adım aşama daire oda hepatit sayısı toplam oranı yaşı sadece yalnızca
    tam skor puan`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `ben sen o biz siz onlar bu şu bunlar şunlar bunu onu benim senin onun bizim kim ne nerede nereye
    neden niye niçin nasıl hangi kaç ne zaman eğer o zaman sonra önce ve ama fakat ancak veya ya çünkü yani ise
    evet hayır hiç kimse iyi peki tamam teşekkürler teşekkür lütfen merhaba selam günaydın şimdi bugün yarın dün
    burada orada belki de henüz hâlâ artık her zaman asla sık var yok herkes bütün bazı birçok ilk nihayet
    ayrıca yine sadece bakalım haydi hadi`,
  ordinals: 'plain',
  // Words before the number of an event or a place.
  beforeOrdinal: 'bu her o ve ile ilk son bizim',
  // Nouns with a capital in names of events and places.
  afterOrdinal: `dünya köprü levent noter ağır asliye sulh icra ulusal uluslararası olağan genel boğaz balkan
    haçlı ordu kolordu tümen cadde sokak lig kitap fuarı sanayi bölge viyana inönü`,
  // Forms of “say” and “ask”.
  reports: 'dedi sordu diye bağırdı yanıtladı söyledi',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `ve veya ama fakat ancak çünkü eğer bir bu şu her hiçbir en daha hem yani ile sayın dr prof yahut
    ya ki`,
};
