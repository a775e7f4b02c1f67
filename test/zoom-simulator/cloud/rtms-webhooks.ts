import type { WebhookOptions } from './webhooks.ts';

export type MeetingKind = 'meeting' | 'webinar';

/** Which form a `server_urls` has: text as documented, several in one text (the first may be dead), or the object of a Zoom dummy. */
export type ServerUrlsShape = 'text' | 'list' | 'dead-first' | 'object';

export interface RtmsSubject {
  readonly kind: MeetingKind;
  readonly uuid: string;
  readonly number: string;
  readonly accountId: string;
  readonly streamId: string;
}

export interface RtmsWebhook {
  readonly event: string;
  readonly payload: object;
}

export function rtmsStarted(
  subject: RtmsSubject,
  start: {
    readonly url: string;
    readonly operatorId: string;
    readonly isOriginalHost: boolean;
    readonly serverUrls: ServerUrlsShape;
    /** Without the fields of May 2026. */
    readonly isOld: boolean;
  },
): RtmsWebhook {
  return {
    event: `${subject.kind}.rtms_started`,
    payload: {
      ...identity(subject),
      operator_id: start.operatorId,
      server_urls: serverUrls(start.url, start.serverUrls),
      ...(start.isOld
        ? {}
        : {
            account_id: subject.accountId,
            is_original_host: start.isOriginalHost,
            ...(subject.kind === 'meeting' ? { meeting_id: subject.number } : { webinar_id: subject.number }),
          }),
    },
  };
}

export function rtmsStopped(subject: RtmsSubject, reason: number): RtmsWebhook {
  return { event: `${subject.kind}.rtms_stopped`, payload: { ...identity(subject), stop_reason: reason } };
}

/** Carries no addresses: the app remembers the last ones. */
export function rtmsInterrupted(subject: RtmsSubject): RtmsWebhook {
  return { event: `${subject.kind}.rtms_interrupted`, payload: identity(subject) };
}

export function shapeOptions(shape: 'flat' | 'nested'): WebhookOptions {
  return { nested: shape === 'nested' };
}

function identity(subject: RtmsSubject): object {
  const uuid = subject.kind === 'webinar' ? { webinar_uuid: subject.uuid } : { meeting_uuid: subject.uuid };
  return { ...uuid, rtms_stream_id: subject.streamId };
}

function serverUrls(url: string, shape: ServerUrlsShape): unknown {
  switch (shape) {
    case 'text':
      return url;
    case 'list':
      return `srt://127.0.0.1:9, ${url}`;
    case 'dead-first':
      return `ws://127.0.0.1:9/dead, ${url}`;
    case 'object':
      return { all: url };
  }
}
