import type { SentenceData } from './sentence-data.ts';

/** Thai: no blanks between words and no full stop in writing; transcripts put one behind a sentence. */
export const thai: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `ดร นพ พญ ผศ รศ ศ ทพ ภก อ อ.จ น.ส ด.ช ด.ญ พล.อ พล.ต พล.ท พ.อ พ.ต ร.ต ร.อ ร.ต.อ พ.ต.อ พ.ต.ท ส.ต จ.ส.ต ต จ
    ถ ซ โทร รร รพ บจก บมจ หจก บ ม.ร.ว ม.ล หม่อม ผอ ครม กทม`,
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: `น พ.ศ ค.ศ ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค กม ซม กก มม ชม ตร.ม ตร.ว ก.ม ซ.ม`,
  // Nouns that are counted by letters and numbers.
  labels: 'แผน กลุ่ม ชั้น ห้อง ข้อ หน้า บท เบอร์ หมายเลข',
  // Words that open spoken sentences; the first characters of what follows are compared.
  begins: `ขอบคุณ สวัสดี ผม ฉัน ดิฉัน หนู เรา คุณ พวกเรา เขา เธอ ใคร ทำไม ถ้า แล้ว จากนั้น ต่อไป แต่ ดังนั้น ใช่
    ไม่ อย่า โอเค กรุณา โปรด ขอ เชิญ ช่วย ห้าม รบกวน ฝาก ลอง เดี๋ยว งั้น ส่วน ทั้งนี้`,
  // Forms of “say” and “ask”.
  reports: 'ถาม พูด ตอบ กล่าว บอก ครูถาม',
  // Usage, not judged by a speaker; the last word as ICU cuts it.
  cannotEnd: `ของ ที่ และ หรือ แต่ ใน กับ จาก เพื่อ ว่า โดย เป็น จะ ความ การ เพราะ ถ้า เมื่อ ซึ่ง ตาม กำลัง ให้
    อยู่ใน`,
};
