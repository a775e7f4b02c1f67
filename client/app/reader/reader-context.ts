import type { MeetingStatus } from '../../../shared/meeting-status.ts';
import type { StreamAction } from '../../../shared/panel-protocol.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import type { SessionState } from '../session/session-machine.ts';
import type { ReaderModel } from './reader-model.ts';
import type { ReaderState } from './reader-state.ts';

/** Values that all parts of a reader's screen need. */
export interface ReaderContext {
  readonly reader: ReaderModel;
  readonly place: 'panel' | 'home';
  readonly state: ReaderState;
  readonly session: SessionState;
  /** The newest status of the feed; `undefined`: none has come, and that of the session holds. */
  readonly status: MeetingStatus | undefined;
  /** Without lines the state fills the panel. */
  readonly hasLines: boolean;
  /** Opens the sheet of the transcript. */
  readonly openTranscript: () => void;
}

export interface StreamButtons {
  readonly actions: readonly StreamAction[];
  readonly startLabel: MessageKey;
}

/** The buttons this viewer has in this state of the meeting. */
export function streamButtons({ reader, session, status, state }: ReaderContext): StreamButtons {
  if (session.kind !== 'open') return { actions: [], startLabel: 'startCaptions' };
  const mayStop = session.session.viewer.can.includes('stop');
  const { start } = statusOf(session, status);
  // Only the Zoom client can ask the host.
  const mayStart = start === 'yes' || (start === 'ask-host' && reader.zoom !== undefined);
  const startLabel = start === 'ask-host' ? 'askHost' : state === 'ended' ? 'startAgain' : 'startCaptions';
  switch (state) {
    case 'waiting':
    case 'ended':
      return { actions: mayStart ? ['start'] : [], startLabel };
    case 'live':
      return { actions: mayStop ? ['pause', 'stop'] : [], startLabel };
    case 'paused':
      return { actions: mayStop ? ['resume', 'stop'] : [], startLabel };
    case 'reconnecting':
      return { actions: mayStop ? ['stop'] : [], startLabel };
    default:
      return { actions: [], startLabel };
  }
}

export function statusOf(
  session: Extract<SessionState, { kind: 'open' }>,
  status: MeetingStatus | undefined,
): MeetingStatus {
  return status ?? session.session.meeting.status;
}
