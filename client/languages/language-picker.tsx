import { useCombobox } from 'downshift';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { ORIGINAL, type ServedLanguage, textDirection } from '../../shared/language.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { useLoaded } from '../lib/use-loaded.ts';
import { CheckIcon } from '../ui/icons.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { capitalised, nameIn } from './language-name.ts';
import styles from './language-picker.module.css';
import { type LanguageGroup, type LanguageOption, searchLanguages } from './search-languages.ts';

export interface LanguagePickerProps {
  /** What the language is for; default: the captions. */
  readonly title?: string;
  /** The tag that is being read. */
  readonly current: string | undefined;
  readonly recent: readonly string[];
  readonly browser: readonly string[];
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  readonly onChoose: (tag: string) => void;
  readonly onClose: () => void;
}

/** All languages the server can serve, found by own name, English name, code, or what the interface calls them. */
export function LanguagePicker(props: LanguagePickerProps): ReactNode {
  const say = useMessages();
  const [served] = useLoaded(props.loadLanguages);
  return (
    <Sheet title={props.title ?? say('chooseLanguage')} onClose={props.onClose}>
      {served.kind === 'loading' && (
        <p className={styles.note} role="status">
          {say('loadingLanguages')}
        </p>
      )}
      {served.kind === 'failed' && (
        <div className={styles.note} role="alert">
          <p>{say('languagesFailed')}</p>
          <button type="button" className="button" onClick={served.retry}>
            {say('tryAgain')}
          </button>
        </div>
      )}
      {served.kind === 'loaded' && <LanguageList {...props} languages={served.value} />}
    </Sheet>
  );
}

interface LanguageListProps extends LanguagePickerProps {
  readonly languages: readonly ServedLanguage[];
}

function LanguageList({
  languages,
  recent,
  browser,
  current,
  onChoose,
  onClose,
}: LanguageListProps): ReactNode {
  const say = useMessages();
  const [query, setQuery] = useState('');
  const searched = useDeferredValue(query);
  const named = useMemo(
    () => languages.map((language) => ({ ...language, localName: nameIn(say.locale, language.tag) })),
    [languages, say],
  );
  const groups = useMemo(() => {
    const original: LanguageOption = {
      tag: ORIGINAL,
      name: say('original'),
      nativeName: say('original'),
      localName: say('originalHint'),
      dir: textDirection(say.locale),
    };
    return searchLanguages({ languages: named, original, recent, current, browser, query: searched });
  }, [named, recent, current, browser, searched, say]);
  const options = useMemo(() => groups.flatMap((group) => group.options), [groups]);

  const combobox = useCombobox<LanguageOption>({
    items: [...options],
    isOpen: true,
    inputValue: query,
    selectedItem: null,
    defaultHighlightedIndex: 0,
    itemToString: (option) => option?.nativeName ?? '',
    itemToKey: (option) => option?.tag,
    onSelectedItemChange: ({ selectedItem }) => {
      if (selectedItem === null) return;
      onChoose(selectedItem.tag);
      onClose();
    },
    getA11yStatusMessage: () => '',
  });

  let index = -1;
  return (
    <div className={styles.picker}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: getLabelProps ties it to the input */}
      <label className="unseen" {...combobox.getLabelProps()}>
        {say('searchLanguages')}
      </label>
      <input
        {...combobox.getInputProps({
          className: styles.search,
          placeholder: say('searchLanguages'),
          type: 'search',
          autoComplete: 'off',
          spellCheck: false,
          // Set here, not by downshift's later report of it, or quick typing loses letters.
          onChange: (event) => setQuery(event.currentTarget.value),
          onKeyDown: (event) => {
            // The first Escape empties the search, the next one closes the sheet.
            if (event.key === 'Escape' && query !== '') {
              event.stopPropagation();
              setQuery('');
            }
          },
        })}
        // downshift goes on naming an option that is gone.
        {...(options.length === 0 ? { 'aria-activedescendant': undefined } : {})}
        data-first-focus
      />
      <p className="unseen" role="status">
        {searched === '' ? '' : say('languageCount', { count: options.length })}
      </p>
      <div {...combobox.getMenuProps({ className: styles.list, 'aria-label': say('chooseLanguage') })}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox
          <div key={group.kind} role="group" aria-label={say(groupNames[group.kind])}>
            {group.kind !== 'found' && (
              <div className={styles.heading} aria-hidden="true">
                {say(groupNames[group.kind])}
              </div>
            )}
            {group.options.map((option) => {
              index += 1;
              return (
                // biome-ignore lint/a11y/useAriaPropsSupportedByRole: getItemProps makes it an option
                <div
                  key={option.tag}
                  {...combobox.getItemProps({ item: option, index })}
                  className={styles.option}
                  data-highlighted={combobox.highlightedIndex === index}
                  aria-selected={option.tag === current}
                >
                  <bdi lang={option.tag === ORIGINAL ? say.locale : option.tag} className={styles.own}>
                    {capitalised(option.nativeName, option.tag)}
                  </bdi>
                  <span className={styles.name}>{hint(option, say.locale)}</span>
                  {option.tag === current && <CheckIcon className={styles.tick} />}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {options.length === 0 && <p className={styles.note}>{say('noLanguage', { query })}</p>}
    </div>
  );

  function hint(option: LanguageOption, locale: string): string {
    const own = capitalised(option.nativeName, option.tag);
    const name = option.localName === own ? '' : option.localName;
    if (option.via === undefined) return name;
    const via = say('throughLanguage', { language: nameIn(locale, option.via) });
    return name === '' ? via : `${name} · ${via}`;
  }
}

const groupNames: Readonly<Record<LanguageGroup['kind'], MessageKey>> = {
  recent: 'recentLanguages',
  suggested: 'suggestedLanguages',
  all: 'allLanguages',
  found: 'allLanguages',
};
