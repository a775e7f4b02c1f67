import { type ReactNode, useState } from 'react';
import { usePartWords } from '../../i18n/part-words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ScreenIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { ViewLinks } from '../../views/view-links.tsx';
import { viewWords } from '../../views/view-words.ts';
import styles from './screen-tool.module.css';

export interface ScreenToolProps {
  /** What this page opened. */
  readonly fragment: string;
  /** What its reader reads, which the room is shown as well. */
  readonly languages: readonly string[];
}

/** From the reader to the views for a room and a stream. */
export function ScreenTool({ fragment, languages }: ScreenToolProps): ReactNode {
  const words = usePartWords(viewWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton aria-haspopup="dialog" label={words('viewsTitle')} onClick={() => setOpen(true)}>
        <ScreenIcon />
      </IconButton>
      {isOpen && (
        <Sheet title={words('viewsTitle')} onClose={() => setOpen(false)}>
          <div className={styles.sheet}>
            <ViewLinks fragment={fragment} languages={languages} />
          </div>
        </Sheet>
      )}
    </>
  );
}
