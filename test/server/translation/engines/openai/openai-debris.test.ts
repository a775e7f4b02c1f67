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
  ])('is removed from %j', (reply) => {
    expect(withoutDebris(reply, asked)).toBe(translation);
  });

  it.each(['<think>The user wants a translation of', 'Well. <thinking>', '<THINK>hm'])(
    'without an answer is none: %j',
    (reply) => {
      expect(withoutDebris(reply, asked)).toBeUndefined();
    },
  );

  it.each([
    ['Dice: sí', 'He says: yes'],
    ['Mi lista: pan y agua', 'My list has bread and water'],
    ['[ruido]', '[noise]'],
    ['{"a": 1}', 'x'],
    ['A → B', 'A to B'],
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

  it('may be a translation where the speaker talked of texts', () => {
    expect(isAboutTask('La frase es correcta.', 'The sentence is correct.')).toBe(false);
    expect(isAboutTask('Esta era mi idea.', asked.text)).toBe(false);
  });
});
