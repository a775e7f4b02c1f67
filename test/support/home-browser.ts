/** A browser that is signed in on `/home`: its cookie, and panels opened with bearers made from it. */
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { routes } from '../../shared/routes.ts';
import { MemoryEndedSessions } from './ended-sessions.ts';
import type { Journey } from './journey.ts';
import { TestPanel } from './test-panel.ts';

const SESSION_SECRET = 'a session secret that is long enough for a test';

/** The journey's environment in which these sign-ins are good. */
export const signedInEnvironment = { SESSION_SECRET };

export class HomeBrowser {
  readonly headers: Readonly<Record<string, string>>;
  readonly #journey: Journey;

  static async signIn(journey: Journey, uid: string): Promise<HomeBrowser> {
    const tokens = createSessionTokens({ secrets: [SESSION_SECRET], ended: new MemoryEndedSessions() });
    return new HomeBrowser(journey, (await tokens.issueHome(uid)).token);
  }

  private constructor(journey: Journey, token: string) {
    this.#journey = journey;
    this.headers = {
      cookie: `session=${token}`,
      origin: journey.url,
      'content-type': 'application/json',
    };
  }

  /** Its socket is closed with the journey's panels. */
  async open(meetingId: string): Promise<TestPanel> {
    const body = JSON.stringify({ meeting: meetingId });
    const { url } = this.#journey;
    const answer = await fetch(`${url}${routes.session}`, { method: 'POST', headers: this.headers, body });
    if (!answer.ok) throw new Error(`POST ${routes.session} answered ${answer.status}`);
    return this.#journey.keep(await TestPanel.connect(url, await answer.json()));
  }

  async text(path: string): Promise<string> {
    const answer = await fetch(`${this.#journey.url}${path}`, { headers: this.headers });
    return answer.text();
  }
}
