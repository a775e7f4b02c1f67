import { routes } from '../../../shared/routes.ts';
import { html, htmlPage } from './html.ts';

/** For people who follow an old link or mistype one; programs get a problem document. */
export function notFoundPage(): string {
  return htmlPage(
    'There is nothing here',
    html`<p>The address may be mistyped, or what was here is gone. Your meetings are on the start page.</p>
<p><a href="${routes.home}">Go to your meetings</a></p>`,
  );
}
