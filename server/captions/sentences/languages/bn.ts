import type { SentenceData } from './sentence-data.ts';

/** Bengali: no capitals; letters of the English alphabet are written by their names. */
export const bengali: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `ডা ড মো মোঃ মোসা মি মিসেস অধ্যা প্রফে ইঞ্জি অ্যাড শ্রী প্রা রু পৃ নং ক্যাপ্টেন লে জে ব্রি বি.দ্র`,
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'খ্রি.পূ খ্রি খ্রিঃ বঙ্গাব্দ কি.মি কি.গ্রা সে.মি মি.মি লি কোং ব',
  // Usage: references and months before a number.
  numbered: 'পৃ নং ধারা টা রু',
  // English letters by their Bengali names.
  initials: `এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ এক্স ওয়াই জেড আ ম র স শ`,
  // Nouns that are counted by letters and numbers.
  labels: `পরিকল্পনা বিকল্প দল শ্রেণি শ্রেণী ধরন ভিটামিন অক্ষর খণ্ড ভাগ বিন্দু কক্ষ ঘর হল গেট লাইন স্তর সংস্করণ
    ধাপ অঞ্চল পৃষ্ঠা অধ্যায় নম্বর প্ল্যাটফর্ম প্রশ্ন তলা গ্রুপ প্ল্যান`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: 'আমি তুমি আপনি তুই সে তিনি তারা আমরা তোমরা কেন কীভাবে হ্যাঁ না ধন্যবাদ নমস্কার সালাম চলুন',
  // Forms of “say” and “ask”.
  reports: 'বলল বললেন বলেন জিজ্ঞেস জিজ্ঞাসা উত্তর চিৎকার',
  // Usage, not judged by a speaker.
  cannotEnd: 'এবং কিন্তু অথবা যদি কারণ যে ও আর একটি একটা এই সেই খুব ডা শ্রী কিংবা তথা',
};
