import type { ReactNode } from 'react';
import { usePartWords } from '../../i18n/part-words.ts';
import type { ReadParameter } from '../../views/view-settings.ts';
import { viewWords } from '../../views/view-words.ts';
import styles from './view.module.css';

/** What was understood of the address, for who writes it: only where the address asks for it. */
export function ViewHelp({ parameters }: { parameters: readonly ReadParameter[] }): ReactNode {
  const words = usePartWords(viewWords);
  const shown = parameters.filter(({ name }) => name !== 'help');
  return (
    <aside className={styles.help} aria-label={words('helpTitle')}>
      <h2 className={styles.helpTitle}>{words('helpTitle')}</h2>
      {shown.length === 0 && <p>{words('helpNothing')}</p>}
      <ul className={styles.helpList}>
        {shown.map((parameter, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an address may name a parameter twice, and never changes
          <li key={index} data-fault={parameter.fault}>
            {wordsOf(parameter)}
          </li>
        ))}
      </ul>
    </aside>
  );

  function wordsOf({ name, given, used, takes, fault }: ReadParameter): string {
    switch (fault) {
      case 'unknown':
        return words('helpUnknown', { name, takes });
      case 'value':
        return words('helpValue', { name, given, takes, value: used });
      default:
        return words('helpUsed', { name, value: used });
    }
  }
}
