/** The server under load: the built process of an operator, fed by the simulated Zoom. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverMain } from '../../../support/server-process.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { meetingContext, sealContext } from '../../../zoom-simulator/client/sealed-context.ts';
import { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';
import { type LightSocket, openSocketIo, type Receive } from './light-socket.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';
import { phrasebook } from './sentences.ts';

export interface ProductServer extends AsyncDisposable {
  readonly process: MeasuredProcess;
  /** Its working directory. */
  readonly directory: string;
  readonly zoom: ZoomSimulator;
  /** A panel of a person of their own, as the Zoom client opens it: session, socket, `watch`. */
  openViewer(options: ViewerOptions): Promise<LightSocket & { readonly acknowledged: string }>;
}

interface ViewerOptions {
  readonly meetingUuid: string;
  readonly uid: string;
  readonly language: string;
  readonly receive: Receive;
}

export interface ProductServerOptions {
  /** The first so many are translated from a phrasebook in the process. No more than are spoken: its garbage collection would be measured. */
  readonly sentences: number;
  /** Of the process, such as another engine. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startProduct({ sentences, env = {} }: ProductServerOptions): Promise<ProductServer> {
  const folder = await temporaryFolder();
  const zoom = await ZoomSimulator.start();
  const phrasebookFile = join(folder.path, 'phrasebook.json');
  await writeFile(phrasebookFile, phrasebook(sentences));
  const process = await startMeasured(serverMain, {
    cwd: folder.path,
    env: {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'phrasebook',
      PHRASEBOOK_FILE: phrasebookFile,
      TRANSCRIPT_FILE: '',
      LOG_LEVEL: 'error',
      ...env,
    },
  });
  zoom.installWebhook(`${process.url}/webhook`);
  return {
    process,
    directory: folder.path,
    zoom,
    openViewer: async ({ meetingUuid, uid, language, receive }) => {
      const { clientId, clientSecret } = zoom;
      const context = sealContext(meetingContext({ clientId, meetingUuid, uid }), clientSecret);
      const token = await sessionToken(process.url, context);
      return openSocketIo({ url: process.url, auth: { token }, watch: { language }, receive });
    },
    [Symbol.asyncDispose]: async () => {
      await process[Symbol.asyncDispose]();
      await zoom[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function sessionToken(url: string, context: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ context }),
  });
  if (!response.ok) throw new Error(`POST /api/session answered ${response.status}`);
  const { token }: { token: string } = await response.json();
  return token;
}
