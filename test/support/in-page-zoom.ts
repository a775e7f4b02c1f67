import { onTestFinished } from 'vitest';

interface ZoomRequest {
  readonly jsCallId: string;
  readonly apiName: string;
  readonly data?: { readonly js_api_lists?: readonly string[] };
}

export type ZoomReply =
  | { readonly result: unknown }
  | { readonly errorCode: string; readonly errorMessage: string }
  /** Never answers. */
  | undefined;

/** A Zoom client in the page, behind the WebView2 bridge, as the real SDK finds it. It answers in a microtask. */
export class InPageZoom {
  readonly calls: string[] = [];
  readonly replies: Record<string, (request: ZoomRequest) => ZoomReply>;
  #listeners = new Set<(event: { data: unknown }) => void>();

  constructor(replies: Record<string, (request: ZoomRequest) => ZoomReply> = {}) {
    let granted: readonly string[] = [];
    this.replies = {
      config: ({ data }) => {
        granted = data?.js_api_lists ?? [];
        return { result: { runningContext: 'inMeeting', clientVersion: '6.6.5', unsupportedApis: [] } };
      },
      getSupportedJsApis: () => ({ result: { supportedApis: granted } }),
      getAppContext: () => ({ result: { context: 'sealed' } }),
      getRTMSStatus: () => ({ result: { rtmsStatus: [] } }),
      startRTMS: () => ({ result: 'Success' }),
      ...replies,
    };
  }

  /** Puts itself where the SDK looks; once per test file, for the SDK attaches its listener once per page. */
  install(): void {
    const webview = {
      postMessage: (json: string) => this.#receive(json),
      addEventListener: (_: string, listener: (event: { data: unknown }) => void) =>
        this.#listeners.add(listener),
      removeEventListener: (_: string, listener: (event: { data: unknown }) => void) =>
        this.#listeners.delete(listener),
    };
    Object.defineProperty(window, 'chrome', { value: { webview }, configurable: true, writable: true });
    // The SDK's serialiser names it.
    if (typeof globalThis.ImageData === 'undefined') Object.assign(globalThis, { ImageData: class {} });
  }

  /** Another behaviour of one call, for this test. */
  override(apiName: string, reply: (request: ZoomRequest) => ZoomReply): void {
    const before = this.replies[apiName];
    this.replies[apiName] = reply;
    onTestFinished(() => {
      if (before === undefined) delete this.replies[apiName];
      else this.replies[apiName] = before;
    });
  }

  emit(name: string, data: unknown): void {
    this.#deliver({ type: 'event', name, data });
  }

  #receive(json: string): void {
    const request: ZoomRequest = JSON.parse(json);
    this.calls.push(request.apiName);
    const reply = this.replies[request.apiName]?.(request) ?? undefined;
    const known = request.apiName in this.replies;
    if (known && reply === undefined) return;
    const data = reply ?? { errorCode: '80004', errorMessage: 'reason:app_not_support' };
    queueMicrotask(() =>
      this.#deliver({ type: 'apiResponse', data: { jsCallId: request.jsCallId, ...data } }),
    );
  }

  #deliver(message: unknown): void {
    for (const listener of this.#listeners) listener({ data: message });
  }
}
