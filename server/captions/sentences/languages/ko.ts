import type { SentenceData } from './sentence-data.ts';

/** Korean: a quotation inside a sentence is followed by 라고, 하고 and their like; dates are numbers with full stops. */
export const korean: SentenceData = {
  ordinals: 'with-years',
  // Nouns that are counted by letters and numbers.
  labels:
    '플랜 계획 그룹 조 반 팀 유형 타입 비타민 글자 블록 부분 방 문 호선 단계 버전 부록 구역 쪽 페이지 장 번호 질문 층 안 게이트 옵션 등급',
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `그게 이게 저게 이건 그건 나는 저는 우리는 나 저 너 당신 그 그녀 우리 그들 이것 그것 저것 이 누가 누구 무엇 뭐 언제 어디 왜 어떻게 얼마 만약 그러면 그리고 하지만 그러나
    그런데 그래서 또는 네 예 아니요 아니 좋아요 감사합니다 고맙습니다 안녕하세요 지금 오늘 내일 어제 여기 거기 아마 또 아직 이미 항상 모두 먼저 마지막으로 다음`,
  // Forms of “say” and “ask”.
  reports: '물었다 말했다 대답했다 외쳤다 했다 물었습니다 말했습니다 대답했습니다 물었어요 말했어요',
  // Words that stand apart before what they belong to.
  cannotEnd:
    '그리고 하지만 그런데 그래서 또는 및 이 그 저 수 때문에 위해 대한 모든 매우 아주 가장 못 안 만약 즉 한 두 세',
};
