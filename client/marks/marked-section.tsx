import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { ORIGINAL, textDirection } from '../../shared/language.ts';
import type { Correction } from '../../shared/panel-protocol.ts';
import type { MarkedLine } from '../../shared/reports/marks.ts';
import { CorrectLine } from '../captions/line/correct-line.tsx';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { nameIn } from '../languages/language-name.ts';
import { useLoaded } from '../lib/use-loaded.ts';
import { useStore } from '../lib/use-store.ts';
import { LoadFailed } from '../ui/load-failed.tsx';
import { SavingNews, useSaving } from '../ui/saving.tsx';
import { markWords } from './mark-words.ts';
import styles from './marked-section.module.css';
import type { MeetingMarks } from './meeting-marks.ts';

export interface MarkedSectionProps {
  readonly marks: MeetingMarks;
  readonly onCorrect: (lineId: string, correction: Correction) => Promise<void>;
}

/** Lines that readers marked as wrong, the newest first: the host mends each in place, or says that it is right. */
export function MarkedSection({ marks, onCorrect }: MarkedSectionProps): ReactNode {
  const words = usePartWords(markWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const [loaded, setLines] = useLoaded(useCallback(() => marks.marked(), [marks]));
  const awaiting = useStore(marks.state, (state) => state.awaiting);
  // After a failure the last list stays; the next mark asks again.
  const reload = useCallback(() => void marks.marked().then(setLines, () => undefined), [marks, setLines]);
  const shown = loaded.kind === 'loaded' ? loaded.value.length : undefined;
  useEffect(() => {
    if (shown !== undefined && shown !== awaiting) reload();
  }, [shown, awaiting, reload]);
  const answered = () => {
    // The pressed button leaves with its line.
    heading.current?.focus();
    reload();
  };
  return (
    <section className="section" aria-labelledby="marked-title">
      <h3 id="marked-title" ref={heading} tabIndex={-1}>
        {words('markedTitle')}
      </h3>
      {loaded.kind === 'failed' && <LoadFailed retry={loaded.retry}>{words('markedFailed')}</LoadFailed>}
      {loaded.kind === 'loaded' &&
        (loaded.value.length === 0 ? (
          <p className="hint">{words('markedNone')}</p>
        ) : (
          <ul className={styles.lines}>
            {loaded.value.map((line) => (
              <MarkedRow
                key={`${line.caption.id} ${line.language}`}
                line={line}
                marks={marks}
                onCorrect={onCorrect}
                onAnswered={answered}
              />
            ))}
          </ul>
        ))}
    </section>
  );
}

interface MarkedRowProps extends MarkedSectionProps {
  readonly line: MarkedLine;
  readonly onAnswered: () => void;
}

function MarkedRow({ line, marks, onCorrect, onAnswered }: MarkedRowProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(markWords);
  const [isMending, setMending] = useState(false);
  const [saving, save] = useSaving();
  const { caption, language, count } = line;
  const { original } = caption;
  const name = language === ORIGINAL ? words('asSpoken') : nameIn(say.locale, language);
  const dismiss = async () => {
    if (await save(() => marks.dismiss(line))) onAnswered();
  };
  return (
    <li className={styles.line}>
      <p className={styles.text} lang={caption.language} dir={textDirection(caption.language)}>
        {caption.text}
      </p>
      {original.text !== caption.text && (
        <p className={styles.original} lang={original.language} dir={textDirection(original.language)}>
          {original.text}
        </p>
      )}
      <p className="hint">
        <bdi>{caption.speaker.name}</bdi> · {words('markedBy', { count, language: name })}
      </p>
      {isMending ? (
        <CorrectLine caption={caption} onCorrect={onCorrect} onClose={onAnswered} />
      ) : (
        <div className={styles.buttons}>
          <button type="button" className="button" onClick={() => setMending(true)}>
            {words('mend')}
          </button>
          <button type="button" className="button button--quiet" onClick={() => void dismiss()}>
            {words('isRight')}
          </button>
        </div>
      )}
      <SavingNews saving={saving} />
    </li>
  );
}
