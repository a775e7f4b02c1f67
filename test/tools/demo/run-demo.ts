import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderSVG } from 'uqr';
import type { CaptionServer } from '../../../server/caption-server.ts';
import { freePort } from '../../support/free-port.ts';
import { ZoomSimulator } from '../../zoom-simulator/zoom-simulator.ts';
import { DemoMeeting } from './demo-meeting.ts';
import { DemoPageServer } from './demo-page-server.ts';
import { createDemoServer, type DemoServer } from './demo-server.ts';
import { DemoStage } from './demo-stage.ts';
import { toSegments } from './dialogue.ts';
import { DialoguePlayer } from './dialogue-player.ts';
import { GlossaryScene } from './glossary/glossary-scene.ts';
import { phrasebookFile, phrasebookLanguages, wallLanguages } from './languages.ts';
import { PhoneDoor } from './readers/phone-door.ts';
import { ReaderPage } from './readers/reader-page.ts';
import { SecondReaders } from './readers/second-readers.ts';
import { ServerDoor } from './readers/server-door.ts';
import { meetingScript } from './script.ts';
import { typedAdvice } from './typed-sentences.ts';
import { LanguageWall } from './wall/language-wall.ts';

export interface DemoOptions {
  /** Of the page; 0: any free one. */
  readonly port: number;
  readonly speed: number;
  /** Of this machine on its network: a door for phones opens there. Absent: everything stays on loopback. */
  readonly networkAddress?: string;
  /** Where engines for typed sentences are configured. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where translation models may be stored, for typed sentences. */
  readonly modelsFolder?: string;
  /** What went wrong later, while it runs. */
  readonly onFault: (fault: unknown) => void;
}

export interface RunningDemo {
  readonly url: string;
  readonly panelUrl: string;
  readonly homeUrl: string;
  readonly phoneUrl: string | undefined;
  readonly translation: ReturnType<CaptionServer['describeTranslation']>;
  /** What translates typed sentences on this machine. */
  readonly has: { readonly hasApertium: boolean; readonly hasModels: boolean };
  [Symbol.asyncDispose](): Promise<void>;
}

/** A pretend Zoom, the real server, and a page that shows both, on this machine only. */
export async function runDemo(options: DemoOptions): Promise<RunningDemo> {
  for (let attempt = 1; ; attempt += 1) {
    const running: Cleanup[] = [];
    try {
      return await start(options, running);
    } catch (error) {
      await endAll(running);
      // Another process may take the server's free port before the server does; the page's port was asked for.
      if (attempt === PORT_ATTEMPTS || !isTaken(error) || error.port === options.port) throw error;
    }
  }
}

type Cleanup = () => Promise<unknown>;

const PORT_ATTEMPTS = 5;

function isTaken(error: unknown): error is Error & { readonly port: unknown } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

async function endAll(running: readonly Cleanup[]): Promise<void> {
  for (const end of running.toReversed()) await end();
}

async function start(options: DemoOptions, running: Cleanup[]): Promise<RunningDemo> {
  const directory = await mkdtemp(join(tmpdir(), 'captions-demo-'));
  running.push(() => rm(directory, { recursive: true, force: true }));
  const simulator = await ZoomSimulator.start();
  running.push(() => simulator[Symbol.asyncDispose]());

  const serverUrl = `http://127.0.0.1:${await freePort()}`;
  const panelUrl = `${serverUrl}/panel`;
  const homeUrl = `${serverUrl}/home`;
  // Another origin than the first panel: what a second reader chooses is not remembered for the first.
  const secondPanelUrl = panelUrl.replace('127.0.0.1', 'localhost');
  const meeting = new DemoMeeting(simulator);
  const { clientId, clientSecret } = simulator;
  const door = new ServerDoor({
    url: serverUrl,
    clientId,
    clientSecret,
    meetingUuid: meeting.meeting.uuid,
  });
  const languages = await phrasebookLanguages();
  const wall = new LanguageWall({
    languages: wallLanguages(languages),
    door,
    broadcast: (event) => page.broadcast(event),
    onFault: options.onFault,
  });
  const readers = new SecondReaders({ meeting, door, languages });
  const phone =
    options.networkAddress === undefined
      ? undefined
      : await PhoneDoor.open({ address: options.networkAddress, serverUrl, readers });
  if (phone !== undefined) running.push(() => phone[Symbol.asyncDispose]());
  const stage: DemoStage = new DemoStage({
    meeting,
    panelUrl,
    wall,
    glossary: (events) =>
      new GlossaryScene({ door, hostUid: meeting.host.id, cells: () => wall.state.cells, ...events }),
    facts: () => ({
      languages,
      advice: typedAdvice(enginesHere(demoServer)),
      outside: demoServer.outside,
      ...(phone === undefined ? {} : { phone: { url: phone.url, qr: renderSVG(phone.url) } }),
    }),
    broadcast: (event) => page.broadcast(event),
    onFault: options.onFault,
    player: (events) =>
      new DialoguePlayer({ segments: toSegments(meetingScript), speed: options.speed, ...events }),
  });
  const page: DemoPageServer = await DemoPageServer.start({
    port: options.port,
    homeUrl,
    readers: new ReaderPage({ readers, panelUrl: secondPanelUrl }),
    ...stage.page,
  });
  running.push(() => page[Symbol.asyncDispose]());
  const demoServer: DemoServer = await createDemoServer({
    environment: {
      ...simulator.environment,
      HOST: '127.0.0.1',
      PORT: new URL(serverUrl).port,
      REDIRECT_URI: `${serverUrl}/callback`,
      // The phone's page and its panel share an origin.
      PANEL_FRAME_ANCESTORS: phone === undefined ? page.url : `${page.url},'self'`,
      PHRASEBOOK_FILE: fileURLToPath(phrasebookFile),
      DATABASE_URL: 'sqlite:captions.db',
      SESSION_SECRET: randomBytes(32).toString('hex'),
    },
    engineEnvironment: options.environment ?? {},
    modelsFolder: options.modelsFolder,
    directory,
  });
  const { server, translation } = demoServer;
  running.push(() => server[Symbol.asyncDispose]());
  await server.start();
  simulator.installWebhook(`${serverUrl}/webhook`);
  running.push(async () => stage[Symbol.dispose]());
  running.push(() => wall[Symbol.asyncDispose]());
  return {
    url: page.url,
    panelUrl,
    homeUrl,
    phoneUrl: phone?.url,
    translation,
    has: enginesHere(demoServer),
    [Symbol.asyncDispose]: () => endAll(running),
  };
}

function enginesHere({ translation }: DemoServer): RunningDemo['has'] {
  const runs = (name: string) => translation.some(({ engine }) => engine === name);
  return { hasApertium: runs('apertium'), hasModels: runs('local') };
}
