import type { SourceLanguage } from '../../../config-schema.ts';
import { languageIdOf } from './language-ids.ts';
import type { TranscriptRequest } from './requests.ts';

/** How transcripts are asked for. A language that Zoom does not know leaves detection to find it out. */
export function transcriptRequest(source: SourceLanguage): TranscriptRequest {
  const sourceLanguage = source.mode === 'auto' ? undefined : languageIdOf(source.language);
  return { sourceLanguage, detectLanguage: source.mode !== 'only' || sourceLanguage === undefined };
}

/** What the operator should know about the request, in one sentence; mostly nothing. */
export function transcriptRequestNotice(source: SourceLanguage): string | undefined {
  if (source.mode === 'auto') return undefined;
  if (languageIdOf(source.language) === undefined) {
    return 'SOURCE_LANGUAGE is no language that Zoom transcribes; it will be detected';
  }
  return source.mode === 'only'
    ? 'language detection is off, and with it the revisions of transcripts'
    : undefined;
}
