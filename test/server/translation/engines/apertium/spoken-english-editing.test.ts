/**
 * Covers server/translation/engines/apertium/english/courtesy.ts, server/translation/engines/apertium/english/possessives.ts,
 * server/translation/engines/apertium/english/questions.ts, server/translation/engines/apertium/english/thanks.ts,
 * server/translation/engines/apertium/spoken-sentences.ts.
 */
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

  it.each([
    ['We want to please our customers.', '«We want to please our customers».'],
    ['The results please me.', '«The results please me».'],
    ['Would you please the client?', '¿«Would you please the client»?'],
    ['We must not please investors only.', '«We must not please investors only».'],
    ['It is easy to please customers.', '«It is easy to please customers».'],
    ['She is eager to please.', '«She is eager to please».'],
    ['Do as you please.', '«Do as you want».'],
    ['I want to please you.', '«I want to please you».'],
    ['Please please them.', 'Por favor, «please them».'],
    ['I want you to please sit down.', '«I want you to sit down», por favor.'],
    ['If you please, sit down.', 'Por favor, «sit down».'],
    ['Could you please this time mute?', '¿«Could you this time mute», por favor?'],
    ['Everybody, please, the meeting starts.', 'A todos, «the meeting starts», por favor.'],
  ])('tells the verb "please" from the courtesy: %s', async (english, spanish) => {
    expect(await editSpokenEnglish(english, machine)).toBe(spanish);
  });

  it.each([
    ['Thanks for coming.', 'Gracias por venir.'],
    ['Thank you so much for coming, and for staying.', 'Muchas gracias por venir, y por quedar.'],
    ['Thanks, Ana, for coming.', 'Gracias, «ana», por venir.'],
    ['Thank you all for not coming.', 'Gracias a todos por no venir.'],
    ['Thanks for staying here.', 'Gracias por quedar here.'],
    ['Thanks for being here.', 'Gracias por estar here.'],
    ['Thanks for everything.', 'Gracias por everything.'],
    ['Thanks for hosting.', 'Gracias por hosting.'],
    ['Many thanks for coming.', 'Muchas gracias por venir.'],
    ['We thank you for coming.', 'Gracias por venir.'],
    ['Thank you for.', 'Gracias por.'],
  ])('says what somebody is thanked for with an infinitive: %s', async (english, spanish) => {
    const infinitives = new Map([
      ['coming', 'venir'],
      ['staying', 'quedar'],
      ['being', 'ser'],
    ]);
    const translate = async (text: string) => {
      const [, verb = '', rest = ''] = /^Before (\w+)(.*)$/.exec(text) ?? [];
      const infinitive = infinitives.get(verb);
      if (infinitive !== undefined) return `Antes de ${infinitive}${rest}`;
      if (verb !== '') return `Antes de que ${verb}${rest}`;
      return text.startsWith('Xqza') ? text : `«${text.toLowerCase()}»`;
    };
    expect(await editSpokenEnglish(english, translate)).toBe(spanish);
  });

  it.each([
    ["I read ⟦0⟧'s report.", "«I read Einstein's report»", "«I read ⟦0⟧'s report»."],
    ['Is it ⟦1⟧’s, or ⟦0⟧’s plan?', "«Is it ⟦1⟧’s, or Einstein's plan»", "¿«Is it ⟦1⟧’s, or ⟦0⟧'s plan»?"],
    ["That is ⟦0⟧'s idea.", '«That is the idea of ⟦0⟧»', '«That is the idea of ⟦0⟧».'],
    ["⟦0⟧'s going home.", '«⟦0⟧ is going home»', '«⟦0⟧ is going home».'],
    ["Einstein read ⟦0⟧'s report.", "«Einstein read ⟦0⟧'s report»", "«Einstein read ⟦0⟧'s report»."],
  ])('gives the machine a possessor that it knows: %s', async (english, asked, spanish) => {
    const answers: string[] = [];
    const answer = await editSpokenEnglish(english, async (text) => {
      answers.push(`«${text}»`);
      return `«${text}»`;
    });
    expect([answers, answer]).toEqual([[asked], spanish]);
  });

  it('sends the mark itself when the machine loses the possessor', async () => {
    const answer = await editSpokenEnglish("I read ⟦0⟧'s report.", async (text) =>
      text.includes('Einstein') ? 'Leí el informe' : 'Leí ⟦0⟧ informe',
    );
    expect(answer).toBe('Leí ⟦0⟧ informe.');
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
