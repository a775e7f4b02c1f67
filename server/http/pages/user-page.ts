import { routes } from '../../../shared/routes.ts';
import type { ZoomUser } from '../../zoom/api/zoom-api.ts';
import { html, htmlPage } from './html.ts';

/** Who has just signed in, as Zoom tells it, and the way on. */
export function userPage(user: ZoomUser): string {
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Display name', user.displayName],
    ['E-mail', user.email],
    ['Username', user.username],
    ['User id', user.id],
    ['Account type', user.type === undefined ? undefined : accountType(user.type)],
    ['First name', user.firstName],
    ['Last name', user.lastName],
    ['Created at', user.createdAt],
  ];
  return htmlPage(
    'You are signed in',
    html`<dl>
${facts.map(([label, value]) => html`<dt>${label}</dt><dd dir="auto">${value ?? 'N/A'}</dd>`)}
</dl>
<p><a href="${routes.home}">Go to your meetings</a></p>`,
  );
}

/** A page that says in words why nobody was signed in, and offers another try. */
export function signInFailedPage(sentence: string): string {
  return htmlPage(
    'You are not signed in',
    html`<p>${sentence}</p>
<p><a href="${routes.auth}">Sign in with Zoom</a></p>`,
  );
}

/** A page that says in words why Zoom tells nothing of a person, who stays signed in. */
export function accountFailedPage(sentence: string): string {
  return htmlPage(
    'Your account cannot be shown',
    html`<p>${sentence}</p>
<p><a href="${routes.home}">Go to your meetings</a></p>
<p><a href="${routes.auth}">Sign in with Zoom again</a></p>`,
  );
}

function accountType(type: number): string {
  const name = accountTypes.get(type);
  return name === undefined ? String(type) : `${type} (${name})`;
}

const accountTypes: ReadonlyMap<number, string> = new Map([
  [1, 'Basic'],
  [2, 'Licensed'],
  [99, 'None'],
]);
