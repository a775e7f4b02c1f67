import { routes } from '../../../shared/routes.ts';
import { html, htmlPage } from './html.ts';

/** For people who open an address of a file a second time, or too late. */
export function spentLinkPage(): string {
  return htmlPage(
    'This address has been used',
    html`<p>It gave its file once, or more than a minute has passed. Choose “Get the transcript” again, and you get a new one.</p>
<p><a href="${routes.home}">Go to your meetings</a></p>`,
  );
}
