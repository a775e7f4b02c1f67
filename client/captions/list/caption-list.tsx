import {
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Line } from '../../../shared/caption.ts';
import { ORIGINAL, textDirection } from '../../../shared/language.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { DownIcon } from '../../ui/icons.tsx';
import type { LineDisplay } from '../line/caption-line.tsx';
import { CaptionLine } from '../line/caption-line.tsx';
import { NoteLine } from '../line/note-line.tsx';
import { toneOf } from '../line/speaker-tones.ts';
import styles from './caption-list.module.css';
import { besideLine, type OtherColumn } from './other-column.ts';
import { useHeldPlace } from './use-held-place.ts';
import { useLineFocus } from './use-line-focus.ts';
import { useLineSelection } from './use-line-selection.ts';
import { distanceToEnd, useStickToLive } from './use-stick-to-live.ts';
import { useJump } from './virtual/use-jump.ts';
import { type ListPart, newestLines, useListBeginning } from './virtual/use-list-beginning.ts';
import { useVirtualLines } from './virtual/use-virtual-lines.ts';

/** A line to read on from; each object is a wish of its own. */
export interface LineTarget {
  readonly lineId: string;
}

export interface CaptionListProps {
  readonly lines: readonly Line[];
  /** The language that is read, as its room is named; absent before one is. */
  readonly language: string | undefined;
  /** Open lines that were spoken before this page connected. */
  readonly past: ReadonlySet<string>;
  readonly display: LineDisplay;
  /** Lines before this position are not loaded; `undefined`: everything is here. */
  readonly floor: number | undefined;
  readonly loadingOlder: boolean;
  readonly onLoadOlder: () => void;
  /** Default: the newest lines are there, and the list begins at them. */
  readonly part?: ListPart;
  /** Lines from before a switch of language are no longer needed. */
  readonly onDropLeftovers: () => void;
  /** Called at the newest line: lines far above it may be dropped. */
  readonly onLive: () => void;
  /** A second column, beside the lines. */
  readonly other?: OtherColumn | undefined;
  readonly target?: LineTarget | undefined;
  /** Folded words to mark, and the match that is shown; a change scrolls to it. */
  readonly found?: { readonly query: string; readonly lineId: string | undefined } | undefined;
}

/** After this pause the name of the same speaker is drawn again. */
const SAME_TURN_MS = 90_000;

/** The list of captions. Not a live region: the announcer informs screen readers. */
export function CaptionList(props: CaptionListProps): ReactNode {
  const { lines, language, past, display, floor, found, other, target } = props;
  const { loadingOlder, onLoadOlder, onDropLeftovers, onLive } = props;
  const { part = newestLines } = props;
  const { hasNewer, isOver, onLoadNewer, onSee } = part;
  const side = language === undefined || language === ORIGINAL ? undefined : textDirection(language);
  const more = floor !== undefined;
  const say = useMessages();
  const scrollerRef = useRef<HTMLElement | null>(null);
  const listRef = useRef<HTMLOListElement | null>(null);
  const topRef = useRef<HTMLDivElement | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const newest = useMemo(() => newestCaption(lines), [lines]);

  const focus = useLineFocus(listRef, lines);
  const nameOf = useCallback(
    (line: Line) => (line.speaker?.name ? line.speaker.name : say('unknownSpeaker')),
    [say],
  );
  const selection = useLineSelection(listRef, lines, nameOf, other);
  const pinned = useMemo(
    () => new Set([...open, ...selection.ends, focus.lineId, newest].flatMap((id) => id ?? [])),
    [open, selection.ends, focus.lineId, newest],
  );
  const list = useVirtualLines({ scrollerRef, listRef, lines, pinned });
  const beginning = useListBeginning(part, lines, list);
  const stick = useStickToLive(scrollerRef, lines, list, { ...beginning, hasNewer, isOver });

  const { atLive, scrolledAway } = stick;
  useEffect(() => {
    if (atLive && lines.length > 0) onLive();
  }, [atLive, lines, onLive]);
  const firstSeen = atLive
    ? undefined
    : lines[list.getVirtualItemForOffset(list.scrollOffset ?? 0)?.index ?? 0];
  const seenId = firstSeen?.id;
  useEffect(() => onSee(seenId), [seenId, onSee]);
  useHeldPlace({ lines, floor, firstSeen, loadingOlder, onLoadOlder, onDropLeftovers });

  const foundId = found?.lineId;
  // Only a change of the found line scrolls to it; new lines do not.
  const scrollToLine = useEffectEvent((lineId: string, align: 'center' | 'start') => {
    const index = lines.findIndex(({ id }) => id === lineId);
    if (index < 0) return;
    list.scrollToIndex(index, { align });
    scrolledAway();
  });
  useLayoutEffect(() => {
    if (foundId !== undefined) scrollToLine(foundId, 'center');
  }, [foundId]);
  useLayoutEffect(() => {
    if (target !== undefined) scrollToLine(target.lineId, 'start');
  }, [target]);

  const onScroll = useCallback(() => {
    stick.onScroll();
    const scroller = scrollerRef.current;
    // The focus on its button brings the top into view: what is loaded then would take the button away.
    const isAsked = topRef.current?.contains(document.activeElement) === true;
    if (more && !isAsked && scroller !== null && scroller.scrollTop < NEAR_EDGE_PX) onLoadOlder();
    if (hasNewer && scroller !== null && distanceToEnd(scroller) < NEAR_EDGE_PX) onLoadNewer();
  }, [stick.onScroll, more, onLoadOlder, hasNewer, onLoadNewer]);
  const jumpToLive = useJump(part, stick.jumpToLive);

  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);

  const { scrollMargin } = list.options;
  return (
    <div className={styles.captions} data-caption-colors>
      {/* In front of the captions in Tab order: at the newest line the button is gone. */}
      {!atLive && (
        <button type="button" className={styles.jump} onClick={jumpToLive}>
          <DownIcon />
          {isOver
            ? say('jumpToEnd')
            : stick.unread === 0
              ? say('jumpToLiveNothingNew')
              : say('jumpToLive', { count: stick.unread })}
        </button>
      )}
      <section
        className={styles.scroller}
        ref={scrollerRef}
        onScroll={onScroll}
        onCopy={selection.onCopy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
        aria-label={say('captions')}
      >
        <ol
          className={styles.lines}
          ref={listRef}
          style={{ blockSize: list.getTotalSize() }}
          onKeyDown={focus.onKeyDown}
          onFocus={focus.onFocus}
          onBlur={focus.onBlur}
        >
          {list.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const place = {
              index,
              // Without its beginning the length of the list is unknown.
              setSize: more ? -1 : lines.length,
              top: start - scrollMargin,
              measure: list.measureElement,
            };
            return line.kind === 'caption' ? (
              <CaptionLine
                key={line.id}
                caption={line}
                display={display}
                side={side}
                isPast={past.has(line.id)}
                tone={toneOf(line)}
                beside={besideLine(line, other)}
                continued={continues(line, lines[index - 1])}
                isTabStop={line.id === (focus.lineId ?? newest)}
                isOpen={open.has(line.id)}
                onToggle={toggle}
                query={found?.query ?? ''}
                isFound={line.id === foundId}
                {...place}
              />
            ) : (
              <NoteLine key={line.id} note={line} {...place} />
            );
          })}
        </ol>
        {/* Behind the lines in Tab order, drawn above them: Tab goes from the captions to the newest one. */}
        <div className={styles.top} ref={topRef}>
          {more ? (
            // Not `disabled` while it loads, which would drop the focus.
            <button
              type="button"
              className="button button--quiet"
              aria-disabled={loadingOlder}
              onClick={loadingOlder ? undefined : onLoadOlder}
            >
              {say(loadingOlder ? 'loadingOlder' : 'loadOlder')}
            </button>
          ) : (
            <p className={styles.beginning}>{say('beginning')}</p>
          )}
        </div>
      </section>
    </div>
  );
}

/** (`findLast` is missing in the WebKit of older Zoom clients.) */
function newestCaption(lines: readonly Line[]): string | undefined {
  let at = lines.length - 1;
  while (at >= 0 && lines[at]?.kind !== 'caption') at -= 1;
  return lines[at]?.id;
}

/** Distance from the top or the end at which further lines are fetched. */
const NEAR_EDGE_PX = 120;

function continues(line: Line, before: Line | undefined): boolean {
  return (
    line.kind === 'caption' &&
    before?.kind === 'caption' &&
    before.speaker.id === line.speaker.id &&
    before.speaker.name === line.speaker.name &&
    line.spokenAt - before.spokenAt < SAME_TURN_MS
  );
}
