import { type ReactNode, useMemo, useState } from 'react';
import { ORIGINAL } from '../../../shared/language.ts';
import type { Search } from '../../captions/search/use-search.ts';
import type { DisplaySettings } from '../../display/display-settings.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { initialLanguage, targetLanguage } from '../../languages/language-choice.ts';
import { ownName } from '../../languages/language-name.ts';
import { useStore } from '../../lib/use-store.ts';
import { BackIcon, ChevronDownIcon, HostIcon, SearchIcon } from '../../ui/icons.tsx';
import { LazyPart, PartMissing } from '../../ui/lazy-part.tsx';
import { HostSheet, LanguagePicker, SettingsSheet, usePrefetch } from '../lazy-parts.tsx';
import type { ReaderContext } from './reader-context.ts';
import { readerWords } from './reader-state.ts';
import styles from './top-bar.module.css';

export interface TopBarProps extends ReaderContext {
  readonly display: DisplaySettings;
  readonly onBack: (() => void) | undefined;
  readonly search: Search;
}

/** Top bar: language, state, search, host, settings. */
export function TopBar(props: TopBarProps): ReactNode {
  const { reader, state, session, display, onBack, hasLines, search } = props;
  const requested = useStore(reader.feed.state, (feed) => feed.requested);
  const asked = useStore(reader.feed.state, ({ room }) => room?.asked);
  const shown = useStore(reader.feed.state, ({ room }) => room?.language);
  const say = useMessages();
  const [open, setOpen] = useState<'picker' | 'settings' | 'host' | undefined>(undefined);
  const close = () => setOpen(undefined);
  const tag = requested ?? shown ?? initialLanguage(reader.languageFacts);
  const language =
    tag === ORIGINAL ? say('original') : ownName(asked === tag && shown !== undefined ? shown : tag);
  const words = readerWords[state];
  const hosted =
    session.kind === 'open' && session.session.viewer.can.includes('configure')
      ? session.session.meeting.id
      : undefined;
  usePrefetch(hosted !== undefined);
  const host = useMemo(
    () =>
      hosted === undefined ? undefined : { api: reader.hostApi(hosted), shares: reader.shareApi(hosted) },
    [reader, hosted],
  );
  return (
    <header className={styles.bar}>
      {onBack !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label={say('back')}
          title={say('back')}
          onClick={onBack}
        >
          <BackIcon />
        </button>
      )}
      {session.kind === 'open' && (
        <button
          type="button"
          className={styles.language}
          aria-haspopup="dialog"
          aria-label={say('changeLanguage', { language })}
          onClick={() => setOpen('picker')}
        >
          <bdi className={styles.languageName} lang={tag === ORIGINAL ? say.locale : tag}>
            {language}
          </bdi>
          <ChevronDownIcon size={12} />
        </button>
      )}
      <p className={styles.state} role="status" data-tone={words.tone}>
        <span className="dot" aria-hidden="true" />
        <span className={styles.label}>{say(words.label)}</span>
      </p>
      {hasLines && (
        <button
          type="button"
          className="icon-button"
          aria-label={say('searchCaptions')}
          title={say('searchCaptions')}
          aria-expanded={search.isOpen}
          onClick={search.isOpen ? search.close : search.open}
        >
          <SearchIcon />
        </button>
      )}
      {host !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-haspopup="dialog"
          aria-label={say('hostTitle')}
          title={say('hostTitle')}
          onClick={() => setOpen('host')}
        >
          <HostIcon />
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-haspopup="dialog"
        aria-label={say('settings')}
        title={say('settings')}
        onClick={() => setOpen('settings')}
      >
        <span className={styles.aa} aria-hidden="true">
          Aa
        </span>
      </button>
      <LazyPart key={open ?? 'none'} failed={<PartMissing onClose={close} />}>
        {open === 'picker' && (
          <LanguagePicker
            current={shown}
            recent={reader.recentLanguages}
            browser={reader.browserLanguages}
            loadLanguages={reader.loadLanguages}
            onChoose={(chosen) => reader.chooseLanguage(chosen)}
            onClose={close}
          />
        )}
        {open === 'host' && host !== undefined && (
          <HostSheet
            host={host.api}
            shares={host.shares}
            language={tag === ORIGINAL ? targetLanguage(reader.languageFacts) : tag}
            loadLanguages={reader.loadLanguages}
            onClose={close}
            zoom={reader.zoom}
          />
        )}
        {open === 'settings' && (
          <SettingsSheet
            settings={display}
            onChange={(change) => reader.preferences.update({ display: { ...change } })}
            onClose={close}
            readAloud={reader.readAloud}
            zoom={reader.zoom}
            language={tag}
          />
        )}
      </LazyPart>
    </header>
  );
}
