import type { SentenceData } from './sentence-data.ts';

/** Greek, which is no language of RTMS, and is spoken by guests. */
export const greek: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: 'κ κα κος κ.κ δρ δρα καθ αγ βλ π.χ δηλ τηλ αρ οδ λεωφ πλ σελ τ χλμ αντιπρ πρ στρ',
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'κ.λπ κλπ κ.ά κ.ο.κ κτλ π.μ μ.μ π.χρ μ.χ α.ε ε.π.ε ο.ε',
  // Usage: references and months before a number.
  numbered: 'αρ σελ άρθρο κεφ εικ',
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `εγώ εσύ αυτός αυτή αυτό εμείς εσείς αυτοί ο η το οι τα τον την ένας μια ένα ποιος τι πότε πού γιατί
    πώς πόσο αν τότε μετά έπειτα πριν και αλλά ή όμως γιατί άρα στο στη στην από με για χωρίς ναι όχι δεν τίποτα
    καλά εντάξει ευχαριστώ ευχαριστούμε παρακαλώ γεια τώρα σήμερα αύριο χθες εδώ εκεί ίσως επίσης ακόμα πάντα
    είναι ήταν έχει έχουμε όλοι κάθε πρώτα τέλος μόνο ας θα`,
  // The closed word classes, without words that also end sentences.
  cannotEnd: `ο η το οι τα τον την του της των ένας μια ένα και ή αλλά ότι πως να θα δεν μην από με για σε στο
    στη στην στον στους στις στα χωρίς προς κατά μετά μέχρι αν επειδή όταν που κάθε πολύ`,
};
