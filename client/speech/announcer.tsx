import { type ReactNode, useEffect, useState } from 'react';
import type { Caption } from '../../shared/caption.ts';
import { textDirection } from '../../shared/language.ts';
import type { CaptionFeed } from '../captions/feed/caption-feed.ts';
import { useMessages } from '../i18n/messages-context.tsx';

export interface AnnouncerProps {
  readonly feed: CaptionFeed;
  readonly announcing: 'off' | 'settled' | 'digest';
}

/** Older lines have been announced. */
const KEPT_LINES = 20;
const DIGEST_MS = 10_000;

/** Live region for screen readers: each settled line once, at once or in a digest. Drafts are not announced. */
export function Announcer({ feed, announcing }: AnnouncerProps): ReactNode {
  const say = useMessages();
  const [lines, setLines] = useState<readonly Caption[]>([]);
  useEffect(() => {
    if (announcing === 'off') return;
    const announced = new Set<string>();
    let waiting: Caption[] = [];
    const announce = () => {
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      setLines((before) => [...before, ...batch].slice(-KEPT_LINES));
    };
    const unsubscribe = feed.onSettled((captions) => {
      for (const caption of captions) {
        if (announced.has(caption.id)) continue;
        announced.add(caption.id);
        waiting.push(caption);
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
      {lines.map((caption) => (
        <p key={caption.id} lang={caption.language} dir={textDirection(caption.language)}>
          <bdi>{caption.speaker.name}</bdi>: {caption.text}
        </p>
      ))}
    </div>
  );
}
