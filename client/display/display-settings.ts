type OriginalDisplay = 'always' | 'on-tap' | 'never';
type Theme = 'system' | 'light' | 'dark' | 'contrast';
type Announcing = 'off' | 'settled' | 'digest';

/** How this person likes to read. */
export interface DisplaySettings {
  /** Percent of the normal caption size. */
  readonly textSize: number;
  readonly original: OriginalDisplay;
  readonly speakerNames: boolean;
  readonly readingMode: boolean;
  readonly theme: Theme;
  /** What a screen reader is told. */
  readonly announcing: Announcing;
}

const TEXT_SIZES = [50, 65, 80, 90, 100, 115, 130, 150, 175, 200, 250, 300] as const;

export const defaultDisplay: DisplaySettings = {
  textSize: 100,
  original: 'on-tap',
  speakerNames: true,
  readingMode: false,
  theme: 'system',
  announcing: 'settled',
};

/** Settings as they were stored; whatever is missing or strange is as by default. */
export function parseDisplay(stored: Readonly<Record<string, unknown>> | undefined): DisplaySettings {
  const { textSize, original, speakerNames, readingMode, theme, announcing } = stored ?? {};
  return {
    textSize: typeof textSize === 'number' ? Math.min(300, Math.max(50, textSize)) : defaultDisplay.textSize,
    original: oneOf(['always', 'on-tap', 'never'], original, defaultDisplay.original),
    speakerNames: typeof speakerNames === 'boolean' ? speakerNames : defaultDisplay.speakerNames,
    readingMode: typeof readingMode === 'boolean' ? readingMode : defaultDisplay.readingMode,
    theme: oneOf(['system', 'light', 'dark', 'contrast'], theme, defaultDisplay.theme),
    announcing: oneOf(['off', 'settled', 'digest'], announcing, defaultDisplay.announcing),
  };
}

/** The next larger (`1`) or smaller (`-1`) size, or the same at the end of the scale. */
export function nextTextSize(size: number, direction: 1 | -1): number {
  const sizes = direction === 1 ? TEXT_SIZES : [...TEXT_SIZES].reverse();
  return sizes.find((candidate) => (candidate - size) * direction > 0) ?? size;
}

function oneOf<const Choice>(choices: readonly Choice[], stored: unknown, otherwise: Choice): Choice {
  return choices.find((choice) => choice === stored) ?? otherwise;
}
