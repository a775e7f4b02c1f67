import type { Browser, Frame, Page } from 'playwright-core';
import { ENGLISH, openPanelOf, type Person } from '../../browser/panel-page.ts';
import { Journey } from '../../support/journey.ts';
import type { ZoomClient } from '../../zoom-simulator/client/host.ts';
import type { SimulatedMeeting } from '../../zoom-simulator/zoom-simulator.ts';

interface Scene {
  readonly meeting: SimulatedMeeting;
  readonly panel: Frame;
  readonly page: Page;
  readonly client: ZoomClient;
}

interface PanelPicture {
  readonly person?: Person;
  readonly before?: (meeting: SimulatedMeeting) => Promise<unknown>;
  readonly act?: (scene: Scene) => Promise<unknown>;
  /** What stands in the panel when it is photographed. */
  readonly words: string | RegExp;
  readonly size?: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
}

const participant: Person = { role: 'attendee', uid: 'lucia' };

/** What a reader says in English, and the phrasebook has in other languages: test/tools/demo/phrasebook.json. */
const sentences = [
  'We open the bike service on Tuesday, so today we go through everything that could still go wrong.',
  "Daniel, let's start with you: where are the bikes?",
  'Half an hour, I promise.',
];

/** The panel at each step of docs/running-against-zoom.md, and where something is amiss. By the name of its file. */
const pictures: Readonly<Record<string, PanelPicture>> = {
  'panel-not-started': { words: 'Captions have not started' },
  'panel-ask-host': { person: participant, words: 'Ask the host to start' },
  'panel-waiting-for-host': {
    person: { ...participant, approval: 'held' },
    act: ({ panel }) => panel.getByRole('button', { name: 'Ask the host to start' }).click(),
    words: 'Waiting for the host',
  },
  'panel-listening': { before: (meeting) => meeting.startRtms(), words: 'Listening' },
  'panel-live': {
    before: (meeting) => meeting.startRtms(),
    act: async (scene) => {
      await speak(scene);
      await scene.panel.getByText('Media hora, lo prometo.').first().waitFor();
      await scene.panel
        .getByRole('button', { name: /^About this line/ })
        .last()
        .click();
    },
    words: /^From a reviewed phrasebook/,
    size: { width: 372, height: 520 },
  },
  'panel-arabic': {
    before: (meeting) => meeting.startRtms(),
    act: async (scene) => {
      await speak(scene);
      await read(scene, 'arab');
    },
    words: 'نصف ساعة، أعدكم.',
    size: { width: 372, height: 520 },
    scheme: 'dark',
  },
  'panel-host': {
    before: (meeting) => meeting.startRtms(),
    act: async ({ panel }) => {
      await panel.getByRole('button', { name: 'Host', exact: true }).click();
      await panel.getByRole('textbox', { name: 'Term, as it is spoken' }).fill('dock');
      await panel.getByRole('textbox', { name: 'In Spanish' }).fill('anclaje');
      await panel.getByRole('button', { name: 'Add', exact: true }).click();
    },
    words: 'anclaje',
    size: { width: 372, height: 620 },
  },
  'panel-ended': {
    before: async (meeting) => (await meeting.startRtms()).stop(2),
    words: 'Captions have ended',
  },
  'panel-no-credits': {
    act: async ({ panel, client }) => {
      client.override('startRTMS', { fail: '40316' });
      await panel.getByRole('button', { name: 'Start captions' }).click();
    },
    words: /may not use live captions through this app yet/,
  },
  'panel-api-missing': { person: { enabledApis: [] }, words: 'Zoom did not let this panel start' },
  'panel-not-allowed': {
    person: { secret: 'the secret of another app' },
    words: 'You cannot read these captions',
  },
};

const usualSize = { width: 372, height: 420 };

async function speak({ meeting, panel }: Scene): Promise<void> {
  await panel.getByText('Listening').waitFor();
  const maya = meeting.join('Maya Chen', { language: ENGLISH });
  for (const sentence of sentences) await meeting.say(maya, sentence);
}

async function read({ panel }: Scene, language: string): Promise<void> {
  await panel.getByRole('button', { name: /^Language of the captions/ }).click();
  await panel.getByRole('combobox').fill(language);
  await panel.getByRole('option').first().click();
}

/** @returns each picture with its name. */
export async function photographPanels(
  browser: Browser,
  phrasebook: string,
): Promise<readonly { readonly name: string; readonly png: Buffer }[]> {
  await using journey = await Journey.start({
    env: { TRANSLATE_ENGINES: 'phrasebook', PHRASEBOOK_FILE: phrasebook },
  });
  const taken: { name: string; png: Buffer }[] = [];
  for (const [name, picture] of Object.entries(pictures)) {
    const meeting = journey.zoom.createMeeting();
    await picture.before?.(meeting);
    await using opened = await openPanelOf(
      browser,
      journey,
      meeting,
      picture.person,
      picture.size ?? usualSize,
    );
    const { page, panel } = opened;
    await page.emulateMedia({ colorScheme: picture.scheme ?? 'light', reducedMotion: 'reduce' });
    await picture.act?.({ ...opened, meeting });
    await panel.getByText(picture.words).first().waitFor();
    // The offer of the browser's own language; below an open sheet no pointer reaches it.
    const dismiss = panel.getByRole('button', { name: 'Dismiss', includeHidden: true });
    if ((await dismiss.count()) > 0) await dismiss.dispatchEvent('click');
    taken.push({ name, png: await page.screenshot() });
  }
  return taken;
}
