import type { Caption, Note } from '../../shared/caption.ts';
import type { MeetingStatus } from '../../shared/meeting-status.ts';
import type { CaptionBatch, SessionAnswer, WatchAnswer } from '../../shared/panel-protocol.ts';

/** A settled caption at a position; everything else is as one would expect, unless said otherwise. */
export function aCaption(position: number, change: Partial<Caption> = {}): Caption {
  return {
    kind: 'caption',
    id: `c${position}`,
    position,
    version: position,
    speaker: { id: 's1', name: 'Ana Ruiz' },
    language: 'es',
    text: `frase ${position}`,
    original: { language: 'en', text: `sentence ${position}` },
    state: 'settled',
    origin: 'machine',
    corrected: false,
    engine: 'google',
    spokenAt: 1_800_000_000_000 + position * 1_000,
    delayMs: 420,
    ...change,
  };
}

export function aGap(position: number, lengthMs: number): Note {
  return { kind: 'gap', id: `g${position}`, position, version: position, at: 1_800_000_000_000, lengthMs };
}

export const liveStatus: MeetingStatus = { state: 'live', since: 1_800_000_000_000, start: 'no' };

export function aWatchAnswer(change: Partial<WatchAnswer> = {}): WatchAnswer {
  return {
    ok: true,
    language: 'es',
    epoch: 'e1',
    version: 0,
    reset: false,
    captions: [],
    more: false,
    status: liveStatus,
    ...change,
  };
}

export function aBatch(from: number, version: number, change: Partial<CaptionBatch> = {}): CaptionBatch {
  return { language: 'es', epoch: 'e1', from, version, upserts: [], removed: [], ...change };
}

export function aSession(change: Partial<SessionAnswer> = {}): SessionAnswer {
  return {
    token: 'token-1',
    expiresAt: 900_000,
    expiresInMs: 900_000,
    viewer: { id: 'v1', role: 'participant', can: ['read'] },
    meeting: { id: 'm1', topic: 'Weekly', status: liveStatus },
    ...change,
  };
}
