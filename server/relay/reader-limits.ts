/** What one person may take of a meeting, and a meeting of the server. Socket.IO's rooms are the count: there is no second list. */
import type { ViewerSession } from '../access/viewer-session.ts';
import type { PanelNamespace, PanelSocket } from './panel-socket.ts';
import { ConnectRefused, RequestRefused } from './refusals.ts';
import { meetingRoom, viewerRoom } from './rooms.ts';

/** Nobody has more screens; a script with one guest's token must not fill a meeting. */
const MAX_SOCKETS_PER_VIEWER = 20;
/** An interpreter's desk has so many. The rest of a meeting's languages is for others. */
const MAX_LANGUAGES_PER_VIEWER = 6;

/** @throws {ConnectRefused} `too-many-connections` */
export function requirePlace(
  { adapter }: PanelNamespace,
  viewer: ViewerSession,
  maxSocketsPerMeeting: number,
): void {
  const { meetingId } = viewer;
  const sizeOf = (room: string) => adapter.rooms.get(room)?.size ?? 0;
  if (sizeOf(viewerRoom(viewer)) >= MAX_SOCKETS_PER_VIEWER) {
    throw new ConnectRefused('too-many-connections', 'You have these captions open too many times already.');
  }
  if (meetingId !== undefined && sizeOf(meetingRoom(meetingId)) >= maxSocketsPerMeeting) {
    throw new ConnectRefused(
      'too-many-connections',
      'This meeting has as many readers as the server allows.',
    );
  }
}

/**
 * Counts what this viewer reads on other sockets, and this language.
 * @throws {RequestRefused} `language-limit`
 */
export function requireLanguage(
  { adapter, sockets }: PanelNamespace,
  socket: PanelSocket,
  language: string,
): void {
  const languages = new Set([language]);
  for (const id of adapter.rooms.get(viewerRoom(socket.data.viewer)) ?? []) {
    const read = id === socket.id ? undefined : sockets.get(id)?.data.language;
    if (read !== undefined) languages.add(read);
  }
  if (languages.size > MAX_LANGUAGES_PER_VIEWER)
    throw new RequestRefused('language-limit', 'You read in as many languages at a time as one person may.');
}
