import { type MeetingStatus, type ReasonCode, reasonCodes } from '../../../shared/meeting-status.ts';
import { type EndReason, endSentence } from './connection/end-reason.ts';
import { rtmsStatus } from './wire/handshake-status.ts';

/** The status with the word for its sentence, so that a panel can say it in its own language. */
export function withReasonCode<Status extends Pick<MeetingStatus, 'reason'>>(
  status: Status,
): Status & Pick<MeetingStatus, 'reasonCode'> {
  const reasonCode = status.reason === undefined ? undefined : codeOf(status.reason);
  return reasonCode === undefined ? status : { ...status, reasonCode };
}

/** Found by the sentence, because that is what is stored with a meeting. */
function codeOf(sentence: string): ReasonCode | undefined {
  return codes.get(sentence.replace(HANDSHAKE, ''));
}

/** What `refusalSentence` adds for operators. */
const HANDSHAKE = / \(\w+ handshake, status \d+\)$/;

const ofStops: Readonly<Partial<Record<ReasonCode, readonly number[]>>> = {
  stopped: [0, 2, 20, 25],
  'host-stopped': [1],
  'starter-left': [3],
  'starter-removed': [4],
  'app-disabled': [5],
  'meeting-ended': [6],
  'participant-stopped': [7],
  revoked: [8],
  'apps-disabled': [9],
  'zoom-error': [10],
  'not-made': [11],
  lost: [12, 13, 14, 15, 16, 24],
  // And those that Zoom may yet invent.
  'zoom-stopped': [17, -1],
  credentials: [18],
  'not-restored': [19],
  'admin-disabled': [23],
};

const ofRefusals: Readonly<Partial<Record<ReasonCode, readonly number[]>>> = {
  'unknown-stream': [2],
  signature: [3],
  refused: [4, 7, 14, 36, 37, 9, -1],
  'still-connected': [8, 15, 16],
  'no-transcripts': [12],
  'not-ready': [17],
  'source-language': [43],
  'media-error': [45],
};

const ofEnds: Readonly<Partial<Record<ReasonCode, readonly EndReason[]>>> = {
  stopped: [{ type: 'terminated' }],
  'not-restored': [{ type: 'window-over' }],
  'no-server': [{ type: 'no-address', link: 'signaling' }],
  'no-transcripts': [{ type: 'no-address', link: 'media' }],
};

const codes: ReadonlyMap<string, ReasonCode> = new Map([
  ...pairs(ofStops, (stopReason) => endSentence({ type: 'stopped', stopReason })),
  ...pairs(ofRefusals, (status) => rtmsStatus(status).sentence),
  ...pairs(ofEnds, endSentence),
]);

function pairs<Example>(
  examples: Readonly<Partial<Record<ReasonCode, readonly Example[]>>>,
  sentenceOf: (example: Example) => string,
): readonly (readonly [string, ReasonCode])[] {
  const found: (readonly [string, ReasonCode])[] = [];
  for (const code of reasonCodes) {
    for (const example of examples[code] ?? []) found.push([sentenceOf(example), code]);
  }
  return found;
}
