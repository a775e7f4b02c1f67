/** Whether a meeting can be had in a language, and how far it is translated. */
import type { Response } from 'express';
import { ORIGINAL } from '../../../../shared/language.ts';
import { LanguageLimitReached } from '../../../captions/languages/active-languages.ts';
import type { Preparation, TranscriptPreparation } from '../../../captions/ports/transcript-preparation.ts';
import type { Translator } from '../../../captions/ports/translator.ts';
import { type TranscriptStore, untranslatedLines } from '../../../export/transcript-pages.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { ParsedExport } from './export-request.ts';
import type { TicketSession } from './export-tickets.ts';

export interface ExportPreparationOptions {
  readonly transcripts: TranscriptStore;
  readonly captions: TranscriptPreparation;
  readonly languagesOf: { languages(meetingId: string): Promise<readonly string[]> };
  readonly translator: Pick<Translator, 'serves'>;
  /** Where the asker names no language; `auto`: as it was spoken. */
  readonly targetLanguage: string;
}

export type AskedExport = ParsedExport & { readonly language: string };

interface Wanted {
  readonly session: TicketSession;
  readonly meetingId: string;
  readonly language: string;
  readonly until: number | undefined;
}

/** A `GET` waits for translations for so long: less than proxies wait for an answer. */
const GET_PATIENCE_MS = 20_000;

export function createExportPreparation(options: ExportPreparationOptions) {
  const { transcripts, captions, languagesOf, translator, targetLanguage } = options;

  const wasRead = async (meetingId: string, language: string) =>
    (await languagesOf.languages(meetingId)).includes(language);

  /** The language that serves the one that was asked for, or was read in the meeting. @throws {HttpProblem} 400 */
  const served = async (asked: ParsedExport, meetingId: string): Promise<AskedExport> => {
    const language = asked.language ?? (targetLanguage === 'auto' ? ORIGINAL : targetLanguage);
    if (language === ORIGINAL) return { ...asked, language };
    const tag = translator.serves(language);
    if (tag !== undefined) return { ...asked, language: tag };
    if (await wasRead(meetingId, language)) return { ...asked, language };
    throw new HttpProblem(
      400,
      'language-not-served',
      'No translation engine of this server offers that language, and nobody read it in this meeting.',
    );
  };

  /** @throws {HttpProblem} */
  const prepare = async ({ session, meetingId, language, until }: Wanted): Promise<Preparation> => {
    if (language === ORIGINAL) return nothingMissing;
    if (session.shareId !== undefined) return await asItIs(meetingId, language, until);
    try {
      return await captions.prepare({ meetingId, language, ...(until === undefined ? {} : { until }) });
    } catch (error) {
      if (!(error instanceof LanguageLimitReached)) throw error;
      throw new HttpProblem(
        409,
        'language-limit',
        'As many languages are read in this meeting now as it may have. Choose one of them, or ask again later.',
        { cause: error },
      );
    }
  };

  /** Nobody spends what translations cost by a link that anybody may pass on. */
  const asItIs = async (
    meetingId: string,
    language: string,
    until: number | undefined,
  ): Promise<Preparation> => {
    if (!(await wasRead(meetingId, language)))
      throw new HttpProblem(
        403,
        'language-not-read',
        'By a link the transcript comes in languages that are read in this meeting. Read it in yours first, or choose another.',
      );
    const total = await untranslatedLines(transcripts, { meetingId, language, until });
    return { state: 'ready', translated: 0, total };
  };

  return {
    served,
    prepare,
    /** Asks until it is ready. @throws {HttpProblem} 503 after `GET_PATIENCE_MS`, or when the asker is gone */
    async ready(response: Response, wanted: Wanted): Promise<void> {
      const giveUpAt = performance.now() + GET_PATIENCE_MS;
      for (;;) {
        const { state, translated, total } = await prepare(wanted);
        if (state === 'ready') return;
        if (performance.now() < giveUpAt && !response.closed) continue;
        throw new HttpProblem(
          503,
          'transcript-preparing',
          `The meeting is being translated: ${translated} of ${total} lines are done. Ask again in a moment.`,
          { retryAfterS: 2 },
        );
      }
    },
  };
}

const nothingMissing: Preparation = { state: 'ready', translated: 0, total: 0 };
