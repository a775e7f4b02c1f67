/** Names of Socket.IO rooms. Our meeting ids and language tags hold no blank. */
import type { StartPermission } from '../../shared/meeting-status.ts';
import { allowanceOf, type ViewerSession } from '../access/viewer-session.ts';
import { BOUNDED_READERS } from '../captions/ports/readable-meetings.ts';

export function meetingRoom(meetingId: string): string {
  return `meeting ${meetingId}`;
}

/** Viewers of a meeting by what they are told about starting it. */
export function startRoom(meetingId: string, start: StartPermission): string {
  return `start ${meetingId} ${start}`;
}

/** Sockets of a meeting that are given lines up to a time only. */
export function boundedRoom(meetingId: string): string {
  return `bounded ${meetingId}`;
}

/** The sockets in a meeting that share one allowance: a person's on all their screens, a sealed context's guests. */
export function allowanceRoom(
  viewer: Pick<ViewerSession, 'meetingId' | 'viewerId' | 'uid' | 'contextId'>,
): string {
  return `allowance ${viewer.meetingId ?? ''} ${allowanceOf(viewer)}`;
}

/** The readers of a share link, who came by no other proof. */
export function linkRoom(shareId: string): string {
  return `link ${shareId}`;
}

export function languageRoom(meetingId: string, language: string): string {
  return `captions ${meetingId} ${language}`;
}

/** What the sockets of a room read: a language, or lines up to a time; `undefined` for every other room. */
export function readingOf(room: string): { meetingId: string; reading: string } | undefined {
  const [kind, meetingId, language] = room.split(' ');
  if (meetingId === undefined) return undefined;
  if (kind === 'bounded') return { meetingId, reading: BOUNDED_READERS };
  return kind === 'captions' && language !== undefined ? { meetingId, reading: language } : undefined;
}
