/** What passes between the Apps SDK in a page and the Zoom client around it. */

/** The SDK sends it as a JSON string; `data` is left out when there is none. */
export interface NativeRequest {
  readonly jsCallId: string;
  readonly apiName: string;
  readonly data?: unknown;
}

/** The client delivers it as an object, in `message.data`. */
export type NativeMessage =
  | { readonly type: 'apiResponse'; readonly data: { readonly jsCallId: string; readonly result: unknown } }
  | {
      readonly type: 'apiResponse';
      readonly data: { readonly jsCallId: string; readonly errorCode: string; readonly errorMessage: string };
    }
  | NativeEvent;

export interface NativeEvent {
  readonly type: 'event';
  readonly name: string;
  readonly data: unknown;
}

/** A refusal the client answers with; the SDK rejects with its code. */
export class NativeError extends Error {
  override readonly name = 'NativeError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws {TypeError} when the page sent something the SDK never sends. */
export function parseNativeRequest(json: string): NativeRequest {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value) || typeof value.jsCallId !== 'string' || typeof value.apiName !== 'string') {
    throw new TypeError('The page sent the Zoom client something that is not a native request.');
  }
  return {
    jsCallId: value.jsCallId,
    apiName: value.apiName,
    ...(value.data === undefined ? {} : { data: value.data }),
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
