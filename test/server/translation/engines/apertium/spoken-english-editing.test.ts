/** Covers server/translation/engines/apertium/english-questions.ts, server/translation/engines/apertium/spoken-sentences.ts. */
import { describe, expect, it } from 'vitest';
import { editSpokenEnglish } from '../../../../../server/translation/engines/apertium/spoken-english-editing.ts';

/** Shows what reached the machine. */
const machine = async (text: string) => `«${text}»`;

describe('spoken English', () => {
  it.each([
    ['Thank you very much.', 'Muchas gracias.'],
    ['Good morning, everyone!', 'Buenos días, a todos!'],
    ['Yes, I agree.', 'Sí, estoy de acuerdo.'],
    ['Okay?', '¿De acuerdo?'],
    ['Please.', 'Por favor.'],
    ['Yes, please.', 'Sí, por favor.'],
    ['Sorry, can you hear me?', 'Perdón, ¿«can you hear me»?'],
    ['Please send it, thanks.', 'Por favor, «send it», gracias.'],
    ['Can you send it, please?', '¿«Can you send it», por favor?'],
    ['I think, although late, it works.', '«I think, although late, it works».'],
    ['It costs 3,500 dollars, right?', '«It costs 3,500 dollars», ¿verdad?'],
    ["It's ready, isn't it?", "«It's ready», ¿verdad?"],
    ['We start now, okay?', '«We start now», ¿de acuerdo?'],
    ['Yes, right.', 'Sí, claro.'],
    ['Leo, could you send it?', '«Leo», ¿«could you send it»?'],
    ['Priya, how is the search going?', '«Priya», ¿«how is the search going»?'],
    ['If it rains, can we meet inside?', '«If it rains», ¿«can we meet inside»?'],
    ['Is it here, or does it move?', '¿«Is it here, or does it move»?'],
    ['You sent it already?', '¿«You sent it already»?'],
    ["Let's get started.", '«we are going to start».'],
    ['Let me share my screen.', '«I am going to share my screen».'],
    ["I'm not sure about it.", '«I do not know it with certainty about it».'],
    ['Is everybody okay?', '¿«Is everyone»?'],
    ['', ''],
  ])('%s', async (english, spanish) => {
    expect(await editSpokenEnglish(english, machine)).toBe(spanish);
  });

  it.each([
    'Good afternoon, can you see and hear',
    'Have you had a fever in the last',
    'Which medicines are you taking at the',
    'Do you know the name of',
    'So what did you do in your last',
    'How many people were on that team',
    'Why did you decide to leave the',
    'When could you start if we',
    'Is anything blocking',
    'Who remembers what we said',
    'Yes, but is the pain always in',
    'Grace, what else do we have to',
  ])('opens a question before its mark was heard: %s', async (english) => {
    const heard = await editSpokenEnglish(english, machine);
    const whole = await editSpokenEnglish(`${english}?`, machine);
    expect(heard).toBe(whole);
    expect(heard).toContain('¿');
  });

  it.each([
    'What we need is a bigger',
    'When it rains we meet',
    'When the report is done, we',
    'The report, which is long, was',
    'Where we meet is not',
    'How we do it is',
    'How much we need depends on',
    'Do it now and',
    'Have a nice',
    'Have the nurse check',
    "Don't do that before",
    'Which is why we',
    'Will sent the',
    'May was a good',
    'Who we are is',
  ])('adds no question mark to what only begins with such a word: %s', async (english) => {
    expect(await editSpokenEnglish(english, machine)).not.toContain('¿');
  });

  it('keeps thanks for something together', async () => {
    const translate = async (text: string) => text.replace('your help', 'Su ayuda');
    expect(await editSpokenEnglish('Well, thank you for your help.', translate)).toBe(
      'Bueno, gracias por su ayuda.',
    );
  });

  it('needs no machine when every phrase is listed', async () => {
    const asked: string[] = [];
    await editSpokenEnglish('Hi everyone, good afternoon.', async (text) => {
      asked.push(text);
      return text;
    });
    expect(asked).toEqual([]);
  });
});
