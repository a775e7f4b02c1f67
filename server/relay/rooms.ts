/** Names of Socket.IO rooms. Our meeting ids and language tags hold no blank. */
import type { StartPermission } from '../../shared/meeting-status.ts';
import type { ViewerSession } from '../access/viewer-session.ts';

export function meetingRoom(meetingId: string): string {
  return `meeting ${meetingId}`;
}

/** Viewers of a meeting by what they are told about starting it. */
export function startRoom(meetingId: string, start: StartPermission): string {
  return `start ${meetingId} ${start}`;
}

/** One person's sockets in a meeting, on all their screens. */
export function viewerRoom({ meetingId, viewerId }: Pick<ViewerSession, 'meetingId' | 'viewerId'>): string {
  return `viewer ${meetingId ?? ''} ${viewerId}`;
}

export function languageRoom(meetingId: string, language: string): string {
  return `captions ${meetingId} ${language}`;
}

export function languageRoomOf(room: string): { meetingId: string; language: string } | undefined {
  const [kind, meetingId, language] = room.split(' ');
  if (kind !== 'captions' || meetingId === undefined || language === undefined) return undefined;
  return { meetingId, language };
}
