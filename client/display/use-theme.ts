import { useEffect } from 'react';
import type { DisplaySettings } from './display-settings.ts';

/** Hands theme and text size to the style sheet, which lives outside React. */
export function useTheme({ theme, textSize }: DisplaySettings): void {
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.style.setProperty('--caption-scale', String(textSize / 100));
  }, [theme, textSize]);
}
