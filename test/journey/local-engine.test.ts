/** The engine `local` in a server: its model comes from a mirror while a meeting goes on. */
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type ModelMirror, startModelMirror } from '../support/word-models/model-mirror.ts';

const ENGLISH = 9;

async function localServer(mirror: ModelMirror, folder: string): Promise<Journey> {
  await mirror.writeCatalog(folder);
  return Journey.start({
    env: {
      TRANSLATE_ENGINES: 'local',
      LOCAL_MODELS_DIR: folder,
      LOCAL_MODELS_URL: mirror.origin,
      TARGET_LANGUAGE: 'es',
    },
  });
}

describe('the engine local', () => {
  it('downloads the model of the default language at the start, and translates on this machine', async () => {
    await using mirror = await startModelMirror('en-es', 'en-fr');
    await using folder = await temporaryFolder();
    await using journey = await localServer(mirror, folder.path);
    await expect.poll(() => journey.log.join('')).toContain('translation model is ready');
    const meeting = journey.zoom.createMeeting();
    const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await reader.watch('es');
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'hello everyone, the meeting starts now.');
    await reader.settledCaptions(1);
    expect(reader.settled).toEqual(['hola todos, la reunión empieza ahora.']);
    expect(mirror.requests.every(({ path }) => path.includes('/enes/'))).toBe(true);
    expect(journey.log.join('')).not.toContain('everyone');
  });

  it('downloads the model of another language when it is opened, before anything is said', async () => {
    await using mirror = await startModelMirror('en-es', 'en-fr');
    await using folder = await temporaryFolder();
    await using journey = await localServer(mirror, folder.path);
    const meeting = journey.zoom.createMeeting();
    const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await reader.watch('fr');
    // The model of the default language is made ready as well, sooner or later than this one.
    await expect.poll(() => mirror.requests.some(({ path }) => path.includes('/enfr/'))).toBe(true);
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'hello everyone.');
    await expect.poll(() => reader.settled).toEqual(['bonjour tous.']);
  });
});
