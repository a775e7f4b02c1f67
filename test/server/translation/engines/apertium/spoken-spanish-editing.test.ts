import { describe, expect, it } from 'vitest';
import { editSpokenSpanish } from '../../../../../server/translation/engines/apertium/spoken-spanish-editing.ts';

/** Shows what reached the machine. */
const machine = async (text: string) => `«${text}»`;
const saying = (english: string) => async () => english;

describe('spoken Spanish', () => {
  it.each([
    ['Muchas gracias.', 'Thank you very much.'],
    ['Perfecto, gracias.', 'Perfect, thank you.'],
    ['Creo que no.', "I don't think so."],
    ['Sí, creo que sí.', 'Yes, I think so.'],
    // The subject that the ending of a verb carries.
    ['Tengo una panadería.', '«yo tengo una panadería».'],
    ['Yo no tengo plantas.', '«Yo no tengo plantas».'],
    ['No los encontré.', '«yo no los encontré».'],
    ['Tenemos sesenta personas.', '«nosotros tenemos sesenta personas».'],
    ['Lo que dijimos ayer.', '«Lo que nosotros dijimos ayer».'],
    ['No habría luz y no podríamos leer.', '«No habría luz y nosotros no podríamos leer».'],
    // What only looks like such a verb.
    ['Son seiscientos miligramos.', '«Son seiscientos miligramos».'],
    ['Los últimos tramos.', '«Los últimos tramos».'],
    ['Habla el señor Ramos.', '«Habla el señor Ramos».'],
    // Objects before a verb that has another behind it.
    ['Las voy a tirar.', '«yo voy a tirarlas».'],
    ['¿Me puede decir el número?', '«puede decirme el número»?'],
    // A question from its mark on.
    ['Sofía, ¿puedes leer?', '«Sofía», «puedes leer»?'],
    ['', ''],
  ])('%s', async (spanish, english) => {
    expect(await editSpokenSpanish(spanish, machine)).toBe(english);
  });

  it.each([
    ['¿Es peligroso?', 'It is dangerous', 'Is it dangerous?'],
    ['¿Y tenemos que pagar?', 'And we have to pay', 'And do we have to pay?'],
    ['¿Tiene que venir?', 'She has to come', 'Does she have to come?'],
    ['¿Cómo puede subir?', 'How it can go up', 'How can it go up?'],
    ['¿Cuánta agua puedo usar?', 'How much water I can use', 'How much water can I use?'],
    ['Es peligroso.', 'It is dangerous', 'It is dangerous.'],
    ['Vamos a hablar.', 'We go to speak', 'We are going to speak.'],
    ['Voy a la oficina.', 'I go to the office', 'I go to the office.'],
    ['El martes abrimos.', 'The Tuesday we open', 'On Tuesday we open.'],
    ['No puede dormir.', 'He can not sleep', 'He cannot sleep.'],
    ['Antes del viernes a las siete.', 'Before the Friday to the seven', 'Before Friday at seven.'],
  ])('reorders questions, hours and days: %s', async (spanish, machineSays, english) => {
    expect(await editSpokenSpanish(spanish, saying(machineSays))).toBe(english);
  });

  it.each([
    ['Gracias por la ayuda.', 'Thank you By the help', 'Thank you for the help.'],
    ['Saludos a todos.', 'Hello To all', 'Hello to all.'],
    ['Debido al retraso, espero.', 'BECAUSE OF the delay, I expect', 'Because of the delay, I expect.'],
    ['La idea es que Ana y yo vamos.', 'The idea is that Ana and I go', 'The idea is that Ana and I go.'],
    ['El lunes hablo con la OTAN.', 'On Monday I speak with NATO', 'On Monday I speak with NATO.'],
    ['Me gusta The Band.', 'I like The Band', 'I like The Band.'],
    ['Sí. Me gusta. A todos.', 'Yes. It likes me. To all', 'Yes. It likes me. To all.'],
  ])(
    'leaves no capital inside a sentence that Spanish had only at its start: %s',
    async (spanish, machineSays, english) => {
      expect(await editSpokenSpanish(spanish, saying(machineSays))).toBe(english);
    },
  );

  it('inverts a question before its end was heard', async () => {
    const heard = await editSpokenSpanish('¿Es peligroso para', saying('It is dangerous for'));
    expect(heard).toBe('Is it dangerous for');
  });
});
