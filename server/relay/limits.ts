/** What one person may take of a meeting, and a meeting of the server. Socket.IO's rooms are the count: there is no second list. */
import { ORIGINAL } from '../../shared/language.ts';
import type { ViewerSession } from '../access/viewer-session.ts';
import { languageOf, type PanelNamespace, type PanelSocket } from './panel-io.ts';
import { ConnectRefused } from './refusals.ts';
import { RequestRefused } from './requests.ts';
import { allowanceRoom, languageRoom, meetingRoom } from './rooms.ts';

/** Nobody has more screens; a script with one guest's context must not fill a meeting. */
const MAX_SOCKETS_PER_PERSON = 20;
/** An interpreter's desk has so many. The rest of a meeting's languages is for others. */
const MAX_LANGUAGES_PER_PERSON = 6;
/** A person's second socket or language leaves this part of the meeting's free for others' first. */
const KEPT_FROM_SECOND = 1 / 4;
/** Every further one leaves this part free. */
const KEPT_FROM_FURTHER = 1 / 2;

/**
 * May a person who holds `held` take another of `most`, of which `taken` are taken? The last free ones are for people
 * who have none: whoever holds many is refused first.
 */
export function hasRoom({ held, taken, most }: { held: number; taken: number; most: number }): boolean {
  const kept = held === 0 ? 0 : held === 1 ? KEPT_FROM_SECOND : KEPT_FROM_FURTHER;
  return most - taken > most * kept;
}

/** @throws {ConnectRefused} `too-many-connections` */
export function requirePlace(
  { adapter }: PanelNamespace,
  viewer: ViewerSession,
  maxSocketsPerMeeting: number,
): void {
  const { meetingId } = viewer;
  const sizeOf = (room: string) => adapter.rooms.get(room)?.size ?? 0;
  const held = sizeOf(allowanceRoom(viewer));
  if (held >= MAX_SOCKETS_PER_PERSON) {
    throw new ConnectRefused('too-many-connections', 'You have these captions open too many times already.');
  }
  if (meetingId === undefined) return;
  if (
    !hasRoom({
      held: heldBy(viewer, held),
      taken: sizeOf(meetingRoom(meetingId)),
      most: maxSocketsPerMeeting,
    })
  ) {
    throw new ConnectRefused(
      'too-many-connections',
      held === 0 && viewer.shareId === undefined
        ? 'This meeting has as many readers as the server allows.'
        : 'This meeting is nearly full: its last places are for people who do not read it yet.',
    );
  }
}

/**
 * Counts what this person reads on other sockets, and this language; one that somebody reads already costs the meeting
 * nothing.
 * @throws {RequestRefused} `language-limit`
 */
export function requireLanguage(
  namespace: PanelNamespace,
  socket: PanelSocket,
  language: string,
  maxLanguagesPerMeeting: number,
): void {
  const { viewer } = socket.data;
  const { meetingId } = viewer;
  const own = languagesIn(namespace, allowanceRoom(viewer), socket);
  if (!own.has(language) && own.size >= MAX_LANGUAGES_PER_PERSON)
    throw new RequestRefused('language-limit', 'You read in as many languages at a time as one person may.');
  if (meetingId === undefined || language === ORIGINAL || isRead(namespace, meetingId, language, socket))
    return;
  const ofMeeting = languagesIn(namespace, meetingRoom(meetingId), socket);
  ofMeeting.delete(ORIGINAL);
  own.delete(ORIGINAL);
  if (ofMeeting.has(language)) return;
  if (!hasRoom({ held: heldBy(viewer, own.size), taken: ofMeeting.size, most: maxLanguagesPerMeeting })) {
    throw new RequestRefused(
      'language-limit',
      'This meeting is read in nearly as many languages as the server allows: the last are for people who read none.',
    );
  }
}

/** Readers by a link count as one who holds something: the last quarter is for people of the meeting. */
function heldBy({ shareId }: Pick<ViewerSession, 'shareId'>, held: number): number {
  return shareId === undefined ? held : Math.max(1, held);
}

/** Whether somebody else is in the room of the language, however many read the meeting. */
export function isRead(
  { adapter }: PanelNamespace,
  meetingId: string,
  language: string,
  asking: PanelSocket,
): boolean {
  const readers = adapter.rooms.get(languageRoom(meetingId, language));
  return readers !== undefined && readers.size > (readers.has(asking.id) ? 1 : 0);
}

/** What the sockets of a room read, but for the one that is about to read something else. */
export function languagesIn(
  { adapter, sockets }: PanelNamespace,
  room: string,
  asking: PanelSocket,
): Set<string> {
  const languages = new Set<string>();
  for (const id of adapter.rooms.get(room) ?? []) {
    const read = id === asking.id ? undefined : languageOf(sockets.get(id));
    if (read !== undefined) languages.add(read);
  }
  return languages;
}
