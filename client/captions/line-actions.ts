import { createContext } from 'react';
import type { Correction } from '../../shared/panel-protocol.ts';
import type { ReadAloud } from '../speech/read-aloud.ts';

/** What this viewer may do with a line, besides reading it. */
export interface LineActions {
  /** Absent: not theirs to do. Rejects as `ApiClient` does. */
  readonly correct?: (lineId: string, correction: Correction) => Promise<void>;
  /** Absent: this browser cannot speak. */
  readonly readAloud?: ReadAloud;
}

export const LineActionsContext = createContext<LineActions>({});
