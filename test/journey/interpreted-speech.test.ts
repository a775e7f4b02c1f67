import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';

const ENGLISH = 9;
const SPANISH = 28;

/** A sentence in English, and a second later the voice that repeats it in Spanish. */
async function interpreted(journey: Journey, interpreter: string) {
  const meeting = journey.zoom.createMeeting();
  const read = async (language: string) => {
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: `reader-${language}` });
    await panel.watch(language);
    return panel;
  };
  const [english, french] = [await read('en'), await read('fr')];
  await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  const voice = interpreter === 'Ana' ? ana : meeting.join(interpreter, { language: SPANISH });
  const startTime = Date.now() - 5_000;
  await meeting.say(ana, 'We open the new office in March.', { startTime, endTime: startTime + 2_500 });
  await english.settledCaptions(1);
  await meeting.say(voice, 'Abrimos la nueva oficina en marzo.', {
    language: SPANISH,
    startTime: startTime + 1_000,
    endTime: startTime + 3_500,
  });
  const spoken = (panel: typeof english) => panel.captions.filter(({ kind }) => kind === 'caption');
  for (const panel of [english, french])
    await panel.until(
      () => spoken(panel).filter((line) => 'state' in line && line.state === 'settled').length === 2,
    );
  return { read, english, french };
}

describe.each(['Ana', 'Interpreter (Spanish)'])('what is interpreted by the voice of %s', (interpreter) => {
  it('is not translated back into the language it was first spoken in', async () => {
    await using journey = await Journey.start();
    const { english, french, read } = await interpreted(journey, interpreter);
    expect(english.settled).toEqual(['We open the new office in March.', 'We open the new office in March.']);
    expect(english.captions[1]).toMatchObject({
      origin: 'phrasebook',
      engine: 'interpreter',
      original: { language: 'es', text: 'Abrimos la nueva oficina en marzo.' },
    });
    expect(french.settled).toEqual([
      '[fr] We open the new office in March.',
      '[fr] Abrimos la nueva oficina en marzo.',
    ]);
    // Who reads Spanish from now on has the interpreter's words for both.
    const spanish = await read('es');
    await spanish.until(({ settled }) => settled.length === 2);
    expect(spanish.settled).toEqual([
      'Abrimos la nueva oficina en marzo.',
      'Abrimos la nueva oficina en marzo.',
    ]);
    expect(journey.translatedTexts).toEqual([
      'We open the new office in March.',
      'Abrimos la nueva oficina en marzo.',
    ]);
  });
});

describe('two people who speak two languages at once', () => {
  it('are both translated', async () => {
    await using journey = await Journey.start();
    const { english } = await interpreted(journey, 'Leo');
    expect(english.settled).toEqual([
      'We open the new office in March.',
      '[en] Abrimos la nueva oficina en marzo.',
    ]);
  });
});
