import { type ReactNode, useState } from 'react';
import { usePartWords } from '../i18n/part-words.ts';
import { copyText } from '../lib/copy-text.ts';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { viewAddress } from './view-address.ts';
import styles from './view-links.module.css';
import { viewWords } from './view-words.ts';

export interface ViewLinksProps {
  /** What the views open: `#meeting=<id>`, or `#share=<token>&language=<tag>`. */
  readonly fragment: string;
  /** One or two languages; absent: what the fragment or the browser that opens it says. */
  readonly languages?: readonly string[];
  /** Absent outside Zoom, whose client opens addresses in the browser. */
  readonly zoom?: ZoomClient | undefined;
}

/** Leads to the views of a meeting: the projector's opens, the overlay's is copied for the program that streams. */
export function ViewLinks({ fragment, languages = [], zoom }: ViewLinksProps): ReactNode {
  const words = usePartWords(viewWords);
  const [copied, setCopied] = useState<boolean | undefined>(undefined);
  const projector = viewAddress({ kind: 'projector', fragment, languages }, location.origin);
  const overlay = viewAddress({ kind: 'overlay', fragment, languages }, location.origin);
  const copy = async () => setCopied(await copyText(overlay));
  return (
    <div className={styles.links}>
      <p className="hint">{words('viewsHint')}</p>
      {zoom === undefined ? (
        <a className="button" href={projector} target="_blank" rel="noreferrer">
          {words('openProjector')}
        </a>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => void zoom.openUrl(projector).catch(() => undefined)}
        >
          {words('openProjector')}
        </button>
      )}
      <button type="button" className="button" onClick={() => void copy()}>
        {words('copyOverlay')}
      </button>
      <p className="news" role="status">
        {copied === true && words('overlayCopied')}
      </p>
      {copied === false && (
        <label className={styles.address}>
          <span role="alert">{words('copyViewByHand')}</span>
          <input readOnly value={overlay} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </div>
  );
}
