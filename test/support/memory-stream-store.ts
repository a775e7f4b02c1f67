import type { StreamRecord, StreamStore } from '../../server/zoom/rtms/stream-store.ts';

/** Stream rows in memory, with what was asked of them on the side. */
export class MemoryStreamStore implements StreamStore {
  readonly rows = new Map<string, StreamRecord>();
  readonly deleted: string[] = [];

  async save(stream: StreamRecord): Promise<void> {
    this.rows.set(stream.streamId, stream);
  }

  async find(streamId: string): Promise<StreamRecord | undefined> {
    return this.rows.get(streamId);
  }

  async open(): Promise<readonly StreamRecord[]> {
    return [...this.rows.values()].filter(({ phase }) => phase === 'open');
  }

  async ofMeetings(meetingIds: readonly string[]): Promise<readonly StreamRecord[]> {
    return [...this.rows.values()].filter((row) => meetingIds.includes(row.meetingId));
  }

  async mark(
    { good, paused }: { good: readonly string[]; paused: readonly string[] },
    at: number,
  ): Promise<void> {
    for (const streamId of [...good, ...paused]) {
      const row = this.rows.get(streamId);
      if (row === undefined) continue;
      const { goodUntil: _, ...rest } = row;
      this.rows.set(streamId, good.includes(streamId) ? { ...rest, goodUntil: at } : rest);
    }
  }

  async deleteRecord(streamId: string): Promise<void> {
    this.deleted.push(streamId);
  }
}
