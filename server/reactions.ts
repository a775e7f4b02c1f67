/** The reactions to the events of the server: some on the node of the event, some on every node. */
import type { DeletionReceipt } from '../shared/record.ts';
import type { SharedEvent } from './cluster/bus/node-messages.ts';
import type { Context } from './context.ts';
import { meetingDeleted, meetingMoved, personRemoved, sessionEnded, shareRevoked } from './relay/refusals.ts';

/** @param everywhere reacts on this node, then tells the others. */
export function react(context: Context, everywhere: (event: SharedEvent) => Promise<void>): void {
  const { events, storage, broadcast, grants, cluster, meetings } = context;
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

  events.on('deletion-requested', async ({ uid, onDone }) => {
    await grants.revoke(uid);
    const receipt = await forgetPerson(uid);
    onDone?.(receipt);
  });

  events.on('access-changed', ({ meetingId }) => everywhere({ type: 'access-changed', meetingId }));

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

  events.on('stream-stopped', async (event) => {
    backgroundRequests.add((signal) => restart(event, signal));
    if (event.zoomUuid !== undefined) await endedPerhaps(event.zoomUuid);
  });

  events.on('meeting-changed', async (event) => {
    backgroundRequests.add((signal) => autoStart(event, signal));
    if (event.type === 'meeting-ended') await endedPerhaps(event.meeting.uuid);
  });

  /** What a host has chosen for the time after the meeting holds from its end on. */
  async function endedPerhaps(zoomUuid: string): Promise<void> {
    const known = await storage.meetings.byUuid(zoomUuid);
    if (known === undefined) return;
    await meetings.stored(known.id);
    const meeting = await storage.meetings.get(known.id);
    if (meeting?.isOver !== true) return;
    if (meeting.retentionHours === 0)
      await watchdog.running('retention', () => storage.retention.deleteIfDue(meeting.id));
    else if (meeting.restrictedTo === 'hosts')
      await everywhere({ type: 'access-changed', meetingId: meeting.id });
  }

  /** The owner alone acts on what is shared; of a meeting that nobody owns, this node becomes it. */
  async function ownedBySomeone(meetingId: string): Promise<void> {
    await cluster?.leases.take(meetingId);
  }

  /** Deletes a person's streams, rows, and the records of the meetings they host; closes their panels. */
  async function forgetPerson(uid: string): Promise<DeletionReceipt> {
    // First, because the deletion removes the operator from the rows.
    const own = (await storage.streams.open()).filter(({ operatorId }) => operatorId === uid);
    for (const { meetingId } of own) await ownedBySomeone(meetingId);
    await everywhere({ type: 'streams-closed', streamIds: own.map(({ streamId }) => streamId) });
    const shareIds = [...(await storage.shares.madeBy(uid))];
    const deleting = () => storage.people.deleteEverythingOf(uid);
    const { receipt } = await watchdog.running('deletion of a person', deleting);
    await everywhere({ type: 'person-removed', uid });
    if (shareIds.length > 0) await everywhere({ type: 'shares-ended', shareIds });
    return receipt;
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
  const { panels } = context;

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
      case 'access-changed':
        return panels.recheck(event.meetingId);
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
    if (lineIds !== undefined) {
      // With several nodes, the owner alone tells readers; without one, the next owner does.
      if (meetings.owns(meetingId)) await meetings.removed(meetingId, lineIds);
      await transcript?.remove(meetingId, lineIds);
      return;
    }
    // First: who reads it sees no more of it, however long the rest takes.
    broadcast.end(meetingDeleted, { meetingId });
    translation.forget(meetingId);
    // A meeting whose record was deleted is not captured further.
    for (const { streamId } of streams.ofMeeting(meetingId)) await streams.close(streamId);
    await meetings.forget(meetingId);
    // Once no more sentences of it can come.
    await transcript?.remove(meetingId);
    // Who came between.
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
