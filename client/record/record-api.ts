import type { MeetingSettings, SettingsAnswer } from '../../shared/panel-protocol.ts';
import type { DeletionReceipt, RecordSettings } from '../../shared/record.ts';
import { routes } from '../../shared/routes.ts';
import type { ApiClient } from '../api/api-client.ts';

/** What the host may do with the record of one meeting. Every call rejects as `ApiClient` does. */
export interface RecordApi {
  settings(): Promise<RecordSettings>;
  change(settings: Pick<MeetingSettings, 'retentionHours' | 'restrictedTo'>): Promise<SettingsAnswer>;
  /** Again after a lost answer: the same receipt. */
  delete(): Promise<DeletionReceipt>;
}

export function createRecordApi(api: ApiClient, meetingId: string): RecordApi {
  return {
    settings: () => api.get(routes.record(meetingId)),
    change: (settings) => api.send('PATCH', routes.meeting(meetingId), settings),
    delete: () => api.send('DELETE', routes.meeting(meetingId)),
  };
}
