import { type ReactNode, useState } from 'react';
import { ORIGINAL, textDirection } from '../../../shared/language.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { usePartWords } from '../../i18n/part-words.ts';
import { nameIn, ownName } from '../../languages/language-name.ts';
import { useStore } from '../../lib/use-store.ts';
import { readingWords } from '../../reading/reading-words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ChevronDownIcon, CloseIcon, ColumnsIcon } from '../../ui/icons.tsx';
import { LazyPart, PartMissing } from '../../ui/lazy-part.tsx';
import { LanguagePicker } from '../lazy-parts.tsx';
import type { ReaderModel } from '../reader/reader-model.ts';
import styles from './column-parts.module.css';
import type { ColumnRefusal, SecondColumn } from './second-column.ts';

export interface ColumnPartProps {
  readonly reader: ReaderModel;
  readonly column: SecondColumn;
}

/** The button in the top bar that adds a second column. */
export function ColumnTool({ reader, column }: ColumnPartProps): ReactNode {
  const words = usePartWords(readingWords);
  const isShown = useStore(column.state, (other) => other !== undefined);
  const [isOpen, setOpen] = useState(false);
  const label = words(isShown ? 'closeColumn' : 'addColumn');
  return (
    <>
      <IconButton
        aria-pressed={isShown}
        label={label}
        onClick={() => (isShown ? column.choose(undefined) : setOpen(true))}
      >
        <ColumnsIcon />
      </IconButton>
      {isOpen && <ColumnPicker reader={reader} column={column} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The names of both columns, above them; the second one is changed and closed here. */
export function ColumnHeads({ reader, column }: ColumnPartProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(readingWords);
  const other = useStore(column.state);
  const refusal = useStore(column.refusal);
  const first = useStore(reader.feed.state, ({ room }) => room?.language);
  const [isOpen, setOpen] = useState(false);
  if (other === undefined || first === undefined) return null;
  const side = textDirection(first === ORIGINAL ? say.locale : first);
  const nameOf = (language: string) => (language === ORIGINAL ? say('original') : ownName(language));
  const langOf = (language: string) => (language === ORIGINAL ? say.locale : language);
  return (
    <div className={styles.heads} dir={side} data-strip>
      <bdi className={styles.head} lang={langOf(first)}>
        {nameOf(first)}
      </bdi>
      <span className={styles.head}>
        <button
          type="button"
          className={styles.language}
          aria-haspopup="dialog"
          aria-label={words('changeColumn', { language: nameOf(other.language) })}
          onClick={() => setOpen(true)}
        >
          <bdi lang={langOf(other.language)}>{nameOf(other.language)}</bdi>
          <ChevronDownIcon size={12} />
        </button>
        <IconButton small label={words('closeColumn')} onClick={() => column.choose(undefined)}>
          <CloseIcon size={14} />
        </IconButton>
      </span>
      <p className={styles.refusal} role="status" dir={textDirection(say.locale)}>
        {refusal !== undefined && refusalWords(refusal, other.language)}
      </p>
      {isOpen && <ColumnPicker reader={reader} column={column} onClose={() => setOpen(false)} />}
    </div>
  );

  function refusalWords({ code, language }: ColumnRefusal, shown: string): string {
    const values = { language: nameIn(say.locale, language), shown: nameOf(shown) };
    return words(code === 'language-limit' ? 'columnLimit' : 'columnRefused', values);
  }
}

function ColumnPicker({ reader, column, onClose }: ColumnPartProps & { onClose: () => void }): ReactNode {
  const words = usePartWords(readingWords);
  return (
    <LazyPart failed={<PartMissing onClose={onClose} />}>
      <LanguagePicker
        title={words('chooseColumn')}
        current={column.chosen}
        recent={[ORIGINAL, ...reader.recentLanguages]}
        browser={reader.browserLanguages}
        loadLanguages={reader.loadLanguages}
        onChoose={(tag) => column.choose(tag)}
        onClose={onClose}
      />
    </LazyPart>
  );
}
