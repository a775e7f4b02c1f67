import { createContext } from 'react';
import type { Correction } from '../../shared/panel-protocol.ts';

/** What this viewer may do with a line, besides reading it. */
export interface LineActions {
  /** Absent: not theirs to do. Rejects as `ApiClient` does. */
  readonly correct?: (lineId: string, correction: Correction) => Promise<void>;
}

export const LineActionsContext = createContext<LineActions>({});
