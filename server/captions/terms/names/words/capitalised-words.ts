/** Data: what `Intl` does not list. By language, words apart by blanks; only words that are somebody's first or family name. */

/** Peoples, regions, cities, seas, feasts and planets, where the language writes them with a capital. */
export const furtherCapitals: ReadonlyMap<string, string> = new Map([
  [
    'en',
    [
      'American African Asian European Christian Jewish Muslim Catholic Roman Saxon Celtic British Scottish',
      'Scot Briton Dane Pole Finn Swede Turk Swiss German Moor Mexican Cuban Canadian Indian Israeli Brazilian',
      'Africa America Asia Europe Britain England Scotland Wales Holland Ireland Devon York Lancaster Cornwall',
      'Bristol Bath Sheffield London Paris Vienna Milan Florence Verona Venice Siena',
      'Rome Geneva Lourdes Alexandria Cairo Carmel Jericho Zion Bethany Sydney Adelaide Melbourne',
      'Virginia Georgia Carolina Dakota Montana Nevada Indiana Arizona Texas Tennessee Washington Philadelphia',
      'Savannah Austin Dallas Houston Denver Phoenix Orlando Raleigh Memphis Cheyenne',
      'Trenton Camden Brooklyn Bronx Chelsea Kingston Cordoba Valencia Toledo Granada Lima',
      'Berlin Hamburg Dublin Odessa Riga Lisbon Delhi Jordan Nile Rhine',
      'Christmas Easter Lent Advent Noel Pentecost Passover Ramadan Eid Diwali Holi Earth Mars Venus Mercury Jupiter',
    ].join(' '),
  ],
  ['de', 'Ostern Weihnachten Pfingsten Advent Europa Asien Afrika Amerika'],
  [
    'es',
    'Europa América África Asia Asunción Valencia Toledo Lisboa León Córdoba Granada Sevilla Burgos Soria Ávila Mérida Lourdes Roma Lima París Florencia Milán Viena Londres Navidad Pascua Reyes Nochebuena Marte Venus',
  ],
  [
    'fr',
    'Europe Afrique Asie Amérique Paris Florence Vienne Alexandrie Lourdes Nancy Valence Français Allemand Anglais Breton Normand Picard Lorrain Bourguignon Flamand Noël Pâques Toussaint Pentecôte Vénus Mars',
  ],
  [
    'pt',
    'Europa América África Ásia Paris Florença Viena Roma Lisboa Lima Lourdes Vitória Salvador Belém Natal Páscoa Reis Vénus Marte',
  ],
  [
    'it',
    'Europa Africa Asia America Roma Firenze Milano Siena Verona Vittoria Natale Pasqua Italia Venere Marte',
  ],
  ['nl', 'Europa Afrika Amerika Azië Parijs Wenen Florence Pasen Kerstmis Pinksteren'],
]);

/** First names that are ordinary words, in scripts where no capital tells them apart. */
export const ordinaryNames: ReadonlyMap<string, string> = new Map([
  [
    'ar',
    [
      'جميل جميلة سعيد سعيدة كريم كريمة نور أمل سلام فرح وفاء هدى نجاح كمال جمال حسن صالح عادل ماهر خالد سالم ناجح رائد',
      'شريف منير حكيم صادق أمين أمينة إيمان رحمة صباح ربيع عيد رمضان شعبان رجب محرم صفر سامي عالي غالي حبيب حبيبة عزيز',
      'مجد فجر قمر شمس نجم ندى زهرة وردة ياسمين سماء بحر نهر حياة سعادة محبة سرور هناء رضا حلم طارق ظافر فائز منصور',
      'مبارك مسعود مختار معروف محمود ممدوح قادر كامل فاضل طاهر نبيل لطيف رشيد وحيد فريد بسيط عدل صبر شكر ملك أمير سيف أسد',
    ].join(' '),
  ],
  [
    'ja',
    '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月 希望 未来 大地 大空 太陽 青空 桜花 新緑 千秋 小春 立夏 健康 正義 自由 平和 勇気 真実 誠実 優美 光輝 若葉 紅葉 銀河 宇宙 海 空 星 山 川 林 森 金 泉 原 谷 東 西 南 北',
  ],
  [
    'zh',
    [
      '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月',
      '国庆 國慶 元旦 中秋 建国 建國 建军 和平 平安 光明 成功 永远 美丽 美麗 朝阳 朝陽 海洋 黎明 高峰 高兴 马力 江山 田野',
      '金星 白云 白雲 杨柳 楊柳 黄金 黃金 安全 时间 自然 健康 幸福 快乐 快樂 春天 夏天 秋天 冬天 阳光 陽光 文化 文明 向阳',
      '天明 天地 天空 大海 大山 大地 雪花 梅花 玫瑰 牡丹 莲花 蓮花 明天 晴天 白雪 红梅 紅梅 红旗 紅旗 解放 卫星 东方 東方',
      '希望 未来 未來 自由 勇敢 温暖 溫暖 温柔 安静 安靜 明亮 明白 方圆 方圓 高大 高明 高原 石头 石頭 杜鹃 杜鵑 苗条 苏醒',
    ].join(' '),
  ],
  [
    'ko',
    '하늘 바다 나라 사랑 이슬 보람 기쁨 소리 아름 다운 가을 여름 겨울 봄 나무 구름 한결 새롬 슬기 지혜 은혜 희망 믿음 평화 정의 진리 미래 우주 보배',
  ],
  [
    'he',
    'אור שיר טל גל ים רז חן נועם שחר אביב סתיו חיים שלום תקווה שמחה אהבה נועה רוני דרור גיא עמית נדב טוב ברק זיו יונה דבורה אלון אורן גפן תמר הדס ורד שושנה ירדן כרמל שרון',
  ],
  [
    'hi',
    'आशा ज्योति शांति प्रेम सुंदर सागर आकाश प्रकाश दीपक कमल विजय आनंद किरण सूरज चाँद रात दिन सत्य धर्म शक्ति पूजा लक्ष्य विकास विश्वास',
  ],
  [
    'fa',
    'امید آرزو شادی بهار مهر آذر نور سحر صبا باران دریا ستاره ماه خورشید پیروز بهنام آزاد آزاده رضا کریم جمال کمال لاله نرگس یاسمن',
  ],
  ['th', 'ฟ้า ฝน น้ำ นก ดาว แดง ใหม่ เล็ก ใหญ่ หนึ่ง สอง สุข ใจ รัก หวาน แก้ว ทอง'],
]);
