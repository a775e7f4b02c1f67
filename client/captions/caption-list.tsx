import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo } from 'react';
import type { Line } from '../../shared/caption.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { CaptionLine } from './caption-line.tsx';
import type { LineDisplay } from './line-display.ts';
import { NoteLine } from './note-line.tsx';
import type { SpeakerTones } from './speaker-tones.ts';
import { useStickToLive } from './use-stick-to-live.ts';

export interface CaptionListProps {
  readonly lines: readonly Line[];
  readonly display: LineDisplay;
  readonly tones: SpeakerTones;
  /** There is more before the first line. */
  readonly more: boolean;
  readonly loadingOlder: boolean;
  readonly onLoadOlder: () => void;
  /** Nobody reads what is far above the newest line. */
  readonly onLive: () => void;
}

/** After this long the same speaker is introduced again. */
const SAME_TURN_MS = 90_000;

/** The captions. Not a live region: what screen readers are told is the announcer's part. */
export function CaptionList(props: CaptionListProps): ReactNode {
  const { lines, display, tones, more, loadingOlder, onLoadOlder, onLive } = props;
  const say = useMessages();
  const stick = useStickToLive(lines);
  const continued = useMemo(() => new Set(lines.filter(continues).map((line) => line.id)), [lines]);

  const newest = useMemo(() => lines.filter((line) => line.kind === 'caption').pop()?.id, [lines]);

  const { scrollerRef, atLive } = stick;
  useEffect(() => {
    if (atLive && lines.length > 0) onLive();
  }, [atLive, lines, onLive]);

  const onScroll = useCallback(() => {
    stick.onScroll();
    const scroller = scrollerRef.current;
    if (more && scroller !== null && scroller.scrollTop < NEAR_TOP_PX) onLoadOlder();
  }, [stick.onScroll, scrollerRef, more, onLoadOlder]);

  return (
    <div className="captions">
      {/* Before the captions: a Tab through them ends at the newest line, where this has gone. */}
      {!atLive && (
        <button type="button" className="jump" onClick={stick.jumpToLive}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M8 2.5v10M3.5 8.5 8 13l4.5-4.5" />
          </svg>
          {stick.unread === 0 ? say('jumpToLiveNothingNew') : say('jumpToLive', { count: stick.unread })}
        </button>
      )}
      <section
        className="captions__scroller"
        ref={scrollerRef}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
        aria-label={say('captions')}
      >
        <div className="captions__top">
          {more ? (
            <button
              type="button"
              className="button button--quiet"
              disabled={loadingOlder}
              onClick={onLoadOlder}
            >
              {say(loadingOlder ? 'loadingOlder' : 'loadOlder')}
            </button>
          ) : (
            <p className="captions__beginning">{say('beginning')}</p>
          )}
        </div>
        <ol className="lines" onKeyDown={walk}>
          {lines.map((line) =>
            line.kind === 'caption' ? (
              <CaptionLine
                key={line.id}
                caption={line}
                display={display}
                tone={tones.of(line.speaker)}
                continued={continued.has(line.id)}
                isTabStop={line.id === newest}
              />
            ) : (
              <NoteLine key={line.id} note={line} />
            ),
          )}
        </ol>
      </section>
    </div>
  );
}

/** Older lines are fetched before the reader meets the end of them. */
const NEAR_TOP_PX = 120;

/** From line to line by arrow keys: as tab stops, fifty lines would stand between a reader and the next button. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('.line__more')];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  if (at < 0) return;
  event.preventDefault();
  stops[event.key === 'ArrowUp' ? at - 1 : at + 1]?.focus();
}

function continues(line: Line, index: number, lines: readonly Line[]): boolean {
  const before = lines[index - 1];
  return (
    line.kind === 'caption' &&
    before?.kind === 'caption' &&
    before.speaker.id === line.speaker.id &&
    before.speaker.name === line.speaker.name &&
    line.spokenAt - before.spokenAt < SAME_TURN_MS
  );
}
