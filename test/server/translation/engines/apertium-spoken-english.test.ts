import { describe, expect, it } from 'vitest';
import { translateSpokenEnglish } from '../../../../server/translation/engines/apertium-spoken-english.ts';

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
    ['It costs 3,500 dollars, right?', '¿«It costs 3,500 dollars», claro?'],
    ["Let's get started.", '«we are going to start».'],
    ['Let me share my screen.', '«I am going to share my screen».'],
    ["I'm not sure about it.", '«I do not know it with certainty about it».'],
    ['Is everybody okay?', '¿«Is everyone»?'],
    ['', ''],
  ])('%s', async (english, spanish) => {
    expect(await translateSpokenEnglish(english, machine)).toBe(spanish);
  });

  it('keeps thanks for something together', async () => {
    const translate = async (text: string) => text.replace('your help', 'Su ayuda');
    expect(await translateSpokenEnglish('Well, thank you for your help.', translate)).toBe(
      'Bueno, gracias por su ayuda.',
    );
  });

  it('sends nothing to the machine when the list knows it all', async () => {
    const asked: string[] = [];
    await translateSpokenEnglish('Hi everyone, good afternoon.', async (text) => {
      asked.push(text);
      return text;
    });
    expect(asked).toEqual([]);
  });
});
