import { type ReactNode, useEffect, useState } from 'react';
import type { Line } from '../../shared/caption.ts';
import { textDirection } from '../../shared/language.ts';
import type { CaptionFeed } from '../captions/feed/caption-feed.ts';
import { gapWords } from '../captions/line/note-line.tsx';
import { useMessages } from '../i18n/messages-context.tsx';

export interface AnnouncerProps {
  readonly feed: CaptionFeed;
  readonly announcing: 'off' | 'settled' | 'digest';
}

/** Older lines have been announced. */
const KEPT_LINES = 20;
const DIGEST_MS = 10_000;

/** Live region for screen readers: each settled line and each gap once, at once or in a digest. Drafts are not announced. */
export function Announcer({ feed, announcing }: AnnouncerProps): ReactNode {
  const say = useMessages();
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => {
    if (announcing === 'off') return;
    const announced = new Set<string>();
    let waiting: Line[] = [];
    const announce = () => {
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      setLines((before) => [...before, ...batch].slice(-KEPT_LINES));
    };
    const unsubscribe = feed.onSettled((settled) => {
      for (const line of settled) {
        if (announced.has(line.id)) continue;
        announced.add(line.id);
        waiting.push(line);
      }
      if (announcing === 'settled') announce();
    });
    const timer = announcing === 'digest' ? setInterval(announce, DIGEST_MS) : undefined;
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [feed, announcing]);

  return (
    <div
      className="unseen"
      role="log"
      aria-live={announcing === 'off' ? 'off' : 'polite'}
      aria-label={say('newestCaptions')}
    >
      {lines.map((line) =>
        line.kind === 'caption' ? (
          <p key={line.id} lang={line.language} dir={textDirection(line.language)}>
            <bdi>{line.speaker.name}</bdi>: {line.text}
          </p>
        ) : (
          <p key={line.id}>{gapWords(line, say)}</p>
        ),
      )}
    </div>
  );
}
