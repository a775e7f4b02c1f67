import { type HexColor, isHexColor } from './contrast.ts';

const originals = ['always', 'on-tap', 'never'] as const;
const themes = ['system', 'light', 'dark', 'contrast'] as const;
const announcements = ['off', 'settled', 'digest'] as const;
const fonts = ['system', 'legible', 'serif', 'dyslexic'] as const;
const spacings = ['tight', 'normal', 'wide'] as const;

export interface CaptionColors {
  readonly text: HexColor;
  readonly ground: HexColor;
}

/** A person's display settings. */
export interface DisplaySettings {
  /** Percent of the normal caption size. */
  readonly textSize: number;
  readonly font: (typeof fonts)[number];
  readonly spacing: (typeof spacings)[number];
  /** Of the captions alone; `null`: as the theme has them. */
  readonly colors: CaptionColors | null;
  readonly original: (typeof originals)[number];
  /** Shows the original where the translation will stand. Off: nothing that is read is replaced. */
  readonly originalWhileWaiting: boolean;
  readonly speakerNames: boolean;
  readonly readingMode: boolean;
  readonly theme: (typeof themes)[number];
  /** What a screen reader is told. */
  readonly announcing: (typeof announcements)[number];
  /** The language of the panel itself: the browser's, that of the captions, or a tag. */
  readonly interfaceLanguage: string;
}

const TEXT_SIZES = [50, 65, 80, 90, 100, 115, 130, 150, 175, 200, 250, 300] as const;

export const defaultDisplay: DisplaySettings = {
  textSize: 100,
  font: 'system',
  spacing: 'normal',
  colors: null,
  original: 'on-tap',
  originalWhileWaiting: false,
  speakerNames: true,
  readingMode: false,
  theme: 'system',
  announcing: 'settled',
  interfaceLanguage: 'browser',
};

/** Parses stored settings; missing and invalid ones get their default. */
export function parseDisplay(stored: Readonly<Record<string, unknown>> | undefined): DisplaySettings {
  const { textSize, font, spacing, colors, original, speakerNames, readingMode, theme, announcing } =
    stored ?? {};
  const { interfaceLanguage, originalWhileWaiting } = stored ?? {};
  return {
    textSize: typeof textSize === 'number' ? Math.min(300, Math.max(50, textSize)) : defaultDisplay.textSize,
    font: oneOf(fonts, font, defaultDisplay.font),
    spacing: oneOf(spacings, spacing, defaultDisplay.spacing),
    colors: parseColors(colors),
    original: oneOf(originals, original, defaultDisplay.original),
    originalWhileWaiting: switched(originalWhileWaiting, defaultDisplay.originalWhileWaiting),
    speakerNames: switched(speakerNames, defaultDisplay.speakerNames),
    readingMode: switched(readingMode, defaultDisplay.readingMode),
    theme: oneOf(themes, theme, defaultDisplay.theme),
    announcing: oneOf(announcements, announcing, defaultDisplay.announcing),
    interfaceLanguage:
      typeof interfaceLanguage === 'string' ? interfaceLanguage : defaultDisplay.interfaceLanguage,
  };
}

/** The next larger (`1`) or smaller (`-1`) size, or the same at the end of the scale. */
export function nextTextSize(size: number, direction: 1 | -1): number {
  const sizes = direction === 1 ? TEXT_SIZES : [...TEXT_SIZES].reverse();
  return sizes.find((candidate) => (candidate - size) * direction > 0) ?? size;
}

function parseColors(stored: unknown): CaptionColors | null {
  if (typeof stored !== 'object' || stored === null || !('text' in stored) || !('ground' in stored))
    return null;
  const { text, ground } = stored;
  return isHexColor(text) && isHexColor(ground) ? { text, ground } : null;
}

function switched(stored: unknown, otherwise: boolean): boolean {
  return typeof stored === 'boolean' ? stored : otherwise;
}

function oneOf<const Choice>(choices: readonly Choice[], stored: unknown, otherwise: Choice): Choice {
  return choices.find((choice) => choice === stored) ?? otherwise;
}
