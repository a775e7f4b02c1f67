/** Searches the meetings of one person, newest first, until a page is full or enough was read. */

import { foldText } from '../../../../../shared/search/folded-text.ts';
import {
  FOUND_LINES_PER_MEETING,
  FOUND_MEETINGS_PER_PAGE,
  type FoundLine,
  type FoundMeeting,
  type SearchAnswer,
} from '../../../../../shared/search/search-protocol.ts';
import type { ViewerSession } from '../../../../access/viewer-session.ts';
import { type FoundLines, findLines } from '../../../../record/search/find-lines.ts';
import { holdsAll } from '../../../../record/search/search-snippet.ts';
import type { SearchStore, WindowSearch } from '../../../../record/search/search-store.ts';
import type { FoldedWords } from '../../../../record/search/search-words.ts';
import type { MeetingDirectory, MeetingRecord } from '../../../../zoom/meeting-directory.ts';
import type { MeetingDoor } from '../../../auth/meeting-door.ts';
import { cursorText, type MeetingCursor } from './meeting-cursor.ts';
import type { MeetingSummaries } from './meeting-summaries.ts';

interface Asked {
  readonly words: FoldedWords;
  /** A line that holds the words in several languages is shown in this one. */
  readonly language?: string;
}

export interface RecordSearch {
  find(
    session: ViewerSession,
    asked: Asked & { readonly after?: MeetingCursor | undefined },
  ): Promise<SearchAnswer>;
  /**
   * Further lines of one meeting, behind a position.
   * @throws {HttpProblem} as `MeetingDoor.enter`
   */
  findIn(
    session: ViewerSession,
    meetingId: string,
    asked: Asked & { readonly after: number },
  ): Promise<SearchAnswer>;
}

/** Memberships that are read at once. */
const MEETINGS_AT_ONCE = 50;
/** After this time an answer says how to go on: its reader sees what there is, and others have their turn. */
const LONGEST_MS = 1_500;
const LINES_OF_ONE_MEETING = 50;

export function createRecordSearch(options: {
  readonly door: MeetingDoor;
  readonly directory: Pick<MeetingDirectory, 'get' | 'ofMember'>;
  readonly summaries: MeetingSummaries;
  readonly store: SearchStore;
  readonly now?: () => number;
}): RecordSearch {
  const { door, directory, summaries, store, now = performance.now.bind(performance) } = options;

  /** Newest first. A panel without a Zoom user has the meeting it is open in. */
  async function meetingsOf(
    { uid, meetingId }: ViewerSession,
    after: MeetingCursor | undefined,
  ): Promise<readonly MeetingRecord[]> {
    if (uid !== undefined) return directory.ofMember(uid, { limit: MEETINGS_AT_ONCE, after });
    const here = meetingId === undefined || after !== undefined ? undefined : await directory.get(meetingId);
    return here === undefined ? [] : [here];
  }

  /** What each of these meetings holds that the viewer may read, in their order. */
  async function* foundIn(
    session: ViewerSession,
    meetings: readonly MeetingRecord[],
    { words, language }: Asked,
    search: WindowSearch,
  ): AsyncGenerator<{ readonly meeting: MeetingRecord; readonly found: FoundLines }> {
    const readable = await door.readable(session, meetings);
    const windows = await search.among([...readable.keys()]);
    for (const meeting of meetings) {
      const until = readable.get(meeting.id);
      if (until === undefined) continue;
      const numbers = windows.flatMap((window) => (window.meetingId === meeting.id ? [window.number] : []));
      const limit = FOUND_LINES_PER_MEETING;
      yield {
        meeting,
        found: await findLines(store, meeting.id, { numbers, words, language, until, limit }),
      };
    }
  }

  async function shown(
    session: ViewerSession,
    found: readonly { readonly meeting: MeetingRecord; readonly found: FoundLines }[],
  ): Promise<readonly FoundMeeting[]> {
    const described = await summaries(
      session,
      found.map(({ meeting }) => meeting),
    );
    return described.flatMap((meeting) => {
      const own = found.find((each) => each.meeting.id === meeting.id)?.found;
      return own === undefined ? [] : [{ meeting, ...linesOf(own) }];
    });
  }

  return {
    async find(session, { after, ...asked }) {
      const search = store.search(asked.words);
      const endsAt = now() + LONGEST_MS;
      const full: { meeting: MeetingRecord; found: FoundLines }[] = [];
      let cursor = after;
      for (;;) {
        const meetings = await meetingsOf(session, cursor);
        for await (const each of foundIn(session, meetings, asked, search)) {
          const { meeting, found } = each;
          cursor = meeting;
          if (found.lines.length > 0 || hasTopic(meeting, asked.words)) full.push(each);
          if (full.length === FOUND_MEETINGS_PER_PAGE || now() > endsAt)
            return { meetings: await shown(session, full), next: cursorText(cursor) };
        }
        const last = meetings.at(-1);
        if (last === undefined || meetings.length < MEETINGS_AT_ONCE)
          return { meetings: await shown(session, full) };
        cursor = last;
      }
    },
    async findIn(session, meetingId, { after, words, language }) {
      const meeting = await door.enter(session, meetingId, 'read');
      const until = (await door.readable(session, [meeting])).get(meetingId) ?? 0;
      const windows = await store.search(words).among([meetingId]);
      const numbers = windows.map(({ number }) => number);
      const limit = LINES_OF_ONE_MEETING;
      const found = await findLines(store, meetingId, { numbers, words, language, until, after, limit });
      return { meetings: await shown(session, [{ meeting, found }]) };
    },
  };
}

function hasTopic({ topic }: MeetingRecord, words: FoldedWords): boolean {
  return topic !== undefined && holdsAll(foldText(topic), words);
}

function linesOf({ lines, hasMore }: FoundLines): {
  readonly lines: readonly FoundLine[];
  readonly after?: number;
} {
  const last = lines.at(-1);
  return { lines, ...(hasMore && last !== undefined ? { after: last.position } : {}) };
}
