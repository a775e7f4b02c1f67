import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CaptionServer } from '../../../server/caption-server.ts';
import { ConfigError, loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/logger.ts';
import { ZoomSimulator } from '../../zoom-simulator/zoom-simulator.ts';
import { DemoMeeting } from './demo-meeting.ts';
import { DemoPageServer } from './demo-page-server.ts';
import { DemoStage } from './demo-stage.ts';
import { toSegments } from './dialogue.ts';
import { DialoguePlayer } from './dialogue-player.ts';
import { freePort } from './free-port.ts';
import { meetingScript } from './script.ts';

export interface DemoOptions {
  /** Of the page; 0: any free one. */
  readonly port: number;
  readonly speed: number;
  /** What went wrong later, while it runs. */
  readonly onFault: (fault: unknown) => void;
}

export interface RunningDemo {
  readonly url: string;
  readonly panelUrl: string;
  readonly homeUrl: string;
  readonly translation: ReturnType<CaptionServer['describeTranslation']>;
  readonly hasApertium: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A pretend Zoom, the real server, and a page that shows both, on this machine only. */
export async function runDemo(options: DemoOptions): Promise<RunningDemo> {
  const running: Cleanup[] = [];
  try {
    return await start(options, running);
  } catch (error) {
    await endAll(running);
    throw error;
  }
}

type Cleanup = () => Promise<unknown>;

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
  const stage: DemoStage = new DemoStage({
    meeting: new DemoMeeting(simulator),
    panelUrl,
    broadcast: (event) => page.broadcast(event),
    onFault: options.onFault,
    player: (events) =>
      new DialoguePlayer({ segments: toSegments(meetingScript), speed: options.speed, ...events }),
  });
  const page: DemoPageServer = await DemoPageServer.start({ port: options.port, homeUrl, ...stage.page });
  running.push(() => page[Symbol.asyncDispose]());
  const server = await createServer(
    {
      ...simulator.environment,
      HOST: '127.0.0.1',
      PORT: new URL(serverUrl).port,
      REDIRECT_URI: `${serverUrl}/callback`,
      PANEL_FRAME_ANCESTORS: page.url,
      PHRASEBOOK_FILE: fileURLToPath(new URL('./phrasebook.json', import.meta.url)),
      DATABASE_URL: 'sqlite:captions.db',
      SESSION_SECRET: randomBytes(32).toString('hex'),
    },
    directory,
  );
  running.push(() => server[Symbol.asyncDispose]());
  await server.start();
  simulator.installWebhook(`${serverUrl}/webhook`);
  running.push(async () => stage[Symbol.dispose]());
  const translation = server.describeTranslation();
  return {
    url: page.url,
    panelUrl,
    homeUrl,
    translation,
    hasApertium: translation.some(({ engine }) => engine === 'apertium'),
    [Symbol.asyncDispose]: () => endAll(running),
  };
}

/** Nothing leaves this machine: the phrasebook knows the dialogue, Apertium, where installed, what is typed. */
async function createServer(environment: Record<string, string>, directory: string): Promise<CaptionServer> {
  // The terminal is for people: only what has gone wrong for good.
  const logger = createLogger('error');
  const withEngines = (engines: string) =>
    CaptionServer.create(loadConfig({ ...environment, TRANSLATE_ENGINES: engines }, directory), { logger });
  try {
    return await withEngines('phrasebook,apertium');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return withEngines('phrasebook');
  }
}
