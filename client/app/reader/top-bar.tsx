import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { ORIGINAL } from '../../../shared/language.ts';
import type { Search } from '../../captions/search/use-search.ts';
import type { DisplaySettings } from '../../display/display-settings.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { initialLanguage, targetLanguage } from '../../languages/language-choice.ts';
import { ownName } from '../../languages/language-name.ts';
import { useStore } from '../../lib/use-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { BackIcon, ChevronDownIcon, HostIcon, SearchIcon } from '../../ui/icons.tsx';
import { LazyPart, PartMissing } from '../../ui/lazy-part.tsx';
import { AwaitingMarks, HostSheet, LanguagePicker, SettingsSheet, usePrefetch } from '../lazy-parts.tsx';
import type { ReaderContext } from './reader-context.ts';
import { readerWords } from './reader-state.ts';
import styles from './top-bar.module.css';

export interface TopBarProps extends ReaderContext {
  readonly display: DisplaySettings;
  readonly onBack: (() => void) | undefined;
  readonly search: Search;
  /** More buttons of this page. */
  readonly tools: ReactNode;
}

/** Top bar: language, state, search, host, settings. */
export function TopBar(props: TopBarProps): ReactNode {
  const { reader, state, session, display, onBack, hasLines, search, tools } = props;
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
  const awaitingId = useId();
  const awaiting = useStore(reader.marks.state, (marks) => marks.awaiting);
  useEffect(() => {
    if (hosted !== undefined) reader.marks.marked().catch(() => undefined);
  }, [reader, hosted]);
  // The sheet stays when the record is deleted, and with it the meeting: it shows the receipt.
  const [opened, setOpened] = useState(host);
  return (
    <header className={styles.bar}>
      {onBack !== undefined && (
        <IconButton label={say('back')} onClick={onBack}>
          <BackIcon />
        </IconButton>
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
        <IconButton
          label={say('searchCaptions')}
          aria-expanded={search.isOpen}
          onClick={search.isOpen ? search.close : search.open}
        >
          <SearchIcon />
        </IconButton>
      )}
      {tools}
      {host !== undefined && (
        // A button's words are not announced when they change.
        <p className="unseen" role="status" id={awaitingId}>
          {awaiting > 0 && (
            <LazyPart failed={null}>
              <AwaitingMarks count={awaiting} inWords />
            </LazyPart>
          )}
        </p>
      )}
      {host !== undefined && (
        <IconButton
          aria-haspopup="dialog"
          label={say('hostTitle')}
          aria-describedby={awaitingId}
          onClick={() => {
            setOpened(host);
            setOpen('host');
          }}
        >
          <HostIcon />
          {awaiting > 0 && (
            <LazyPart failed={null}>
              <AwaitingMarks count={awaiting} inWords={false} />
            </LazyPart>
          )}
        </IconButton>
      )}
      <IconButton aria-haspopup="dialog" label={say('settings')} onClick={() => setOpen('settings')}>
        <span className={styles.aa} aria-hidden="true">
          Aa
        </span>
      </IconButton>
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
        {open === 'host' && opened !== undefined && (
          <HostSheet
            host={opened.api}
            shares={opened.shares}
            language={tag === ORIGINAL ? targetLanguage(reader.languageFacts) : tag}
            loadLanguages={reader.loadLanguages}
            onClose={close}
            zoom={reader.zoom}
            marks={reader.marks}
            onCorrect={reader.correct}
            notice={session.kind === 'open' ? session.session.notice : undefined}
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
