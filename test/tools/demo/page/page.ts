import { connectZoomClient } from '../../../zoom-simulator/client/frame-bridge.ts';
import type { PageAction, PageEvent, PageState, WallCell } from '../page-protocol.ts';
import { find } from './element.ts';
import { Happenings } from './happenings.ts';
import { showPhone } from './phone.ts';
import { Stage } from './stage.ts';
import { connectTabs } from './tabs.ts';
import { Tour } from './tour.ts';
import { TypedSentences } from './typed.ts';
import { Wall } from './wall.ts';

const streamWords: Readonly<Record<PageState['stream'], string>> = {
  off: 'No captions yet: the stream is not running',
  connecting: 'The stream is connecting',
  live: 'The stream is live',
  paused: 'The stream is paused',
  interrupted: 'The media link is down',
};

const panel = find('panel', HTMLIFrameElement);
const play = find('play', HTMLButtonElement);
const speed = find('speed', HTMLSelectElement);
const voice = find('voice', HTMLSelectElement);
const words = find('words', HTMLInputElement);
const viewer = find('viewer', HTMLSelectElement);
const width = find('width', HTMLSelectElement);
const stream = find('stream', HTMLElement);
const stage = new Stage(find('tiles', HTMLElement), find('said', HTMLElement));
const mend = find('mend', HTMLButtonElement);
const happenings = new Happenings(find('happening', HTMLElement));
const typed = new TypedSentences(find('typed', HTMLElement));
const secondLanguage = find('second-language', HTMLSelectElement);
const tour = new Tour();
const wall = new Wall(tableIn(find('wall', HTMLElement)), (element, name) => stage.paint(element, name));

let panelUrl = '';
let isPlaying = false;
let disconnect: (() => void) | undefined;

const events = new EventSource('/events');
events.onmessage = (message) => {
  const event: PageEvent = JSON.parse(message.data);
  if (event.type === 'welcome') welcome(event);
  else if (event.type === 'said') stage.add(event);
  else if (event.type === 'wall') showCells(event.cells);
  else if (event.type === 'wall-removed') wall.remove(event);
  else if (event.type === 'wall-status') wall.setState(event);
  else showState(event);
};
events.onerror = () => {
  stream.textContent = 'The demo has stopped';
  delete stream.dataset.state;
};

connectTabs(find('views', HTMLElement), () => {
  stage.follow();
  wall.follow();
});
play.addEventListener('click', () => act({ action: isPlaying ? 'pause' : 'play' }));
find('restart', HTMLElement).addEventListener('click', () => act({ action: 'restart' }));
find('cut', HTMLElement).addEventListener('click', () => act({ action: 'cut-media' }));
mend.addEventListener('click', mendWord);
find('second', HTMLElement).addEventListener('click', () => {
  const address = `/reader?language=${encodeURIComponent(secondLanguage.value)}`;
  window.open(address, `reader-${secondLanguage.value}`, 'popup,width=392,height=720');
});
speed.addEventListener('change', () => act({ action: 'speed', speed: Number(speed.value) }));
viewer.addEventListener('change', openPanel);
width.addEventListener('change', () => {
  panel.style.width = `${width.value}px`;
});
find('say', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (text === '') return;
  typed.typed(text);
  act({ action: 'say', language: voice.value, text });
  words.value = '';
});
// Zoom's web client opens what the panel asks for in a tab of its own.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== panel.contentWindow || typeof event.data !== 'string') return;
  const call: { apiName?: string; data?: { url?: string } } = JSON.parse(event.data);
  if (call.apiName === 'openUrl') window.open(call.data?.url, '_blank', 'noopener');
});

function welcome(event: Extract<PageEvent, { type: 'welcome' }>): void {
  find('topic', HTMLElement).textContent = event.topic;
  stage.show(event.people, event.said);
  wall.show(event.wall);
  typed.setAdvice(event.advice);
  showPhone(find('phone', HTMLButtonElement), event.phone);
  showLanguages(event.languages);
  showOutside(event.outside);
  if (voice.options.length === 0) {
    voice.append(...event.voices.map(({ language, languageName }) => new Option(languageName, language)));
  }
  showState(event.state);
  // Welcomed again after a lost connection: the panel is still there.
  if (panelUrl === event.panelUrl) return;
  panelUrl = event.panelUrl;
  openPanel();
  tour.offer();
}

function showCells(cells: readonly WallCell[]): void {
  wall.add(cells);
  typed.see(cells);
}

function showLanguages(tags: readonly string[]): void {
  const before = secondLanguage.value;
  const names = new Intl.DisplayNames('en', { type: 'language' });
  secondLanguage.replaceChildren(...tags.map((tag) => new Option(names.of(tag) ?? tag, tag)));
  secondLanguage.value = tags.includes(before) ? before : 'ar';
}

function showOutside(outside: readonly string[]): void {
  if (outside.length === 0) return;
  find('note', HTMLElement).textContent = `A pretend meeting. What you type goes to ${outside.join(', ')}.`;
}

/** It is the host who mends, so the panel is the host's. */
function mendWord(): void {
  if (viewer.value !== 'host') {
    viewer.value = 'host';
    openPanel();
  }
  act({ action: 'mend-word' });
}

function openPanel(): void {
  disconnect?.();
  disconnect = connectZoomClient(panel, `/clients/${viewer.value}`);
  panel.src = panelUrl;
}

function showState(state: PageState): void {
  isPlaying = state.playing;
  play.textContent = state.playing ? 'Pause the dialogue' : 'Play the dialogue';
  showSpeed(String(state.speed));
  stream.textContent = streamWords[state.stream];
  stream.dataset.state = state.stream;
  stage.speaking(state.speaking);
  happenings.show(state);
  mend.disabled = state.glossary === 'saying' || state.glossary === 'mistaken';
}

/** The command line knows speeds that the list does not. */
function showSpeed(chosen: string): void {
  if (![...speed.options].some(({ value }) => value === chosen)) speed.add(new Option(`${chosen} ×`, chosen));
  speed.value = chosen;
}

function tableIn(frame: HTMLElement): HTMLTableElement {
  const table = frame.querySelector('table');
  if (table === null) throw new Error('The wall has no table.');
  return table;
}

function act(action: PageAction): void {
  void fetch('/action', { method: 'POST', body: JSON.stringify(action) });
}
