/** Share links as hosts make them and readers open them, over HTTP. */
import { routes } from '../../shared/routes.ts';
import type { MadeShare, NewShare } from '../../shared/share.ts';
import { TestPanel } from './test-panel.ts';

export interface MadeLink extends MadeShare {
  /** What stands in the link's fragment. */
  readonly token: string;
}

/** A request with the session of a panel, about its meeting. */
export function askAs(
  url: string,
  { session }: Pick<TestPanel, 'session'>,
  path: string,
  init: RequestInit = {},
) {
  return fetch(`${url}${routes.meeting(session.meeting?.id ?? '')}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
  });
}

export async function makeLink(
  url: string,
  host: Pick<TestPanel, 'session'>,
  wanted: Partial<NewShare> = {},
): Promise<MadeLink> {
  const body = JSON.stringify({ expiresInHours: 8, ...wanted });
  const response = await askAs(url, host, '/shares', { method: 'POST', body });
  if (response.status !== 201) throw new Error(`POST …/shares answered ${await response.text()}`);
  const made: MadeShare = await response.json();
  const token = new URLSearchParams(new URL(made.link).hash.slice(1)).get('share') ?? '';
  return { ...made, token };
}

export function revokeLink(
  url: string,
  host: Pick<TestPanel, 'session'>,
  shareId: string,
): Promise<Response> {
  return askAs(url, host, `/shares/${shareId}`, { method: 'DELETE' });
}

/** `POST /api/session` with a link's token. @param bearer of the session that is renewed */
export function openLink(url: string, token: string, bearer?: string): Promise<Response> {
  return fetch(`${url}${routes.session}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ share: token }),
  });
}

/** A reader with a session and a socket. */
export async function readerOf(url: string, token: string): Promise<TestPanel> {
  const response = await openLink(url, token);
  if (!response.ok) throw new Error(`POST ${routes.session} answered ${await response.text()}`);
  return TestPanel.connect(url, await response.json());
}

/** The code of a problem document. */
export async function codeOf(response: Response): Promise<string> {
  const problem: unknown = await response.json();
  return typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : '';
}
