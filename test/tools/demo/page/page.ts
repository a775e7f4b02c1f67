import { connectZoomClient } from '../../../zoom-simulator/client/frame-bridge.ts';
import type { PageAction, PageEvent, PageState } from '../page-protocol.ts';
import { Stage } from './stage.ts';

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

let panelUrl = '';
let isPlaying = false;
let disconnect: (() => void) | undefined;

const events = new EventSource('/events');
events.onmessage = (message) => {
  const event: PageEvent = JSON.parse(message.data);
  if (event.type === 'welcome') welcome(event);
  else if (event.type === 'said') stage.add(event);
  else showState(event);
};
events.onerror = () => {
  stream.textContent = 'The demo has stopped';
  delete stream.dataset.state;
};

play.addEventListener('click', () => act({ action: isPlaying ? 'pause' : 'play' }));
find('restart', HTMLElement).addEventListener('click', () => act({ action: 'restart' }));
find('cut', HTMLElement).addEventListener('click', () => act({ action: 'cut-media' }));
speed.addEventListener('change', () => act({ action: 'speed', speed: Number(speed.value) }));
viewer.addEventListener('change', openPanel);
width.addEventListener('change', () => {
  panel.style.width = `${width.value}px`;
});
find('say', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (text === '') return;
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
  if (voice.options.length === 0) {
    voice.append(...event.voices.map(({ language, languageName }) => new Option(languageName, language)));
  }
  showState(event.state);
  // Welcomed again after a lost connection: the panel is still there.
  if (panelUrl === event.panelUrl) return;
  panelUrl = event.panelUrl;
  openPanel();
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
}

/** The command line knows speeds that the list does not. */
function showSpeed(chosen: string): void {
  if (![...speed.options].some(({ value }) => value === chosen)) speed.add(new Option(`${chosen} ×`, chosen));
  speed.value = chosen;
}

function act(action: PageAction): void {
  void fetch('/action', { method: 'POST', body: JSON.stringify(action) });
}

function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
}
