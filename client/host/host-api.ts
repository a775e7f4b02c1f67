import type { Glossary, GlossaryReading } from '../../shared/glossary.ts';
import type { Meter } from '../../shared/meter.ts';
import { routes } from '../../shared/routes.ts';
import type { ApiClient } from '../api/api-client.ts';
import { createRecordApi, type RecordApi } from '../record/record-api.ts';

/** Whose terms: this meeting's, or those of all meetings this person hosts. */
export type GlossaryScope = 'meeting' | 'mine';

/** What only the host of a meeting may see and change. Every call rejects as `ApiClient` does. */
export interface HostApi {
  meter(): Promise<Meter>;
  setBudget(characters: number | null): Promise<Meter>;
  glossary(scope: GlossaryScope): Promise<Glossary>;
  saveGlossary(scope: GlossaryScope, glossary: Glossary): Promise<Glossary>;
  glossaryAsCsv(scope: GlossaryScope): Promise<string>;
  /** What a file says; nothing is saved. */
  readGlossary(file: ArrayBuffer): Promise<GlossaryReading>;
  importGlossary(scope: GlossaryScope, file: ArrayBuffer): Promise<Glossary>;
}

/** The same, with what belongs to other parts of the sheet. */
export interface HostSheetApi extends HostApi {
  readonly record: RecordApi;
}

export function createHostApi(api: ApiClient, meetingId: string): HostSheetApi {
  const glossary = (scope: GlossaryScope) =>
    scope === 'meeting' ? routes.meetingGlossary(meetingId) : routes.glossary;
  return {
    record: createRecordApi(api, meetingId),
    meter: () => api.get(routes.meter(meetingId)),
    setBudget: (budget) => api.send('PATCH', routes.meeting(meetingId), { budget }),
    glossary: (scope) => api.get(glossary(scope)),
    saveGlossary: (scope, terms) => api.send('PUT', glossary(scope), terms),
    glossaryAsCsv: (scope) => api.getCsv(glossary(scope)),
    readGlossary: (file) => api.sendCsv('POST', routes.glossaryReading, file),
    importGlossary: (scope, file) => api.sendCsv('PUT', glossary(scope), file),
  };
}
