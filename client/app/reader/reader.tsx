import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Line } from '../../../shared/caption.ts';
import { type LineActions, LineActionsContext } from '../../captions/line/caption-details.tsx';
import { CaptionList, type LineTarget } from '../../captions/list/caption-list.tsx';
import type { OtherColumn } from '../../captions/list/other-column.ts';
import { useEarlierLines } from '../../captions/list/use-earlier-lines.ts';
import { useFindKey } from '../../captions/search/use-find-key.ts';
import { useSearch } from '../../captions/search/use-search.ts';
import type { ControlState } from '../../controls/stream-control.ts';
import { parseDisplay } from '../../display/display-settings.ts';
import { useTheme } from '../../display/use-theme.ts';
import { useInterfaceLanguage } from '../../i18n/interface-messages.tsx';
import { useMessages } from '../../i18n/messages-context.tsx';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';
import { MarkingContext } from '../../marks/own-mark.tsx';
import { Announcer } from '../../speech/announcer.tsx';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { useKeptFocus } from '../../ui/sheet/use-kept-focus.ts';
import { useLate } from '../catch-up/use-late.ts';
import { CatchUp, NoticeLine, SearchBar } from '../lazy-parts.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { useListPart } from './part/use-list-part.ts';
import styles from './reader.module.css';
import { NoLines, StateBanner } from './reader-messages.tsx';
import type { ReaderModel } from './reader-model.ts';
import { type OwnStart, readerState } from './reader-state.ts';
import { ReaderNotices } from './strips/reader-notices.tsx';
import { TopBar } from './top-bar.tsx';
import { TranscriptSheet } from './transcript.tsx';

export interface ReaderProps {
  readonly reader: ReaderModel;
  readonly place: 'panel' | 'home';
  /** Back to the list of meetings. */
  readonly onBack?: () => void;
  /** What is said of the meeting above its lines. */
  readonly about?: ReactNode;
  /** A second language in a column of its own. */
  readonly other?: ReadonlyStore<OtherColumn | undefined>;
  /** More buttons in the top bar, and the names above the columns. */
  readonly tools?: ReactNode;
  readonly columnHeads?: ReactNode;
}

const oneColumn = createStore<OtherColumn | undefined>(undefined);

/** Lines kept in memory at the newest line: about a day of speech. Older ones are loaded again on demand. */
const KEPT_LINES = 10_000;
const TRIM_ABOVE = 11_000;

/** A meeting's captions: the same in the panel and in the browser. */
export function Reader(props: ReaderProps): ReactNode {
  const { reader, place, onBack, about, tools, columnHeads } = props;
  const other = useStore(props.other ?? oneColumn);
  const session = useStore(reader.session.state);
  const control = useStore(reader.control.state, ({ kind }) => kind);
  const preferences = useStore(reader.preferences.state);
  const { lines } = useStore(reader.shownLines.state);
  const status = useStore(reader.feed.state, (feed) => feed.status);
  const floor = useStore(reader.feed.state, (feed) => feed.floor);
  const ceiling = useStore(reader.feed.state, (feed) => feed.ceiling);
  const loadingOlder = useStore(reader.feed.state, (feed) => feed.loadingHistory);
  const asked = useStore(reader.feed.state, ({ room }) => room?.asked);
  const epoch = useStore(reader.feed.state, ({ room }) => room?.epoch);
  const language = useStore(reader.feed.state, ({ room }) => room?.language);
  const past = useStore(reader.feed.state, (feed) => feed.past);
  const display = useMemo(() => parseDisplay(preferences.display), [preferences.display]);
  useTheme(display);
  useInterfaceLanguage(display.interfaceLanguage, preferences.language ?? asked);

  const { original, originalWhileWaiting, speakerNames } = display;
  const lineDisplay = useMemo(
    () => ({ original, originalWhileWaiting, speakerNames }),
    [original, originalWhileWaiting, speakerNames],
  );
  const hasLines = lines.some(isWorthReading);
  const state = readerState(session, status, ownStart(control));
  const loadOlder = useCallback(() => void reader.session.loadOlder(), [reader]);
  const dropLeftovers = useCallback(() => reader.feed.dropLeftovers(), [reader]);
  const part = useListPart(reader);
  const onLive = useCallback(() => {
    if (reader.feed.state.get().lines.length > TRIM_ABOVE) reader.feed.trim(KEPT_LINES);
  }, [reader]);

  const search = useSearch(lines, other?.captions);
  const { opensAt } = reader;
  const linked = useMemo(
    () => (opensAt?.kind === 'line' ? { query: '', lineId: opensAt.id } : undefined),
    [opensAt],
  );
  useFindKey(hasLines, search.open);
  const found = useMemo(
    () => (search.isOpen ? { query: search.query, lineId: search.matches[search.at] } : linked),
    [search.isOpen, search.query, search.matches, search.at, linked],
  );
  useEarlierLines({
    wanted: search.query !== '',
    floor: ceiling,
    loadingOlder,
    onLoadOlder: part.onLoadNewer,
  });

  const [isLate, endLate] = useLate({ lines: hasLines ? lines : [], floor, isLive: state === 'live' });
  const [target, setTarget] = useState<LineTarget | undefined>(undefined);
  const goTo = useCallback((lineId: string) => setTarget({ lineId }), []);

  const mayCorrect = session.kind === 'open' && session.session.viewer.can.includes('correct');
  const actions = useMemo((): LineActions => {
    const { readAloud, correct } = reader;
    return { ...(mayCorrect ? { correct } : {}), ...(readAloud === undefined ? {} : { readAloud }) };
  }, [mayCorrect, reader]);

  const mayMark = session.kind === 'open' && session.session.viewer.can.includes('mark');
  const marking = useMemo(
    () => (mayMark ? { marks: reader.marks, language } : undefined),
    [mayMark, reader, language],
  );
  const [transcriptIsOpen, setTranscriptOpen] = useState(false);
  const openTranscript = useCallback(() => setTranscriptOpen(true), []);
  const context = { reader, place, state, session, status, hasLines, openTranscript };
  const main = useKeptFocus();
  return (
    <div className={styles.reader} data-place={place} data-columns={other === undefined ? 1 : 2}>
      <TopBar {...context} display={display} onBack={onBack} search={search} tools={tools} />
      <ReaderNotices
        reader={reader}
        session={session}
        chosen={preferences.language}
        wait={hasLines && state !== 'live'}
      >
        {isLate && (
          <LazyPart failed={null}>
            <CatchUp
              lines={lines}
              floor={floor}
              loadingOlder={loadingOlder}
              onLoadOlder={loadOlder}
              onGoTo={goTo}
              onClose={endLate}
            />
          </LazyPart>
        )}
      </ReaderNotices>
      {search.isOpen && (
        <LazyPart>
          <SearchBar search={search} floor={floor} loadingOlder={loadingOlder} onLoadOlder={loadOlder} />
        </LazyPart>
      )}
      <main className={styles.main} ref={main} tabIndex={-1}>
        <Title place={place} topic={session.kind === 'open' ? session.session.meeting.topic : undefined} />
        {hasLines && about}
        {session.kind === 'open' && session.session.notice !== undefined && (
          <LazyPart failed={null}>
            <NoticeLine notice={session.session.notice} isOver={state === 'ended'} />
          </LazyPart>
        )}
        {!hasLines ? (
          <NoLines {...context} />
        ) : (
          <LineActionsContext value={actions}>
            <MarkingContext value={marking}>
              <StateBanner {...context} />
              {columnHeads}
              <CaptionList
                // With a new epoch, positions start anew as well.
                key={epoch}
                lines={lines}
                language={language}
                past={past}
                display={lineDisplay}
                floor={floor}
                loadingOlder={loadingOlder}
                onLoadOlder={loadOlder}
                onDropLeftovers={dropLeftovers}
                onLive={onLive}
                part={part}
                found={found}
                other={other}
                target={target}
              />
            </MarkingContext>
          </LineActionsContext>
        )}
      </main>
      <BottomBar {...context} />
      {transcriptIsOpen && <TranscriptSheet {...context} onClose={() => setTranscriptOpen(false)} />}
      <Announcer feed={reader.feed} announcing={display.announcing} />
    </div>
  );
}

/** The topic of the meeting; inside Zoom it is known. */
function Title({ place, topic }: { place: ReaderProps['place']; topic: string | undefined }): ReactNode {
  const say = useMessages();
  if (place === 'panel' || topic === undefined) return <h1 className="unseen">{say('appName')}</h1>;
  return (
    <h1 className={styles.topic}>
      <bdi>{topic}</bdi>
    </h1>
  );
}

function ownStart(kind: ControlState['kind']): OwnStart {
  if (kind === 'pending') return 'pending-approval';
  return kind === 'asked' ? 'asked' : undefined;
}

/** Notes about people and pauses stand between captions; alone they do not replace the state. */
function isWorthReading({ kind }: Line): boolean {
  return kind === 'caption' || kind === 'gap';
}
