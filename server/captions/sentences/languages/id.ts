import type { SentenceData } from './sentence-data.ts';

/** Indonesian. */
export const indonesian: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dr drs dra ir prof h hj kh k.h bpk bp sdr sdri tn ny nn rp jl jln gg gd no telp hlm mis a.n u.p u.b d.a
    s.d ttg tgl kab kec kel ds rt rw kol letjen mayjen brigjen jend kapt st pt cv yth dgn dsb.k sp apt ns`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `dll dsb dst dkk s.h s.e s.pd s.t m.m m.si m.pd m.sc m.t m.kom s.kom s.sos sp.b sp.a sp.og sp.pd ph.d
    tbk jr 0km 0kg 0rb 0jt wib wita wit`,
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 's.m sm',
  // Usage: references and months before a number.
  numbered: 'no hlm hal ps pasal bab gbr tab jan feb mar apr jun jul agt ags sep sept okt nov des',
  // Initials of two letters, as names are shortened.
  initials: 'Moh Muh Abd Th Ch',
  // Nouns that are counted by letters and numbers.
  labels: `rencana opsi pilihan kelompok grup kelas tipe jenis tim vitamin huruf blok bagian poin butir ruang
    pintu jalur tingkat versi lampiran fase zona halaman bab nomor peron pertanyaan langkah tahap lantai
    hepatitis golongan`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `saya aku kamu anda dia ia beliau kami kita mereka ini itu siapa apa kapan di mana ke dari mengapa
    kenapa bagaimana berapa yang jika kalau lalu kemudian setelah sebelum sesudah dan tetapi tapi atau karena
    jadi sehingga sementara meskipun pada dalam dengan untuk tanpa antara sejak sampai ya tidak bukan belum
    jangan tak baik oke terima silakan tolong mohon halo selamat maaf sekarang hari besok kemarin sini sana
    mungkin juga masih sudah selalu sering ada adalah bisa harus akan semua setiap beberapa banyak pertama
    akhirnya selain namun hanya mari ayo`,
  // Forms of “say” and “ask”.
  reports: 'kata tanya ujar jawab seru',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `dan atau tetapi tapi karena yang di ke dari untuk dengan pada oleh dalam sebagai jika kalau bahwa
    agar supaya ketika para sebuah seorang suatu akan sedang telah sangat lebih antara tentang seperti tanpa
    hingga serta namun adalah ialah setiap bapak`,
};
