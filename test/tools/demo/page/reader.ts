import { connectZoomClient } from '../../../zoom-simulator/client/frame-bridge.ts';
import { find } from './element.ts';

const panel = find('panel', HTMLIFrameElement);
const problem = find('problem', HTMLElement);

open().catch(() => {
  problem.textContent = 'The demo does not answer. Is it still running?';
  problem.hidden = false;
});

async function open(): Promise<void> {
  const wanted = new URLSearchParams(location.search).get('language') ?? navigator.language;
  const answer = await fetch(`/readers/${encodeURIComponent(wanted)}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The demo answered ${answer.status}.`);
  const { client, panelUrl, language }: { client: string; panelUrl: string; language: string } =
    await answer.json();
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  document.title = `A reader of ${name} · Translated Captions`;
  connectZoomClient(panel, `/clients/${client}`);
  panel.src = panelUrl;
}
