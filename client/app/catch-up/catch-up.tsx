import { type ReactNode, useEffect, useState } from 'react';
import type { Line } from '../../../shared/caption.ts';
import { useEarlierLines } from '../../captions/list/use-earlier-lines.ts';
import { usePartWords } from '../../i18n/part-words.ts';
import { lastMinutes } from '../../reading/last-minutes.ts';
import { readingWords } from '../../reading/reading-words.ts';
import styles from '../reader/strips/strip.module.css';
import { StripNotice } from '../reader/strips/strip-notice.tsx';

export interface CatchUpProps {
  readonly lines: readonly Line[];
  /** Lines before this position are not loaded; `undefined`: everything is here. */
  readonly floor: number | undefined;
  readonly loadingOlder: boolean;
  readonly onLoadOlder: () => void;
  /** The line to read on from. */
  readonly onGoTo: (lineId: string) => void;
  readonly onClose: () => void;
}

/** Brings who comes late to the beginning of the last minutes, to read on from there. */
export function CatchUp({ lines, onGoTo, onClose, ...earlier }: CatchUpProps): ReactNode {
  const words = usePartWords(readingWords);
  const [minutes, setMinutes] = useState<number | undefined>(undefined);
  const wanted = minutes !== undefined;
  const { lineId, isPart } = lastMinutes(lines, earlier.floor, minutes ?? 0);
  useEarlierLines({ wanted: wanted && isPart, ...earlier });
  useEffect(() => {
    if (!wanted || isPart) return;
    if (lineId !== undefined) onGoTo(lineId);
    onClose();
  }, [wanted, isPart, lineId, onGoTo, onClose]);
  return (
    <StripNotice onDismiss={onClose}>
      {wanted ? (
        <p>{words('catchingUp')}</p>
      ) : (
        <div className={styles.offers}>
          <button type="button" className="button button--quiet" onClick={() => setMinutes(5)}>
            {words('catchUp5')}
          </button>
          <button type="button" className="button button--quiet" onClick={() => setMinutes(15)}>
            {words('catchUp15')}
          </button>
        </div>
      )}
    </StripNotice>
  );
}
