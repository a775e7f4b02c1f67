import { useEffect } from 'react';

/**
 * Ctrl+F and ⌘F open the panel's search: the browser's finds only drawn lines. A press inside the search, or with a
 * dialog open, is left to the browser.
 */
export function useFindKey(isUseful: boolean, open: () => void): void {
  useEffect(() => {
    if (!isUseful) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const words = document.querySelector<HTMLElement>('[data-search-words]');
      const isElsewhere = words === null || words !== document.activeElement;
      if (!isFind(event) || !isElsewhere || document.querySelector('[role=dialog]') !== null) return;
      event.preventDefault();
      if (words === null) open();
      else words.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isUseful, open]);
}

function isFind({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'f' && ctrlKey !== metaKey && !altKey && !shiftKey;
}
