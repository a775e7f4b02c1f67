/** The reactions to the events of the server. */
import type { Context } from './context.ts';
import { meetingDeleted, meetingMoved, personRemoved, sessionEnded } from './relay/refusals.ts';

export function react(context: Context): void {
  const { events, storage, translation, transcript, meetings, streams, broadcast, grants } = context;
  const { backgroundRequests, restart, autoStart, watchdog } = context;

  events.on('record-deleted', (deletion) =>
    watchdog.running('deletion', async () => {
      const { meetingId } = deletion;
      transcript?.remove(meetingId, deletion.what === 'lines' ? deletion.lineIds : undefined);
      if (deletion.what === 'lines') return meetings.removed(meetingId, deletion.lineIds);
      translation.forget(meetingId);
      // A meeting whose record was deleted is not captured further.
      for (const { streamId } of streams.ofMeeting(meetingId)) await streams.close(streamId);
      await meetings.forget(meetingId);
      broadcast.end(meetingDeleted, { meetingId });
    }),
  );

  events.on('deauthorized', async ({ uid }) => {
    await grants.forget(uid);
    await forgetPerson(uid);
  });

  events.on('deletion-requested', async ({ uid }) => {
    await grants.revoke(uid);
    await forgetPerson(uid);
  });

  events.on('signed-out', ({ signInId }) => broadcast.end(sessionEnded, { signInId }));

  events.on('glossary-changed', async (whose) => {
    // Other meetings read their glossary when they are opened.
    const ids =
      'uid' in whose
        ? await storage.glossaries.hostedAmong(meetings.meetingIds, whose.uid)
        : [whose.meetingId];
    await watchdog.running('glossary change', () =>
      Promise.all(ids.map((meetingId) => meetings.glossaryChanged(meetingId))),
    );
  });

  events.on('status-changed', async ({ meetingId }) => {
    const meeting = await storage.meetings.get(meetingId);
    if (meeting !== undefined) broadcast.status(meetingId, meeting.status);
  });

  // The panel requests a new session, which names the right meeting.
  events.on('meeting-moved', ({ meetingId }) => broadcast.end(meetingMoved, { meetingId }));

  events.on('stream-stopped', (event) => backgroundRequests.add((signal) => restart(event, signal)));

  events.on('meeting-changed', (event) => backgroundRequests.add((signal) => autoStart(event, signal)));

  /** Deletes a person's streams, rows, and the records of the meetings they host; closes their panels. */
  async function forgetPerson(uid: string): Promise<void> {
    // First, because the deletion removes the operator from the rows.
    const own = (await storage.streams.open()).filter(({ operatorId }) => operatorId === uid);
    for (const { streamId } of own) await streams.close(streamId);
    await watchdog.running('deletion of a person', () => storage.people.deleteEverythingOf(uid));
    broadcast.end(personRemoved, { uid });
  }
}
