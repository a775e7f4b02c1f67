import {
  type ExportFormat,
  type ExportTimes,
  exportFormats,
  exportTimes,
} from '../../shared/reports/transcript-export.ts';

/** What a person wants of a file, but for the language: the same the next time. */
export interface ExportChoice {
  readonly format: ExportFormat;
  readonly bilingual: boolean;
  readonly speakers: boolean;
  readonly times: ExportTimes;
}

/** From the preferences, which may be of another version or of somebody who edits them. */
export function parseExportChoice(stored: unknown): ExportChoice {
  const field = (name: string): unknown =>
    typeof stored === 'object' && stored !== null ? Reflect.get(stored, name) : undefined;
  return {
    format: exportFormats.find((format) => format === field('format')) ?? 'txt',
    bilingual: field('bilingual') === true,
    speakers: field('speakers') !== false,
    times: exportTimes.find((times) => times === field('times')) ?? 'relative',
  };
}

/** Subtitles have times of their own. */
export function hasOwnTimes(format: ExportFormat): boolean {
  return format === 'vtt' || format === 'srt';
}
