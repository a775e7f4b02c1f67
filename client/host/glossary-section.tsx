import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Glossary, GlossaryTerm } from '../../shared/glossary.ts';
import { Choice } from '../display/settings-fields.tsx';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { nameIn } from '../languages/language-name.ts';
import { useLoaded } from '../lib/use-loaded.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { CloseIcon, EditIcon } from '../ui/icons.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { SavingNews, useSaving } from '../ui/saving.tsx';
import { GlossaryFile } from './glossary-file.tsx';
import styles from './host.module.css';
import type { GlossaryScope, HostApi } from './host-api.ts';
import { hostWords } from './host-words.ts';
import { EditTerm, NewTerm } from './new-term.tsx';

export interface GlossarySectionProps {
  readonly host: HostApi;
  /** Translations are shown and given for this one; those for others are kept as they are. */
  readonly language: string;
}

/** Words that are translated the way these people want, or not at terms. */
export function GlossarySection({ host, language }: GlossarySectionProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const [scope, setScope] = useState<GlossaryScope>('meeting');
  return (
    <section className="section" aria-labelledby="host-glossary">
      <h3 id="host-glossary">{say('glossaryTitle')}</h3>
      <p className="hint">{words('glossaryHint')}</p>
      <Choice
        label={words('glossaryScope')}
        choices={{ meeting: words('glossaryOfMeeting'), mine: words('glossaryMine') }}
        chosen={scope}
        onChoose={setScope}
      />
      <Terms key={scope} host={host} scope={scope} language={language} />
    </section>
  );
}

function Terms({ host, scope, language }: GlossarySectionProps & { scope: GlossaryScope }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const [loaded, setGlossary] = useLoaded(useCallback(() => host.glossary(scope), [host, scope]));
  const [saving, save] = useSaving();
  const list = useRef<HTMLDivElement>(null);
  const removed = useRef<number | undefined>(undefined);
  const [edited, setEdited] = useState<GlossaryTerm | undefined>(undefined);
  const focused = useRef<string | undefined>(undefined);
  const terms = loaded.kind === 'loaded' ? loaded.value.terms : undefined;
  // The pressed button goes with its row: the focus goes on to the next row, or to the field for a new term.
  useLayoutEffect(() => {
    if (terms === undefined || removed.current === undefined) return;
    const rows = list.current?.querySelectorAll<HTMLElement>('[data-term]') ?? [];
    const next = rows[Math.min(removed.current, rows.length - 1)];
    removed.current = undefined;
    (
      next?.querySelector<HTMLElement>('button:last-of-type') ?? list.current?.querySelector('input')
    )?.focus();
  }, [terms]);
  // The form goes with its buttons: the focus goes back to the button that opened it.
  useLayoutEffect(() => {
    if (edited !== undefined || focused.current === undefined) return;
    const row = list.current?.querySelector(`[data-term="${CSS.escape(focused.current)}"]`);
    focused.current = undefined;
    row?.querySelector<HTMLElement>('button')?.focus();
  }, [edited]);
  if (loaded.kind === 'failed') {
    return <LoadFailed retry={loaded.retry}>{words('glossaryFailed')}</LoadFailed>;
  }
  if (terms === undefined) return <p className="hint">{say('loading')}</p>;
  const keep = (next: Glossary) => save(async () => setGlossary(await host.saveGlossary(scope, next)));
  const add = (term: string, translation: string) =>
    keep({ terms: withTerm(terms, term, language, translation) });
  const closeForm = (term: string) => {
    setEdited(undefined);
    focused.current = term;
  };
  const change = async (before: GlossaryTerm, term: string, translation: string) => {
    const { [language]: _old, ...kept } = before.translations;
    const translations = translation === '' ? kept : { ...kept, [language]: translation };
    const isSame = (one: GlossaryTerm) => one.term.toLowerCase() === term.toLowerCase();
    const changed = terms.flatMap((one) =>
      one === before ? [{ term, translations }] : isSame(one) ? [] : [one],
    );
    const isKept = await keep({ terms: changed });
    if (isKept) closeForm(term);
    return isKept;
  };
  const remove = async (gone: GlossaryTerm) => {
    removed.current = terms.indexOf(gone);
    if (!(await keep({ terms: terms.filter((one) => one !== gone) }))) removed.current = undefined;
  };
  return (
    <div className={styles.glossary} ref={list}>
      <NewTerm languageName={nameIn(say.locale, language)} language={language} onAdd={add} />
      <SavingNews saving={saving} />
      {terms.length === 0 ? (
        <p className="hint">{words('glossaryEmpty')}</p>
      ) : (
        <ul className={styles.terms}>
          {terms.map((one) => (
            <li key={one.term} className={one === edited ? styles.edited : styles.term} data-term={one.term}>
              {one === edited ? (
                <EditTerm
                  language={language}
                  languageName={nameIn(say.locale, language)}
                  term={one.term}
                  translation={one.translations[language] ?? ''}
                  onSave={(term, translation) => change(one, term, translation)}
                  onCancel={() => closeForm(one.term)}
                />
              ) : (
                <TermRow
                  term={one}
                  language={language}
                  onEdit={() => setEdited(one)}
                  onRemove={() => void remove(one)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <GlossaryFile
        present={terms.length}
        read={(file) => host.readGlossary(file)}
        onImport={(file) => save(async () => setGlossary(await host.importGlossary(scope, file)))}
        loadCsv={() => host.glossaryAsCsv(scope)}
      />
    </div>
  );
}

interface TermRowProps {
  readonly term: GlossaryTerm;
  readonly language: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function TermRow({ term, language, onEdit, onRemove }: TermRowProps): ReactNode {
  const words = usePartWords(hostWords);
  return (
    <>
      <bdi className={styles.word}>{term.term}</bdi>
      <Meaning term={term} language={language} />
      <TermButton label={words('glossaryEdit', { term: term.term })} onPress={onEdit}>
        <EditIcon size={14} />
      </TermButton>
      <TermButton label={words('glossaryRemove', { term: term.term })} onPress={onRemove}>
        <CloseIcon size={14} />
      </TermButton>
    </>
  );
}

interface TermButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function TermButton({ label, onPress, children }: TermButtonProps): ReactNode {
  return (
    <IconButton small label={label} onClick={onPress}>
      {children}
    </IconButton>
  );
}

function Meaning({ term, language }: { term: GlossaryTerm; language: string }): ReactNode {
  const words = usePartWords(hostWords);
  const translation = term.translations[language];
  if (translation !== undefined) return <bdi lang={language}>{translation}</bdi>;
  const others = Object.keys(term.translations).length;
  return (
    <span className="hint">
      {others === 0 ? words('glossaryKept') : words('glossaryOthers', { count: others })}
    </span>
  );
}

/** A term that is there gets the new translation, and keeps its others. */
function withTerm(
  terms: readonly GlossaryTerm[],
  term: string,
  language: string,
  translation: string,
): readonly GlossaryTerm[] {
  const known = terms.find((one) => one.term.toLowerCase() === term.toLowerCase());
  const translations = translation === '' ? {} : { ...known?.translations, [language]: translation };
  return [{ term, translations }, ...terms.filter((one) => one !== known)];
}
