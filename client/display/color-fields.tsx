import { type CSSProperties, type ReactNode, useState } from 'react';
import type { TemplateKey } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import styles from './color-fields.module.css';
import { contrastOf, gradeOf, isHexColor } from './contrast.ts';
import type { CaptionColors } from './display-settings.ts';
import fields from './settings-fields.module.css';
import { Choice } from './settings-fields.tsx';

export interface ColorFieldsProps {
  readonly colors: CaptionColors | null;
  readonly onChange: (colors: CaptionColors | null) => void;
}

/** Common needs: light on dark against glare, black on cream against shimmering text. */
const presets = {
  'white-black': { text: '#ffffff', ground: '#000000' },
  'yellow-black': { text: '#ffe45c', ground: '#000000' },
  'white-blue': { text: '#ffffff', ground: '#0a2a6b' },
  'black-cream': { text: '#1a1a1a', ground: '#faf3dd' },
} as const satisfies Readonly<Record<string, CaptionColors>>;

/** The colours of the captions alone, and how well they can be read. */
export function ColorFields({ colors, onChange }: ColorFieldsProps): ReactNode {
  const say = useMessages();
  const preset = presetOf(colors);
  const [isOwn, setOwn] = useState(colors !== null && preset === undefined);
  const chosen = isOwn ? 'own' : (preset ?? 'theme');
  const choose = (value: keyof typeof presets | 'theme' | 'own') => {
    setOwn(value === 'own');
    if (value === 'theme') onChange(null);
    else if (value === 'own') onChange(colors ?? presets['white-black']);
    else onChange(presets[value]);
  };
  return (
    <div className={styles.colors}>
      <Choice
        label={say('captionColors')}
        choices={{
          theme: say('colorsOfTheme'),
          'white-black': <Swatch colors={presets['white-black']} label={say('whiteOnBlack')} />,
          'yellow-black': <Swatch colors={presets['yellow-black']} label={say('yellowOnBlack')} />,
          'white-blue': <Swatch colors={presets['white-blue']} label={say('whiteOnBlue')} />,
          'black-cream': <Swatch colors={presets['black-cream']} label={say('blackOnCream')} />,
          own: say('ownColors'),
        }}
        chosen={chosen}
        onChoose={choose}
      />
      {isOwn && colors !== null && (
        <div className={styles.own}>
          <ColorInput
            label={say('textColor')}
            color={colors.text}
            onChange={(text) => onChange({ ...colors, text })}
          />
          <ColorInput
            label={say('groundColor')}
            color={colors.ground}
            onChange={(ground) => onChange({ ...colors, ground })}
          />
        </div>
      )}
      {colors !== null && <Contrast colors={colors} />}
    </div>
  );
}

function Swatch({ colors, label }: { colors: CaptionColors; label: string }): ReactNode {
  const style: CSSProperties = { color: colors.text, background: colors.ground };
  return (
    <>
      <span className={styles.swatch} style={style} aria-hidden="true">
        Aa
      </span>
      {label}
    </>
  );
}

interface ColorInputProps {
  readonly label: string;
  readonly color: CaptionColors['text'];
  readonly onChange: (color: CaptionColors['text']) => void;
}

function ColorInput({ label, color, onChange }: ColorInputProps): ReactNode {
  return (
    <label className={styles.input}>
      <span>{label}</span>
      <input
        type="color"
        value={color}
        onChange={({ currentTarget: { value } }) => {
          if (isHexColor(value)) onChange(value);
        }}
      />
    </label>
  );
}

function Contrast({ colors }: { colors: CaptionColors }): ReactNode {
  const say = useMessages();
  const contrast = contrastOf(colors.text, colors.ground);
  const grade = gradeOf(contrast);
  const words = {
    poor: 'contrastPoor',
    good: 'contrastGood',
    best: 'contrastBest',
  } as const satisfies Readonly<Record<typeof grade, TemplateKey>>;
  return (
    <p className={fields.hint} role="status" data-grade={grade}>
      {say(words[grade], { ratio: Math.floor(contrast * 10) / 10 })}
    </p>
  );
}

function presetOf(colors: CaptionColors | null): keyof typeof presets | undefined {
  if (colors === null) return undefined;
  const names = ['white-black', 'yellow-black', 'white-blue', 'black-cream'] as const;
  return names.find((name) => presets[name].text === colors.text && presets[name].ground === colors.ground);
}
