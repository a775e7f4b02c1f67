import { type ReactNode, useEffect, useState } from 'react';
import type { StreamAction } from '../../shared/panel-protocol.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { useStore } from '../lib/use-store.ts';
import { RefusalWords } from '../ui/refusal-words.tsx';
import type { ControlState, StreamControl } from './stream-control.ts';
import styles from './stream-controls.module.css';

export interface StreamControlsProps {
  readonly control: StreamControl;
  /** In the order they are drawn; the first one is the main one. */
  readonly actions: readonly StreamAction[];
  /** How the start button reads: start, start again, or ask the host. */
  readonly startLabel: MessageKey;
  readonly compact?: boolean;
}

/** Buttons to start and stop captions, and the outcome. */
export function StreamControls(props: StreamControlsProps): ReactNode {
  const { control, actions, startLabel, compact = false } = props;
  const say = useMessages();
  const state = useStore(control.state);
  // A pause can be undone; a stop ends captions for everybody and is confirmed.
  const [stopping, setStopping] = useState(false);
  const mayStop = actions.includes('stop');
  useEffect(() => {
    if (!mayStop) setStopping(false);
  }, [mayStop]);
  const labels: Readonly<Record<StreamAction, MessageKey>> = {
    start: startLabel,
    pause: 'pause',
    resume: 'resume',
    stop: 'stop',
  };
  const press = (action: StreamAction) =>
    action === 'stop' ? setStopping(true) : void control.request(action);
  const stop = () => {
    setStopping(false);
    void control.request('stop');
  };
  const buttons: readonly Button[] = stopping
    ? [
        { key: 'pause', label: 'stopForEveryone', onPress: stop },
        // In the place of Stop: a double press changes nothing.
        { key: 'stop', label: 'cancel', onPress: () => setStopping(false) },
      ]
    : actions.map((action) => ({
        // One element for pause and resume, so that the focus stays on it.
        key: action === 'resume' ? 'pause' : action,
        label: labels[action],
        onPress: () => press(action),
      }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      className={compact ? `${styles.controls} ${styles.compact}` : styles.controls}
      role="group"
      aria-label={say('captionControls')}
    >
      {/* Above the buttons: what a press does is read before it. */}
      <p className={styles.news} role="status">
        {stopping ? say('stopQuestion') : <News state={state} />}
      </p>
      {buttons.map(({ key, label, onPress }, index) => (
        <button
          key={key}
          type="button"
          className={index === 0 && !compact ? 'button button--main' : 'button'}
          // Not `disabled`, which would drop the focus.
          aria-disabled={state.kind === 'asking'}
          onClick={onPress}
        >
          {say(label)}
        </button>
      ))}
      {state.kind === 'permission-needed' && (
        <button type="button" className="button" onClick={() => void control.allow()}>
          {say('allowInZoom')}
        </button>
      )}
    </div>
  );
}

interface Button {
  readonly key: StreamAction;
  readonly label: MessageKey;
  readonly onPress: () => void;
}

/** The outcome of a button, as far as the meeting's status does not show it. */
function News({ state }: { state: ControlState }): ReactNode {
  const say = useMessages();
  switch (state.kind) {
    case 'idle':
    case 'pending':
    case 'asked':
      return null;
    case 'asking':
      return say('controlWorking');
    case 'permission-needed':
      return state.refusal === undefined ? say('permissionNeeded') : <RefusalWords {...state.refusal} />;
    case 'failed':
      return <RefusalWords {...state} />;
  }
}
