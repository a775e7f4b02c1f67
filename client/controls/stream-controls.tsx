import { type ReactNode, useSyncExternalStore } from 'react';
import type { StreamAction } from '../../shared/panel-protocol.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { RefusalWords } from '../ui/refusal-words.tsx';
import type { StreamControl } from './stream-control.ts';

export interface StreamControlsProps {
  readonly control: StreamControl;
  /** In the order they are drawn; the first one is the main one. */
  readonly actions: readonly StreamAction[];
  /** How the start button reads: start, start again, or ask the host. */
  readonly startLabel: MessageKey;
  readonly compact?: boolean;
}

/** Buttons to start and stop captions, and what came of pressing them. */
export function StreamControls(props: StreamControlsProps): ReactNode {
  const { control, actions, startLabel, compact = false } = props;
  const say = useMessages();
  const state = useSyncExternalStore(control.subscribe, control.getSnapshot);
  const labels: Readonly<Record<StreamAction, MessageKey>> = {
    start: startLabel,
    pause: 'pause',
    resume: 'resume',
    stop: 'stop',
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      className={compact ? 'controls controls--compact' : 'controls'}
      role="group"
      aria-label={say('captionControls')}
    >
      {actions.map((action, index) => (
        <button
          // One button that changes its word: whoever paused by keyboard can resume with the next key.
          key={action === 'resume' ? 'pause' : action}
          type="button"
          className={index === 0 && !compact ? 'button button--main' : 'button'}
          // Not `disabled`, which would throw the focus out of the panel.
          aria-disabled={state.kind === 'asking'}
          onClick={() => void control.ask(action)}
        >
          {say(labels[action])}
        </button>
      ))}
      {state.kind === 'permission-needed' && (
        <button type="button" className="button" onClick={() => void control.allow()}>
          {say('allowInZoom')}
        </button>
      )}
      <p className="controls__news" role="status">
        {state.kind === 'asking' && say('controlWorking')}
        {state.kind === 'permission-needed' &&
          (state.refusal === undefined ? say('permissionNeeded') : <RefusalWords {...state.refusal} />)}
        {state.kind === 'failed' && <RefusalWords {...state} />}
      </p>
    </div>
  );
}
