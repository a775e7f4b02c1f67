/** A browser that is signed in on `/home`: its cookie, and panels opened with bearers made from it. */
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { routes } from '../../shared/routes.ts';
import { MemoryEndedSessions } from './ended-sessions.ts';
import { TestPanel } from './test-panel.ts';

const SESSION_SECRET = 'a session secret that is long enough for a test';

/** The environment in which these sign-ins are good. */
export const signedInEnvironment = { SESSION_SECRET };

/** A server, and the owner of the panels at it. */
interface Place {
  readonly url: string;
  keep(panel: TestPanel): TestPanel;
}

export class HomeBrowser {
  readonly headers: Readonly<Record<string, string>>;
  readonly #place: Place;

  static async signIn(place: Place, uid: string): Promise<HomeBrowser> {
    const tokens = createSessionTokens({ secrets: [SESSION_SECRET], ended: new MemoryEndedSessions() });
    return new HomeBrowser(place, (await tokens.issueHome(uid)).token);
  }

  private constructor(place: Place, token: string) {
    this.#place = place;
    this.headers = {
      cookie: `session=${token}`,
      origin: place.url,
      'content-type': 'application/json',
    };
  }

  /** Its socket is closed with the panels of its place. */
  async open(meetingId: string): Promise<TestPanel> {
    const body = JSON.stringify({ meeting: meetingId });
    const { url } = this.#place;
    const answer = await fetch(`${url}${routes.session}`, { method: 'POST', headers: this.headers, body });
    if (!answer.ok) throw new Error(`POST ${routes.session} answered ${answer.status}`);
    return this.#place.keep(await TestPanel.connect(url, await answer.json()));
  }

  async text(path: string): Promise<string> {
    const answer = await fetch(`${this.#place.url}${path}`, { headers: this.headers });
    return answer.text();
  }
}
