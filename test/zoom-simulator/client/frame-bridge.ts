/** Runs in the page that frames the panel, as Zoom's web client does. Served by `frame-server.ts`. */

/** Answers the panel's native calls through `address` and passes the client's events on. @returns a disconnect. */
export function connectZoomClient(frame: HTMLIFrameElement, address: string): () => void {
  const onMessage = (message: MessageEvent<unknown>) => {
    // The SDK posts a JSON string; anything else, or from anywhere else, is not a native call.
    if (message.source !== frame.contentWindow || typeof message.data !== 'string') return;
    void answer(message.data);
  };
  const answer = async (json: string) => {
    const response = await fetch(`${address}/call`, { method: 'POST', body: json });
    if (response.status === 200) frame.contentWindow?.postMessage(await response.json(), '*');
  };
  const events = new EventSource(`${address}/events`);
  events.onmessage = (event) => frame.contentWindow?.postMessage(JSON.parse(event.data), '*');
  window.addEventListener('message', onMessage);
  return () => {
    window.removeEventListener('message', onMessage);
    events.close();
  };
}
