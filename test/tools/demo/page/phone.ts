import type { PagePhone } from '../page-protocol.ts';
import { element, find } from './element.ts';

/** The button opens the code for a phone; without a network address, what would open one. */
export function showPhone(button: HTMLButtonElement, phone: PagePhone | undefined): void {
  const content = find('phone-content', HTMLElement);
  content.replaceChildren(...(phone === undefined ? howToOpen() : [codeOf(phone), addressOf(phone)]));
  button.onclick = () => find('phone-dialog', HTMLDialogElement).showModal();
}

function codeOf({ url, qr }: PagePhone): Element {
  const code = new DOMParser().parseFromString(qr, 'image/svg+xml').documentElement;
  code.setAttribute('role', 'img');
  code.setAttribute('aria-label', `QR code of ${url}`);
  return document.importNode(code, true);
}

function addressOf({ url }: PagePhone): HTMLElement {
  const line = element('p', '', 'Hold the camera of a phone on the same network to the code, or open ');
  const link = element('a', '', url);
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener';
  line.append(link, '. It shows the reader’s panel, and nothing of these controls.');
  return line;
}

function howToOpen(): readonly HTMLElement[] {
  const command = element('code', '', 'npm run demo -- --network');
  const line = element('p', '', 'This demo answers on this computer only. Start it as ');
  line.append(
    command,
    ', and a code stands here. The option opens one door on this computer’s network address: the reader’s page and panel of the pretend meeting, for everybody on the same network, and nothing else.',
  );
  return [line];
}
