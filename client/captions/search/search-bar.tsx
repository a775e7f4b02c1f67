import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/messages-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ChevronDownIcon, ChevronUpIcon, CloseIcon } from '../../ui/icons.tsx';
import { useEarlierLines } from '../list/use-earlier-lines.ts';
import styles from './search-bar.module.css';
import type { Search } from './use-search.ts';

export interface SearchBarProps {
  readonly search: Search;
  /** Lines before this position are not loaded; `undefined`: everything is here. */
  readonly floor: number | undefined;
  readonly loadingOlder: boolean;
  readonly onLoadOlder: () => void;
}

/** Search in the whole meeting; lines that are not loaded are loaded meanwhile. */
export function SearchBar({ search, floor, loadingOlder, onLoadOlder }: SearchBarProps): ReactNode {
  const say = useMessages();
  const { at, matches, query } = search;
  const none = at < 0;
  // Loading translates lines, so that an open search without words loads none.
  useEarlierLines({ wanted: query !== '', floor, loadingOlder, onLoadOlder });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') search.close();
    // During composition, Enter belongs to the input method.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || none) return;
    event.preventDefault();
    search.go(event.shiftKey ? 1 : -1);
  };
  return (
    <search className={styles.search} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={styles.words}
        data-search-words
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={say('searchCaptions')}
        placeholder={say('searchCaptions')}
        value={search.typed}
        onChange={(event) => search.type(event.currentTarget.value)}
      />
      <p className={styles.count} role="status">
        {query !== '' && (none ? say('nothingFound') : say('foundAt', { at: at + 1, count: matches.length }))}
        {query !== '' && floor !== undefined && <span className="unseen"> {say('loadingOlder')}</span>}
      </p>
      <IconButton label={say('earlierMatch')} disabled={none} onClick={() => search.go(-1)}>
        <ChevronUpIcon />
      </IconButton>
      <IconButton label={say('laterMatch')} disabled={none} onClick={() => search.go(1)}>
        <ChevronDownIcon />
      </IconButton>
      <IconButton label={say('closeSearch')} onClick={search.close}>
        <CloseIcon />
      </IconButton>
    </search>
  );
}
