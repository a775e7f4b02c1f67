/**
 * Covers server/translation/engines/openai/debris/tokens.ts, server/translation/engines/openai/debris/wrappers.ts,
 * server/translation/engines/openai/debris/json.ts, server/translation/engines/openai/debris/labels.ts,
 * server/translation/engines/openai/debris/remarks.ts, server/translation/engines/openai/debris/words.ts.
 */
import { describe, expect, it } from 'vitest';
import { withoutDebris } from '../../../../../server/translation/engines/openai/openai-debris.ts';
import { isAboutTask } from '../../../../../server/translation/engines/openai/openai-refusals.ts';

const asked = { text: 'This was my idea.', targetLanguage: 'es' };
const translation = 'Esta era mi idea.';

describe('debris of a chat model', () => {
  it.each([
    translation,
    `<think>The user wants a translation.</think>\n${translation}`,
    `The user wants a translation.</think>${translation}`,
    `<Reasoning>hm</Reasoning> ${translation}`,
    `${translation}<|im_end|>`,
    `${translation}<|im_end|>\n<|im_start|>user\nNext`,
    `<s>${translation}</s>`,
    `<|assistant|> ${translation}`,
    `${translation} [/INST]`,
    `{"translation": "${translation}"}`,
    `{"es": "${translation}"}`,
    `["${translation}"]`,
    `\`\`\`json\n{"translation":"${translation}"}\n\`\`\``,
    `**${translation}**`,
    `Traducción: ${translation}`,
    `**Traducción:** ${translation}`,
    `Translation (Spanish): ${translation}`,
    `Spanish: ${translation}`,
    `español: **${translation}**`,
    `翻訳：${translation}`,
    `This was my idea. → ${translation}`,
    `"This was my idea" -> ${translation}`,
    `This was my idea. = ${translation}`,
    `This was my idea. / ${translation}`,
    `${translation} ← This was my idea.`,
    `This was my idea.\n${translation}`,
    `English: This was my idea.\nSpanish: ${translation}`,
    `→ ${translation}`,
    `<think time="3">hm</think>${translation}`,
    `[THINK]hm[/THINK]${translation}`,
    `◁think▷hm◁/think▷${translation}`,
    `<|channel|>analysis<|message|>We translate<|end|><|start|>assistant<|channel|>final<|message|>${translation}`,
    `analysisWe translate.assistantfinal${translation}`,
    `${translation}<|im_end`,
    `${translation} < | im_end | >`,
    `<|start_header_id|>assistant<|end_header_id|>\n\n${translation}<|eot_id|>`,
    `<|im_start|>assistant\n${translation}<|im_end|>`,
    `<start_of_turn>model\n${translation}<end_of_turn>`,
    `[INST] This was my idea. [/INST] ${translation}`,
    `${translation}<unk>`,
    `<2es> ${translation}`,
    `${translation} [SEP]`,
    `{"result":{"translation":"${translation}"}}`,
    `[{"translation":"${translation}"}]`,
    `{"en":"This was my idea.","es":"${translation}"}`,
    `{"source":"This was my idea.","traduccion":"${translation}"}`,
    `{'translation': '${translation}'}`,
    `Here is the JSON:\n{"translation":"${translation}"}\nHope this helps!`,
    `<translation>${translation}</translation>`,
    `<es>${translation}</es>`,
    `<answer>${translation}`,
    `\`\`\`es\n${translation}\n\`\`\``,
    `\`\`\`text ${translation}\`\`\``,
    `\`\`\`\n${translation}`,
    `~~~\n${translation}\n~~~`,
    `Esta era **mi** idea.`,
    `_${translation}_`,
    `- ${translation}`,
    `# ${translation}`,
    `1. ${translation}`,
    `> ${translation}`,
    `### Response:\n${translation}`,
    `### Spanish\n${translation}`,
    `Assistant: ${translation}`,
    `En español: ${translation}`,
    `Translated text: ${translation}`,
    `Translation - ${translation}`,
    `Sure! Here is the translation in Spanish:\n\n"${translation}"`,
    `Certainly! ${translation}`,
    `¡Claro! Aquí está la traducción: ${translation}`,
    `Por supuesto: ${translation}`,
    `The translation is "${translation}"`,
    `The Spanish translation of "This was my idea." is "${translation}".`,
    `In Spanish, this would be "${translation}"`,
    `${translation} (Note: informal register)`,
    `${translation} (This was my idea.)`,
    `${translation} [Note: "idea" is the same word]`,
    `${translation} Note: I used the imperfect.`,
    `${translation} Let me know if you need anything else!`,
    `${translation} (or: La idea era mía.)`,
    `${translation} / La idea era mía.`,
    `${translation} or "La idea era mía."`,
  ])('is removed from %j', (reply) => {
    expect(withoutDebris(reply, asked)).toBe(translation);
  });

  it.each([
    '<think>The user wants a translation of',
    'Well. <thinking>',
    '<THINK>hm',
    '[THINK]The user wants',
    '<|channel|>analysis<|message|>We need to translate',
    'analysisWe need to translate',
    '{"translation":"Esta era',
    '{"translation":null}',
    '{"error":"cannot translate"}',
    '{"a": 1}',
    '<tool_call>{"name":"translate"}</tool_call>',
    'translate("This was my idea.", "es")',
    'Esta <unk> mi idea.',
    '1. Esta era mi idea. 2. La idea era mía.',
    'a) Esta era mi idea. b) La idea era mía.',
    'Option 1: Esta era mi idea. Option 2: La idea era mía.',
  ])('without an answer, or with several, is none: %j', (reply) => {
    expect(withoutDebris(reply, asked)).toBeUndefined();
  });

  it.each([
    ['Dice: sí', 'He says: yes'],
    ['Mi lista: pan y agua', 'My list has bread and water'],
    ['[ruido]', '[noise]'],
    ['A → B', 'A to B'],
    ['La OTAN (Organización del Tratado) se reunió.', 'NATO met.'],
    ['Gracias a todos/as.', 'Thank you all.'],
    ['Ana dice: el plan está listo.', 'Ana says the plan is ready.'],
    ['Los españoles dicen: sí.', 'The Spanish say yes.'],
    ['La traducción es: sí.', 'The translation is: yes.'],
    ['¡Por supuesto! Estamos listos.', 'Certainly! We are ready.'],
    ['Escriba <b> aquí.', 'Write <b> here.'],
  ])('is no part of %j for %j', (reply, text) => {
    expect(withoutDebris(reply, { ...asked, text })).toBe(reply);
  });
});

describe('talk about the task', () => {
  it.each([
    'The sentence is already in Spanish.',
    'There is nothing to translate.',
    'Please provide the text you would like me to translate.',
    'This phrase means that the idea was mine.',
    'La frase significa que la idea era mía.',
    'Der Satz bedeutet, dass es meine Idee war.',
  ])('is no translation: %j', (answer) => {
    expect(isAboutTask(answer, asked.text)).toBe(true);
  });

  it.each([
    ['翻訳：私の考えでした。', '私の考えでした。', 'ja'],
    ['【翻訳】私の考えでした。', '私の考えでした。', 'ja'],
    ['私の考えでした。（注：丁寧な表現です）', '私の考えでした。', 'ja'],
    ['中文：这是我的主意。', '这是我的主意。', 'zh-Hans'],
    ['На русском: Это была моя идея.', 'Это была моя идея.', 'ru'],
    ['Suomeksi: Se oli ajatukseni.', 'Se oli ajatukseni.', 'fi'],
    ['Fordítás: Az én ötletem volt.', 'Az én ötletem volt.', 'hu'],
    ['คำแปล: นี่คือความคิดของฉัน', 'นี่คือความคิดของฉัน', 'th'],
    ['Bien sûr ! Voici la traduction : C’était mon idée.', 'C’était mon idée.', 'fr'],
  ])('%j is unwrapped in its language', (reply, expected, targetLanguage) => {
    expect(withoutDebris(reply, { text: asked.text, targetLanguage })).toBe(expected);
  });

  it('may be a translation where the speaker talked of texts', () => {
    expect(isAboutTask('La frase es correcta.', 'The sentence is correct.')).toBe(false);
    expect(isAboutTask('Esta era mi idea.', asked.text)).toBe(false);
  });
});
