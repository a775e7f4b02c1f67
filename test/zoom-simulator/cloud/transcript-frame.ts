import { messageType } from './protocol.ts';

export type TimeUnit = 'ms' | 'us' | 's';

export interface TranscriptContent {
  /** Absent for a frame without a user (Contact Center). */
  readonly user: { readonly id: number; readonly name: string } | undefined;
  readonly channelId: string | undefined;
  readonly text: string;
  readonly language: number | undefined;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
  readonly timestamp: number;
  readonly unit: TimeUnit;
  /** As frames were before November 2025: `timestamp` alone. */
  readonly omitTimes: boolean;
  readonly attribute: 1 | 2 | 3;
  readonly sentenceId: number | undefined;
  /** Fields that nobody knows, or that replace ours. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Message 17. */
export function transcriptFrame(content: TranscriptContent): object {
  const time = (ms: number) => inUnit(ms, content.unit);
  return {
    msg_type: messageType.transcript,
    content: {
      ...(content.user === undefined ? {} : { user_id: content.user.id, user_name: content.user.name }),
      ...(content.channelId === undefined ? {} : { channel_id: content.channelId }),
      ...(content.omitTimes ? {} : { start_time: time(content.startTime), end_time: time(content.endTime) }),
      timestamp: time(content.timestamp),
      ...(content.language === undefined ? {} : { language: content.language }),
      attribute: content.attribute,
      ...(content.sentenceId === undefined ? {} : { sentence_id: content.sentenceId }),
      data: content.text,
      ...content.extra,
    },
  };
}

function inUnit(ms: number, unit: TimeUnit): number {
  switch (unit) {
    case 'ms':
      return ms;
    case 'us':
      return ms * 1000;
    case 's':
      return Math.floor(ms / 1000);
  }
}
