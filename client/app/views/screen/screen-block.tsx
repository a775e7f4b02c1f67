import { type ReactNode, useRef } from 'react';
import type { Caption } from '../../../../shared/caption.ts';
import { ORIGINAL, textDirection } from '../../../../shared/language.ts';
import { useStore } from '../../../lib/use-store.ts';
import type { ViewSettings } from '../../../views/view-settings.ts';
import { leadingOf, rowsFor } from './rows.ts';
import styles from './screen-block.module.css';
import { ScreenCaption } from './screen-caption.tsx';
import { useRollUp } from './use-roll-up.ts';
import type { ViewScreen } from './view-screen.ts';

export interface ScreenBlockProps {
  readonly screen: ViewScreen;
  readonly settings: Pick<ViewSettings, 'names' | 'motion' | 'lines' | 'layout' | 'margin' | 'box'>;
  readonly sizePx: number;
  readonly heightPx: number;
  /** Languages on the screen, this one among them. */
  readonly languages: number;
  /** What the block is called: its language. */
  readonly label: (language: string) => string;
}

/** The last rows of captions in one language; whatever is longer rolls up and out of sight. */
export function ScreenBlock({ screen, settings, label, ...room }: ScreenBlockProps): ReactNode {
  const { captions, fading, language } = useStore(screen.state);
  const listRef = useRef<HTMLDivElement>(null);
  useRollUp(listRef, captions, settings.motion);
  const rows = rowsFor({ settings, language, ...room });
  const side = language === undefined || language === ORIGINAL ? undefined : textDirection(language);
  return (
    <section
      className={styles.block}
      style={{ '--view-rows': rows, '--view-leading': leadingOf(language, settings) }}
      data-fading={fading}
      aria-label={language === undefined ? undefined : label(language)}
    >
      <div className={styles.list} ref={listRef}>
        {captions.map((caption, index) => (
          <ScreenCaption
            key={caption.id}
            caption={caption}
            side={side}
            showsName={settings.names && !continues(caption, captions[index - 1])}
          />
        ))}
      </div>
    </section>
  );
}

function continues(caption: Caption, before: Caption | undefined): boolean {
  return before?.speaker.id === caption.speaker.id && before.speaker.name === caption.speaker.name;
}
