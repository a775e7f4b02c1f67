/** Finds stored segments: asked for each segment that comes in. */
import type { Kysely } from 'kysely';
import type { StoredSegment } from '../../../captions/ports/caption-store.ts';
import { prepareQuery, type ValueAt } from '../../prepared-query.ts';
import type { Schema } from '../../schema/schema.ts';
import { repeatDigest, storedSegment } from './caption-rows.ts';

interface Sentence {
  readonly meetingId: string;
  readonly streamId: string;
  readonly id: string;
  readonly speakerId: string;
}

export interface SegmentReads {
  /** Was a segment with this key stored? */
  has(meetingId: string, streamId: string, repeatKey: string): Promise<boolean>;
  /** The newest segment with this sentence id; of any speaker when none is named. */
  ofSentence(
    sentence: Omit<Sentence, 'speakerId'> & { readonly speakerId?: string },
  ): Promise<StoredSegment | undefined>;
}

export function createSegmentReads(db: Kysely<Schema>): SegmentReads {
  const byDigest = prepareQuery(
    (value: ValueAt<{ readonly meetingId: string; readonly streamId: string; readonly digest: string }>) =>
      db
        .selectFrom('segments')
        .select('seq')
        .where('stream_id', '=', value('streamId'))
        .where('repeat_digest', '=', value('digest'))
        .where('meeting_id', '=', value('meetingId'))
        .limit(1),
  );
  const sentence = (value: ValueAt<Sentence>) =>
    db
      .selectFrom('segments')
      .selectAll()
      .where('stream_id', '=', value('streamId'))
      .where('sentence_id', '=', value('id'))
      .where('meeting_id', '=', value('meetingId'))
      .orderBy('seq', 'desc')
      .limit(1);
  const ofAnySpeaker = prepareQuery(sentence);
  const ofOneSpeaker = prepareQuery((value: ValueAt<Sentence>) =>
    sentence(value).where('speaker_id', '=', value('speakerId')),
  );
  return {
    has: async (meetingId, streamId, repeatKey) => {
      const digest = repeatDigest(repeatKey);
      const { rows } = await db.executeQuery(byDigest({ meetingId, streamId, digest }));
      return rows.length > 0;
    },
    ofSentence: async ({ speakerId, ...asked }) => {
      const query =
        speakerId === undefined
          ? ofAnySpeaker({ ...asked, speakerId: '' })
          : ofOneSpeaker({ ...asked, speakerId });
      const [row] = (await db.executeQuery(query)).rows;
      return row === undefined ? undefined : storedSegment(row);
    },
  };
}
