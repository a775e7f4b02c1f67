import { type ReactNode, useId } from 'react';
import { ORIGINAL } from '../../shared/language.ts';
import line from '../captions/line/caption-line.module.css';
import { useOfferedInterfaces } from '../i18n/interface-messages.tsx';
import { useMessages } from '../i18n/messages-context.tsx';
import { nameIn, ownName } from '../languages/language-name.ts';
import { useStore } from '../lib/use-store.ts';
import type { ReadAloud } from '../speech/read-aloud.ts';
import { MinusIcon, PlusIcon } from '../ui/icons.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { ColorFields } from './color-fields.tsx';
import { type DisplaySettings, defaultDisplay, nextTextSize } from './display-settings.ts';
import { GuestNote } from './guest-note.tsx';
import fields from './settings-fields.module.css';
import { Choice, Switch } from './settings-fields.tsx';
import styles from './settings-sheet.module.css';

export interface SettingsSheetProps {
  readonly settings: DisplaySettings;
  readonly onChange: (change: Partial<DisplaySettings>) => void;
  readonly onClose: () => void;
  /** Absent where the browser cannot speak. */
  readonly readAloud: ReadAloud | undefined;
  /** Absent outside Zoom. */
  readonly zoom: ZoomClient | undefined;
  /** What is read, and would be read aloud. */
  readonly language: string;
}

/** How captions look. Every change shows at once, in the preview and behind it. */
export function SettingsSheet(props: SettingsSheetProps): ReactNode {
  const { settings, onChange, onClose, readAloud, zoom, language } = props;
  const say = useMessages();
  return (
    <Sheet title={say('settings')} onClose={onClose}>
      <div className={styles.settings}>
        <Preview settings={settings} />
        <TextSize size={settings.textSize} onChange={(textSize) => onChange({ textSize })} />
        <Choice
          label={say('font')}
          choices={{
            system: say('fontSystem'),
            legible: 'Atkinson Hyperlegible',
            serif: say('fontSerif'),
            dyslexic: say('fontDyslexic'),
          }}
          chosen={settings.font}
          onChoose={(font) => onChange({ font })}
        />
        <Choice
          label={say('spacing')}
          choices={{ tight: say('spacingTight'), normal: say('spacingNormal'), wide: say('spacingWide') }}
          chosen={settings.spacing}
          onChoose={(spacing) => onChange({ spacing })}
        />
        <Choice
          label={say('theme')}
          choices={{
            system: say('themeSystem'),
            light: say('themeLight'),
            dark: say('themeDark'),
            contrast: say('themeContrast'),
          }}
          chosen={settings.theme}
          onChoose={(theme) => onChange({ theme })}
        />
        <ColorFields colors={settings.colors} onChange={(colors) => onChange({ colors })} />
        <Choice
          label={say('showOriginal')}
          choices={{
            always: say('originalAlways'),
            'on-tap': say('originalOnTap'),
            never: say('originalNever'),
          }}
          chosen={settings.original}
          onChoose={(original) => onChange({ original })}
        />
        <Switch
          label={say('originalWhileWaiting')}
          hint={say('originalWhileWaitingHint')}
          on={settings.originalWhileWaiting}
          onChange={(originalWhileWaiting) => onChange({ originalWhileWaiting })}
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
          choices={{
            settled: say('announceSettled'),
            digest: say('announceDigest'),
            off: say('announceOff'),
          }}
          chosen={settings.announcing}
          onChoose={(announcing) => onChange({ announcing })}
        />
        {readAloud !== undefined && <ReadAloudSwitch readAloud={readAloud} language={language} />}
        <InterfaceChoice
          chosen={settings.interfaceLanguage}
          onChoose={(interfaceLanguage) => onChange({ interfaceLanguage })}
        />
        <button type="button" className="button button--quiet" onClick={() => onChange(defaultDisplay)}>
          {say('resetSettings')}
        </button>
        {zoom !== undefined && <GuestNote zoom={zoom} />}
      </div>
    </Sheet>
  );
}

/** For this visit only: a panel that is opened again is silent. */
function ReadAloudSwitch({ readAloud, language }: { readAloud: ReadAloud; language: string }): ReactNode {
  const say = useMessages();
  const { continuous } = useStore(readAloud.state);
  // Of original words, each line has a language of its own.
  const speaks = language === ORIGINAL || readAloud.speaks(language);
  return (
    <Switch
      label={say('readAloud')}
      hint={speaks ? say('readAloudHint') : say('noVoice', { language: nameIn(say.locale, language) })}
      on={continuous && speaks}
      disabled={!speaks}
      onChange={(on) => readAloud.setContinuous(on)}
    />
  );
}

function Preview({ settings }: { settings: DisplaySettings }): ReactNode {
  const say = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: large text is scrolled, and a scroll area must be reachable by keyboard
    <section className={styles.preview} data-caption-colors tabIndex={0} aria-label={say('preview')}>
      {settings.speakerNames && (
        <p className={line.head} data-tone="2">
          <span className={line.speaker}>{say('previewSpeaker')}</span>
        </p>
      )}
      <p className={line.text}>{say('previewText')}</p>
      {settings.original === 'always' && (
        <p className={line.original} lang="es">
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
    <div className={fields.row} role="group" aria-label={say('textSize')}>
      <span className={fields.label}>{say('textSize')}</span>
      <span className={styles.stepper}>
        {/* At the end of the scale a button is not `disabled`, which would throw the focus out of the sheet. */}
        <button
          type="button"
          aria-label={say('smaller')}
          title={say('smaller')}
          aria-disabled={smaller === size}
          onClick={() => onChange(smaller)}
        >
          <MinusIcon />
        </button>
        <output className={styles.stepperValue}>{say('percent', { count: size })}</output>
        <button
          type="button"
          aria-label={say('larger')}
          title={say('larger')}
          aria-disabled={larger === size}
          onClick={() => onChange(larger)}
        >
          <PlusIcon />
        </button>
      </span>
    </div>
  );
}

interface InterfaceChoiceProps {
  readonly chosen: string;
  readonly onChoose: (setting: string) => void;
}

function InterfaceChoice({ chosen, onChoose }: InterfaceChoiceProps): ReactNode {
  const say = useMessages();
  const offered = useOfferedInterfaces();
  const id = useId();
  return (
    <div className={styles.choice}>
      <label className={fields.label} htmlFor={id}>
        {say('interfaceLanguage')}
      </label>
      <select
        className="control"
        id={id}
        value={chosen}
        onChange={({ currentTarget: { value } }) => onChoose(value)}
      >
        <option value="browser">{say('interfaceBrowser')}</option>
        <option value="captions">{say('interfaceCaptions')}</option>
        {offered.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {ownName(tag)}
          </option>
        ))}
      </select>
    </div>
  );
}
