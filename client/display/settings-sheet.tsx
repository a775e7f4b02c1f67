import { type ReactNode, useId } from 'react';
import type { MessageKey } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { type DisplaySettings, defaultDisplay, nextTextSize } from './display-settings.ts';

export interface SettingsSheetProps {
  readonly settings: DisplaySettings;
  readonly onChange: (change: Partial<DisplaySettings>) => void;
  readonly onClose: () => void;
}

/** How captions look. Every change shows at once, in the preview and behind it. */
export function SettingsSheet({ settings, onChange, onClose }: SettingsSheetProps): ReactNode {
  const say = useMessages();
  return (
    <Sheet title={say('settings')} onClose={onClose}>
      <div className="settings">
        <Preview settings={settings} />
        <TextSize size={settings.textSize} onChange={(textSize) => onChange({ textSize })} />
        <Choice
          label={say('theme')}
          choices={{
            system: 'themeSystem',
            light: 'themeLight',
            dark: 'themeDark',
            contrast: 'themeContrast',
          }}
          chosen={settings.theme}
          onChoose={(theme) => onChange({ theme })}
        />
        <Choice
          label={say('showOriginal')}
          choices={{ always: 'originalAlways', 'on-tap': 'originalOnTap', never: 'originalNever' }}
          chosen={settings.original}
          onChoose={(original) => onChange({ original })}
        />
        <Switch
          label={say('speakerNames')}
          on={settings.speakerNames}
          onChange={(speakerNames) => onChange({ speakerNames })}
        />
        <Switch
          label={say('readingMode')}
          hint={say('readingModeHint')}
          on={settings.readingMode}
          onChange={(readingMode) => onChange({ readingMode })}
        />
        <Choice
          label={say('announce')}
          choices={{ settled: 'announceSettled', digest: 'announceDigest', off: 'announceOff' }}
          chosen={settings.announcing}
          onChoose={(announcing) => onChange({ announcing })}
        />
        <button type="button" className="button button--quiet" onClick={() => onChange(defaultDisplay)}>
          {say('resetSettings')}
        </button>
      </div>
    </Sheet>
  );
}

function Preview({ settings }: { settings: DisplaySettings }): ReactNode {
  const say = useMessages();
  return (
    <section className="settings__preview" aria-label={say('preview')}>
      {settings.speakerNames && (
        <p className="line__head" data-tone="2">
          <span className="line__speaker">{say('previewSpeaker')}</span>
        </p>
      )}
      <p className="line__text">{say('previewText')}</p>
      {settings.original === 'always' && (
        <p className="line__original" lang="es">
          {say('previewOriginal')}
        </p>
      )}
    </section>
  );
}

function TextSize({ size, onChange }: { size: number; onChange: (size: number) => void }): ReactNode {
  const say = useMessages();
  const smaller = nextTextSize(size, -1);
  const larger = nextTextSize(size, 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons and a value are no fieldset
    <div className="settings__row" role="group" aria-label={say('textSize')}>
      <span className="settings__label">{say('textSize')}</span>
      <span className="stepper">
        <button
          type="button"
          aria-label={say('smaller')}
          disabled={smaller === size}
          onClick={() => onChange(smaller)}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 8h10" />
          </svg>
        </button>
        <output className="stepper__value">{say('percent', { count: size })}</output>
        <button
          type="button"
          aria-label={say('larger')}
          disabled={larger === size}
          onClick={() => onChange(larger)}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 8h10M8 3v10" />
          </svg>
        </button>
      </span>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly choices: Readonly<Record<Value, MessageKey>>;
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, choices, chosen, onChoose }: ChoiceProps<Value>): ReactNode {
  const say = useMessages();
  const name = useId();
  const values = keysOf(choices);
  return (
    <fieldset className="settings__choice">
      <legend className="settings__label">{label}</legend>
      <div className="segments">
        {values.map((value) => (
          <label key={value} className="segments__option">
            <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{say(choices[value])}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Switch({ label, hint, on, onChange }: SwitchProps): ReactNode {
  const hintId = useId();
  return (
    <div className="settings__row">
      <label className="switch">
        <span className="settings__label">{label}</span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={on}
          checked={on}
          {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span className="switch__track" aria-hidden="true" />
      </label>
      {hint !== undefined && (
        <p className="settings__hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** `Object.keys` forgets what it knows: here the record has exactly these keys. */
function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
