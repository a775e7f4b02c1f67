import type { SentenceData } from './sentence-data.ts';

/** Vietnamese. */
export const vietnamese: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `ts ths th.s pgs gs bs ks ls gv bsckii ts.bs ths.bs gs.ts pgs.ts tp q p tx tt h đ đt đc ntn vd v.d tr
    sđt st k.s t.s mr ms hđqt ub đ.c lđ đb nxb nsnd nsưt nv hs lm gm hv`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'v.v vv v.v.v etc jr tnhh jsc 0tỷ 0km 0kg ltd tcn scn',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'tr.cn s.cn cn',
  // Usage: references and months before a number.
  numbered: 'số tr trg đ k điều mục hình bảng t th',
  // Initials of two letters, as names are shortened.
  initials: 'Ng Th Ph Tr Kh Nh Ch',
  // Nouns that are counted by letters and numbers.
  labels: `phương án kế hoạch nhóm lớp loại đội vitamin chữ khối phần điểm phòng cửa tuyến mức bản phụ lục khu
    trang chương số ga câu bước tầng`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `tôi mình em anh chị ông bà bạn chúng họ nó cô thầy các đây đó này kia ai gì khi nào ở đâu tại sao vì
    thế nào nếu thì rồi sau trước và nhưng hoặc hay do nên tuy trong trên dưới từ với cho để vâng dạ không chưa
    đừng tốt được cảm xin chào bây giờ hôm mai ở có lẽ cũng vẫn đã đang sẽ luôn tất mọi mỗi một những đầu cuối
    ngoài hãy giờ`,
  // Forms of “say” and “ask”.
  reports: 'hỏi nói đáp kêu bảo',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `của và là các những một cho với trong từ để nhưng hoặc vì nếu mà rằng bằng theo bị đã sẽ đang rất
    cũng như tại trên dưới mỗi mọi do nên thì khi`,
};
