/** The reactions to the events of the server: some on the node of the event, some on every node. */
import type { SharedEvent } from './cluster/bus/node-messages.ts';
import type { Context } from './context.ts';
import { meetingDeleted, meetingMoved, personRemoved, sessionEnded, shareRevoked } from './relay/refusals.ts';

/** @param everywhere reacts on this node, then tells the others. */
export function react(context: Context, everywhere: (event: SharedEvent) => Promise<void>): void {
  const { events, storage, broadcast, grants, cluster } = context;
  const { backgroundRequests, restart, autoStart, watchdog } = context;

  events.on('record-deleted', async (deletion) => {
    const { meetingId } = deletion;
    if (deletion.what !== 'lines') return everywhere({ type: 'record-deleted', meetingId });
    await ownedBySomeone(meetingId);
    return everywhere({ type: 'record-deleted', meetingId, lineIds: [...deletion.lineIds] });
  });

  events.on('deauthorized', async ({ uid }) => {
    await grants.forget(uid);
    await forgetPerson(uid);
  });

  events.on('deletion-requested', async ({ uid }) => {
    await grants.revoke(uid);
    await forgetPerson(uid);
  });

  events.on('signed-out', ({ signInId }) => everywhere({ type: 'signed-out', signInId }));

  events.on('shares-ended', ({ shareIds }) => everywhere({ type: 'shares-ended', shareIds: [...shareIds] }));

  events.on('glossary-changed', async (whose) => {
    if ('meetingId' in whose) await ownedBySomeone(whose.meetingId);
    return everywhere({ type: 'glossary-changed', ...whose });
  });

  events.on('budget-changed', ({ meetingId }) => everywhere({ type: 'budget-changed', meetingId }));

  events.on('status-changed', async ({ meetingId }) => {
    const meeting = await storage.meetings.get(meetingId);
    if (meeting !== undefined) broadcast.status(meetingId, meeting.status);
  });

  // The panel requests a new session, which names the right meeting.
  events.on('meeting-moved', async ({ meetingId }) => {
    const meeting = await storage.meetings.get(meetingId);
    const moved = meeting === undefined ? undefined : await storage.meetings.byUuid(meeting.uuid);
    // Its share links lead to the meeting that it is.
    if (moved !== undefined && moved.id !== meetingId) await storage.shares.move(meetingId, moved.id);
    await everywhere({ type: 'meeting-moved', meetingId });
  });

  events.on('stream-stopped', (event) => backgroundRequests.add((signal) => restart(event, signal)));

  events.on('meeting-changed', (event) => backgroundRequests.add((signal) => autoStart(event, signal)));

  /** The owner alone acts on what is shared; of a meeting that nobody owns, this node becomes it. */
  async function ownedBySomeone(meetingId: string): Promise<void> {
    await cluster?.leases.take(meetingId);
  }

  /** Deletes a person's streams, rows, and the records of the meetings they host; closes their panels. */
  async function forgetPerson(uid: string): Promise<void> {
    // First, because the deletion removes the operator from the rows.
    const own = (await storage.streams.open()).filter(({ operatorId }) => operatorId === uid);
    for (const { meetingId } of own) await ownedBySomeone(meetingId);
    await everywhere({ type: 'streams-closed', streamIds: own.map(({ streamId }) => streamId) });
    const shareIds = [...(await storage.shares.madeBy(uid))];
    await watchdog.running('deletion of a person', () => storage.people.deleteEverythingOf(uid));
    await everywhere({ type: 'person-removed', uid });
    if (shareIds.length > 0) await everywhere({ type: 'shares-ended', shareIds });
  }
}

/** Messages of other nodes were lost for a while: looks up in the database what they would have said. */
export async function catchUpWithNodes(context: Context): Promise<void> {
  const { cluster, meetings, panels, storage, streams } = context;
  for (const meetingId of cluster?.held.ids ?? []) {
    for (const { streamId } of streams.ofMeeting(meetingId)) {
      const row = await storage.streams.find(streamId);
      // Its operator has removed the app, or its meeting was deleted.
      if (row?.phase !== 'open') await streams.close(streamId);
    }
    if ((await storage.meetings.get(meetingId)) === undefined) await meetings.forget(meetingId);
  }
  await panels.recheck();
}

/** What an event means on this node, whichever node it comes from. */
export function sharedReactions(context: Context): (event: SharedEvent) => Promise<void> {
  const { storage, translation, transcript, meetings, streams, broadcast, cluster, watchdog } = context;

  return async (event) => {
    switch (event.type) {
      case 'record-deleted':
        return watchdog.running('deletion', () => forget(event.meetingId, event.lineIds));
      case 'streams-closed':
        for (const streamId of event.streamIds)
          if (await capturedHere(streamId)) await streams.close(streamId);
        return;
      case 'signed-out':
        return broadcast.end(sessionEnded, { signInId: event.signInId });
      case 'person-removed':
        return broadcast.end(personRemoved, { uid: event.uid });
      case 'shares-ended':
        for (const shareId of event.shareIds) broadcast.end(shareRevoked, { shareId });
        return;
      case 'meeting-moved':
        return broadcast.end(meetingMoved, { meetingId: event.meetingId });
      case 'budget-changed':
        return translation.meters.budgetChanged(event.meetingId);
      case 'glossary-changed':
        return glossaryChanged(event);
    }
  };

  /** Also a stream that this node has taken and not connected yet: it would be captured although it was closed. */
  async function capturedHere(streamId: string): Promise<boolean> {
    if (cluster === undefined || streams.has(streamId)) return true;
    const record = await storage.streams.find(streamId);
    if (record?.phase !== 'open') return false;
    return (await cluster.leases.take(record.meetingId)).kind === 'own';
  }

  async function forget(meetingId: string, lineIds: readonly string[] | undefined): Promise<void> {
    transcript?.remove(meetingId, lineIds);
    if (lineIds !== undefined) {
      // With several nodes, the owner alone tells readers; without one, the next owner does.
      if (meetings.owns(meetingId)) await meetings.removed(meetingId, lineIds);
      return;
    }
    translation.forget(meetingId);
    // A meeting whose record was deleted is not captured further.
    for (const { streamId } of streams.ofMeeting(meetingId)) await streams.close(streamId);
    await meetings.forget(meetingId);
    broadcast.end(meetingDeleted, { meetingId });
  }

  async function glossaryChanged({
    meetingId,
    uid,
  }: {
    meetingId?: string | undefined;
    uid?: string | undefined;
  }) {
    // Other meetings read their glossary when they are opened.
    const ids =
      uid === undefined
        ? [meetingId].flatMap((id) => (id !== undefined && meetings.owns(id) ? [id] : []))
        : await storage.glossaries.hostedAmong(meetings.meetingIds, uid);
    await watchdog.running('glossary change', () =>
      Promise.all(ids.map((id) => meetings.glossaryChanged(id))),
    );
  }
}
