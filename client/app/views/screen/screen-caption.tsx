import { memo, type ReactNode } from 'react';
import type { Caption } from '../../../../shared/caption.ts';
import { UNDETERMINED } from '../../../../shared/language.ts';
import { directionOf } from '../../../captions/line/marked-text.tsx';
import { toneOf } from '../../../captions/line/speaker-tones.ts';
import { wrappedText } from '../../../views/wrapped-text.ts';
import styles from './screen-caption.module.css';

export interface ScreenCaptionProps {
  readonly caption: Caption;
  /** The direction of the screen's language, whatever a line is written in. */
  readonly side: 'ltr' | 'rtl' | undefined;
  /** The name stands in front: somebody else spoke before. */
  readonly showsName: boolean;
}

/** One sentence on the screen of a room: who speaks, and the words. */
export const ScreenCaption = memo(function ScreenCaption({ caption, side, showsName }: ScreenCaptionProps) {
  const { speaker, language, text, origin, state } = caption;
  return (
    <p
      className={styles.caption}
      dir={side ?? directionOf(language)}
      data-line={caption.id}
      data-state={state}
      data-tone={toneOf(caption)}
    >
      <span className={styles.words}>
        {showsName && speaker.name !== '' && (
          <span className={styles.speaker}>
            <bdi>{speaker.name}</bdi>:{' '}
          </span>
        )}
        {origin === 'pending' ? <Awaited /> : <Text language={language} text={text} />}
        {origin === 'untranslated' && <span className={styles.spoken}> {language}</span>}
      </span>
    </p>
  );
});

function Text({ language, text }: { language: string; text: string }): ReactNode {
  return (
    <span
      className={styles.text}
      {...(language === UNDETERMINED ? {} : { lang: language })}
      dir={directionOf(language)}
    >
      {wrappedText(text, language)}
    </span>
  );
}

/** Holds the place of a translation that is on its way: what stands below never moves for it. */
function Awaited(): ReactNode {
  return <span className={styles.text}>…</span>;
}
