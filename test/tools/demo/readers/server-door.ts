import type { SessionAnswer } from '../../../../shared/panel-protocol.ts';
import { routes } from '../../../../shared/routes.ts';
import { meetingContext, sealContext } from '../../../zoom-simulator/client/sealed-context.ts';

/** Somebody in the demo's meeting. Without `uid`: a guest. */
export interface DemoPerson {
  readonly uid?: string;
  readonly role: 'host' | 'attendee';
}

export interface ServerDoorOptions {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly meetingUuid: string;
}

/** Requests to the server on behalf of people in the meeting, as their panels make them. */
export class ServerDoor {
  readonly #options: ServerDoorOptions;

  constructor(options: ServerDoorOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.url;
  }

  /** @throws when the server refuses the person. */
  async session({ uid, role }: DemoPerson): Promise<SessionAnswer> {
    const { clientId, clientSecret, meetingUuid } = this.#options;
    const claims = meetingContext({ clientId, meetingUuid, role, ...(uid === undefined ? {} : { uid }) });
    const response = await fetch(`${this.url}${routes.session}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ context: sealContext(claims, clientSecret) }),
    });
    if (!response.ok) throw new Error(`POST ${routes.session} answered ${response.status}.`);
    return (await response.json()) satisfies SessionAnswer;
  }

  /** @throws when the server refuses it. */
  async get<T>(session: SessionAnswer, path: string): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      headers: { authorization: `Bearer ${session.token}` },
    });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}.`);
    return response.json();
  }

  /** @throws when the server refuses it. */
  async put(session: SessionAnswer, path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`PUT ${path} answered ${response.status}.`);
  }
}
