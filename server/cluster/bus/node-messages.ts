/** What nodes say to each other. Nodes run the same release, but for the minutes of an upgrade: what is not understood is ignored. */
import { z } from 'zod';
import type { Segment } from '../../captions/model/segment.ts';

const meetingId = z.string();

/** An event of one node that concerns the panels and meetings of every node. */
const sharedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('record-deleted'), meetingId, lineIds: z.array(z.string()).optional() }),
  z.object({ type: z.literal('meeting-moved'), meetingId }),
  z.object({ type: z.literal('budget-changed'), meetingId }),
  z.object({ type: z.literal('access-changed'), meetingId }),
  z.object({ type: z.literal('signed-out'), signInId: z.string() }),
  z.object({ type: z.literal('shares-ended'), shareIds: z.array(z.string()) }),
  z.object({ type: z.literal('person-removed'), uid: z.string() }),
  z.object({ type: z.literal('streams-closed'), streamIds: z.array(z.string()) }),
  z.object({
    type: z.literal('glossary-changed'),
    meetingId: meetingId.optional(),
    uid: z.string().optional(),
  }),
]);
export type SharedEvent = z.infer<typeof sharedEvent>;

const segmentShape = z.object({
  meetingId,
  streamId: z.string(),
  sentenceId: z.string().optional(),
  speaker: z.object({ id: z.string(), name: z.string() }),
  sourceLanguage: z.string(),
  text: z.string(),
  attribute: z.enum(['new', 'update', 'delete']),
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  timestamp: z.number().optional(),
  receivedAt: z.number(),
});

const nodeMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('shared'), event: sharedEvent }),
  /** To the owner: what is read of this meeting has changed on another node. */
  z.object({ type: z.literal('rooms'), meetingId }),
  /** To the owner: webhooks of this stream are stored that it must act on. Absent: of any; an earlier release names none. */
  z.object({ type: z.literal('webhooks'), streamId: z.string().optional() }),
  /** To the owner: a reader asked for lines of the past, which may miss in this language. */
  z.object({
    type: z.literal('history'),
    meetingId,
    language: z.string(),
    before: z.number(),
    until: z.number().optional(),
    limit: z.number(),
  }),
  /** Nobody owns these meetings: the first node to take one has it. */
  z.object({ type: z.literal('released'), meetingIds: z.array(meetingId) }),
  /** To the owner: what a former owner received and could not store. */
  z.object({
    type: z.literal('speech'),
    segment: z.custom<Segment>((value) => segmentShape.safeParse(value).success),
  }),
  z.object({
    type: z.literal('correct'),
    id: z.string(),
    request: z.object({
      meetingId,
      lineId: z.string(),
      correction: z.union([
        z.strictObject({ original: z.string() }),
        z.strictObject({ language: z.string(), text: z.string() }),
      ]),
    }),
  }),
  /** To the owner: somebody waits for a transcript in this language. */
  z.object({
    type: z.literal('prepare'),
    id: z.string(),
    request: z.object({ meetingId, language: z.string(), until: z.number().optional() }),
  }),
  z.object({ type: z.literal('answer'), id: z.string(), answer: z.unknown() }),
]);
export type NodeMessage = z.infer<typeof nodeMessage>;

type Asking = Extract<NodeMessage, { type: 'correct' | 'prepare' }>;
/** What one node asks another, without the id of the answer. */
export type NodeQuestion = {
  [Type in Asking['type']]: Omit<Extract<Asking, { type: Type }>, 'id'>;
}[Asking['type']];

const envelope = z.object({ from: z.string(), message: nodeMessage });

export function parseNodeMessage(text: string): z.infer<typeof envelope> | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
