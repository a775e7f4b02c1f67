import { useEffect } from 'react';
import type { DisplaySettings } from './display-settings.ts';

/** Writes the settings to the root element, where the style sheets read them. */
export function useTheme({ theme, textSize, font, spacing, colors }: DisplaySettings): void {
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
    dataset.font = font;
    dataset.spacing = spacing;
    style.setProperty('--caption-scale', String(textSize / 100));
  }, [theme, textSize, font, spacing]);

  const { text, ground } = colors ?? {};
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    if (text === undefined || ground === undefined) {
      delete dataset.colors;
      return;
    }
    dataset.colors = 'own';
    style.setProperty('--own-text', text);
    style.setProperty('--own-ground', ground);
  }, [text, ground]);
}
