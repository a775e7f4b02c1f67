import type { SentenceData } from './sentence-data.ts';

/** Malay. */
export const malay: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dr prof ir ar sr en cik pn hj hjh tn tuan dato datuk tan.sri y.b yb yab y.a.b y.bhg kapt mej kol lt jen
    brig sjn jln lrg tmn kg bdr no tel hlm ms m.s cth spt dsb.k b.p s.d ust`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'dll dsb dst bhd jr ph.d sdn.bhd m.sc b.a 0km 0kg plt',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'sdn s.m t.m h',
  // Usage: references and months before a number.
  numbered: 'no hlm ms bil bab rajah jad jan feb mac apr jun jul ogos sep sept okt nov dis',
  // Initials of two letters, as names are shortened.
  initials: 'Mohd Muhd Abd Md Th Ch',
  // Nouns that are counted by letters and numbers.
  labels: `pelan pilihan kumpulan kelas jenis pasukan vitamin huruf blok bahagian perkara bilik dewan pintu
    laluan aras tahap versi lampiran fasa zon halaman bab nombor platform soalan langkah tingkat hepatitis`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `saya aku awak anda dia beliau kami kita mereka ini itu siapa apa bila di mana ke dari mengapa kenapa
    bagaimana berapa yang jika kalau lalu kemudian selepas sebelum dan tetapi tapi atau kerana jadi supaya
    sementara walaupun pada dalam dengan untuk tanpa antara sejak sampai ya tidak bukan belum jangan tak baik
    okey terima sila tolong mohon helo selamat maaf sekarang hari esok semalam sini sana mungkin juga masih
    sudah selalu kerap ada ialah boleh harus akan semua setiap beberapa ramai pertama akhirnya selain namun
    hanya mari`,
  // Forms of “say” and “ask”.
  reports: 'kata tanya ujar jawab',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `dan atau tetapi tapi kerana yang di ke dari daripada untuk dengan pada kepada oleh dalam sebagai
    jika kalau bahawa agar supaya ketika para sebuah seorang suatu akan sedang telah sangat lebih antara tentang
    seperti tanpa hingga serta namun adalah ialah bagi setiap encik puan`,
};
