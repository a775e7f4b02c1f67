import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { ORIGINAL, type ServedLanguage } from '../../shared/language.ts';
import type { ExportAnswer, ExportFormat, ExportRequest } from '../../shared/reports/transcript-export.ts';
import { Choice, Switch } from '../display/settings-fields.tsx';
import type { Messages } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { LanguageOptions } from '../languages/language-options.tsx';
import { useLoaded } from '../lib/use-loaded.ts';
import { useStore } from '../lib/use-store.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import styles from './export.module.css';
import { type ExportChoice, hasOwnTimes, parseExportChoice } from './export-choice.ts';
import { ExportJob } from './export-job.ts';
import { ExportNews } from './export-news.tsx';
import { exportWords } from './export-words.ts';
import type { MessageValues } from './message-values.ts';

export interface ExportSheetProps {
  /** The language that is being read. */
  readonly language: string;
  /** What this person chose the last time, from the preferences. */
  readonly storedChoice: unknown;
  readonly onChoice: (choice: ExportChoice) => void;
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  readonly ask: (request: ExportRequest) => Promise<ExportAnswer>;
  /** Zoom's client, which opens the browser. Absent in a browser, which saves the file itself. */
  readonly zoom: ZoomBrowser | undefined;
  readonly isLive: boolean;
  /** By a share link only what was read can be had. */
  readonly byLink: boolean;
  readonly onClose: () => void;
}

interface ZoomBrowser {
  readonly openUrl: (url: string) => Promise<void>;
  /** Of this meeting on `/home`. */
  readonly homeUrl: string;
}

/** The transcript as a file: which, in which language, and with what. */
export function ExportSheet(props: ExportSheetProps): ReactNode {
  const { storedChoice, onChoice, ask, zoom, isLive, onClose } = props;
  const say = useMessages();
  const words = usePartWords(exportWords);
  const choice = useMemo(() => parseExportChoice(storedChoice), [storedChoice]);
  const [language, setLanguage] = useState(props.language);
  const openUrl = zoom?.openUrl;
  const job = useMemo(() => new ExportJob({ ask, open: (url) => openFile(url, openUrl) }), [ask, openUrl]);
  useEffect(() => () => job.cancel(), [job]);
  const isWorking = useStore(job.state, ({ kind }) => kind === 'preparing');
  const change = (changed: Partial<ExportChoice>) => onChoice({ ...choice, ...changed });
  const subtitles = hasOwnTimes(choice.format);
  const get = () => {
    if (isWorking) return;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const bilingual = choice.bilingual && language !== ORIGINAL;
    void job.start({ ...choice, bilingual, language, timeZone, interface: words.locale });
  };
  return (
    <Sheet title={words('title')} onClose={onClose}>
      <div className={styles.export}>
        <Choice
          label={words('format')}
          choices={formatLabels(words)}
          chosen={choice.format}
          onChoose={(format) => change({ format })}
        />
        <LanguageField {...props} chosen={language} onChoose={setLanguage} />
        <Switch
          label={words('bilingual')}
          on={choice.bilingual && language !== ORIGINAL}
          disabled={language === ORIGINAL}
          onChange={(bilingual) => change({ bilingual })}
        />
        <Switch
          label={words('speakers')}
          on={choice.speakers}
          onChange={(speakers) => change({ speakers })}
        />
        {subtitles ? (
          <p className="hint">{words('timesOfSubtitles')}</p>
        ) : (
          <Choice
            label={words('times')}
            choices={{
              relative: words('timesRelative'),
              absolute: words('timesAbsolute'),
              none: words('timesNone'),
            }}
            chosen={choice.times}
            onChoose={(times) => change({ times })}
          />
        )}
        {isLive && <p className="hint">{words('untilNow')}</p>}
        <button type="button" className="button button--main" aria-disabled={isWorking} onClick={get}>
          {words('getFile')}
        </button>
        <ExportNews job={job} byBrowser={openUrl === undefined} />
        {zoom !== undefined && (
          <button
            type="button"
            className="button button--quiet"
            onClick={() => openFile(zoom.homeUrl, zoom.openUrl)}
          >
            {say('openInBrowser')}
          </button>
        )}
      </div>
    </Sheet>
  );
}

function formatLabels(words: Messages<MessageValues>): Readonly<Record<ExportFormat, string>> {
  return {
    txt: words('formatTxt'),
    docx: words('formatDocx'),
    vtt: words('formatVtt'),
    srt: words('formatSrt'),
    csv: words('formatCsv'),
    json: words('formatJson'),
  };
}

interface LanguageFieldProps {
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  readonly byLink: boolean;
}

function LanguageField({ chosen, onChoose, loadLanguages, byLink }: LanguageFieldProps): ReactNode {
  const words = usePartWords(exportWords);
  const hintId = useId();
  const [served] = useLoaded(loadLanguages);
  // While they are loaded, and when they cannot be, what is read can be had.
  const known = served.kind === 'loaded' ? served.value.map(({ tag }) => tag) : [];
  const tags = new Set(chosen === ORIGINAL ? known : [...known, chosen]);
  return (
    <div className={styles.language}>
      <label>
        <span className={styles.label}>{words('language')}</span>
        <select
          className="control"
          value={chosen}
          aria-describedby={hintId}
          onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        >
          <option value={ORIGINAL}>{words('asSpoken')}</option>
          <LanguageOptions tags={[...tags]} locale={words.locale} />
        </select>
      </label>
      <p className="hint" id={hintId}>
        {words(byLink ? 'languageHintLink' : 'languageHint')}
      </p>
    </div>
  );
}

/** In the browser the address is a file to be saved, and the page stays. */
function openFile(url: string, openUrl: ZoomBrowser['openUrl'] | undefined): void {
  if (openUrl !== undefined) {
    // Zoom reports no failure; the address is shown as well.
    openUrl(url).catch(() => undefined);
    return;
  }
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  document.body.append(link);
  link.click();
  link.remove();
}
