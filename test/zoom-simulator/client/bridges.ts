import type { Frame, Page } from 'playwright-core';
import { FramePage } from './frame-server.ts';
import type { ZoomClient } from './host.ts';
import type { NativeEvent } from './native-messages.ts';

export interface OpenPanel {
  /** Where the panel lives: the page itself, or the frame in it. */
  readonly panel: Frame;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens the panel as the Zoom client does, with the bridge of `client`. Native bridges get the sealed context in the
 * document request too. For the iframe bridge, `page` shows `framePage`, which must be among the panel's frame ancestors.
 */
export async function openPanel(
  page: Page,
  options: { client: ZoomClient; url: string; framePage?: FramePage },
): Promise<OpenPanel> {
  const { client, url } = options;
  if (client.bridge === 'iframe') return openFramed(page, client, url, options.framePage);
  await page.exposeBinding('__zoomClientCall', (_source, json: string) => client.receive(json));
  await page.addInitScript(installNativeBridge, client.bridge);
  await page.route(url, (route) =>
    route.request().resourceType() === 'document'
      ? route.continue({
          headers: { ...route.request().headers(), 'x-zoom-app-context': client.options.context() },
        })
      : route.continue(),
  );
  const stop = client.onEvent((event) => {
    // The page may be gone or between two documents: the client's events are lost then, as in reality.
    page.evaluate(deliverEvent, event).catch(() => undefined);
  });
  await page.goto(url);
  return { panel: page.mainFrame(), [Symbol.asyncDispose]: async () => stop() };
}

async function openFramed(
  page: Page,
  client: ZoomClient,
  url: string,
  given: FramePage | undefined,
): Promise<OpenPanel> {
  const framePage = given ?? (await FramePage.start({ client, panelUrl: () => url }));
  await page.goto(framePage.url);
  const handle = await page.waitForSelector('iframe');
  const panel = await handle.contentFrame();
  if (panel === null) throw new Error('The framing page shows no panel.');
  return {
    panel,
    [Symbol.asyncDispose]: async () => {
      if (given === undefined) await framePage[Symbol.asyncDispose]();
    },
  };
}

/** Runs in the page before its scripts. */
function installNativeBridge(bridge: 'webview2' | 'webkit' | 'android'): void {
  if (window.self !== window.top) return;
  const listeners = new Set<(message: { data: unknown }) => void>();
  const deliver = (message: unknown) => {
    if (bridge === 'webview2') for (const listener of listeners) listener({ data: message });
    else Reflect.get(window, 'zoomSdk')?.native2js({ data: message });
  };
  const postMessage = (json: unknown) => {
    if (typeof json !== 'string') throw new TypeError('The native bridge takes strings.');
    const call: (json: string) => Promise<unknown> = Reflect.get(window, '__zoomClientCall');
    void call(json).then((answer) => {
      if (answer !== undefined && answer !== null) deliver(answer);
    });
  };
  const define = (target: object, name: string, value: unknown) => {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  };
  define(window, '__zoomClientDeliver', deliver);
  if (bridge === 'android') define(window, 'android', { postMessage });
  if (bridge === 'webkit') define(window, 'webkit', { messageHandlers: { jsOCHelper: { postMessage } } });
  if (bridge === 'webview2') {
    if (Reflect.get(window, 'chrome') === undefined) define(window, 'chrome', {});
    define(Reflect.get(window, 'chrome'), 'webview', {
      postMessage,
      addEventListener: (_type: string, listener: (message: { data: unknown }) => void) =>
        listeners.add(listener),
      removeEventListener: (_type: string, listener: (message: { data: unknown }) => void) =>
        listeners.delete(listener),
    });
  }
}

/** Runs in the page. */
function deliverEvent(event: NativeEvent): void {
  Reflect.get(window, '__zoomClientDeliver')?.(event);
}
