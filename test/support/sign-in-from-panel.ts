import { z } from 'zod';
import { routes } from '../../shared/routes.ts';
import type { SimulatedUser, ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';
import type { TestPanel } from './test-panel.ts';

const startSchema = z.object({ codeChallenge: z.string(), state: z.string() });

interface Stage {
  /** The server's. */
  readonly url: string;
  readonly zoom: ZoomSimulator;
}

/** The person who has this panel open gives the app permission, as `zoomSdk.authorize` does it. */
export async function signInFromPanel(stage: Stage, panel: TestPanel, user: SimulatedUser): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(`${stage.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${panel.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { codeChallenge, state } = startSchema.parse(
    await (await post(routes.inClientOAuthStart, {})).json(),
  );
  const redirectUri = `${stage.url}${routes.panel}`;
  const { code } = stage.zoom.authorizeInClient(user, { codeChallenge, redirectUri });
  const answer = await post(routes.inClientOAuth, { code, state, redirectUri });
  if (answer.status !== 204) throw new Error(`signing in failed with ${answer.status}`);
}
