import { useEffect } from 'react';
import { contrastOf, isHexColor } from '../../../display/contrast.ts';
import type { ViewSettings } from '../../../views/view-settings.ts';

/** The panel's own fonts; every other name is one of this computer. */
const ownFonts = ['system', 'legible', 'serif', 'dyslexic'];

/** Writes colours and font to the root element, where the style sheets read them. */
export function useViewLook({
  color,
  background,
  font,
}: Pick<ViewSettings, 'color' | 'background' | 'font'>): void {
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    style.setProperty('--view-text', color);
    style.setProperty('--view-ground', background);
    // Dark text stands on something light, and so do the colours of speakers.
    if (isDark(color)) dataset.theme = 'light';
    else delete dataset.theme;
    dataset.font = font;
    if (ownFonts.includes(font)) style.removeProperty('--caption-font');
    else style.setProperty('--caption-font', `"${font}", var(--font)`);
  }, [color, background, font]);
}

function isDark(color: string): boolean {
  const opaque = color.slice(0, 7);
  return isHexColor(opaque) && contrastOf(opaque, '#ffffff') > contrastOf(opaque, '#000000');
}
