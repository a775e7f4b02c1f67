import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { ORIGINAL } from '../../../shared/language.ts';
import type { ViewKind } from '../../../shared/views.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { usePartWords } from '../../i18n/part-words.ts';
import { nameIn } from '../../languages/language-name.ts';
import { createStore } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';
import { type ReadSettings, resized, writtenValue } from '../../views/view-settings.ts';
import { viewWords } from '../../views/view-words.ts';
import { keepAwake } from './room/keep-awake.ts';
import { followPointer } from './room/moving-pointer.ts';
import { followProjectorKeys } from './room/projector-keys.ts';
import { layoutIn, pixelsOf } from './screen/rows.ts';
import { ScreenBlock } from './screen/screen-block.tsx';
import { useViewLook } from './screen/use-view-look.ts';
import { useViewBox } from './screen/view-box.ts';
import styles from './view.module.css';
import { ViewHelp } from './view-help.tsx';
import type { ViewModel } from './view-model.ts';
import { ViewSigns } from './view-signs.tsx';

/** What the address says, apart from the meeting. */
export interface ViewPage {
  readonly kind: ViewKind;
  readonly read: ReadSettings;
}

/** The captions of one meeting, in one or two languages, on the screen of a room or over a stream. */
export function View({ model, page }: { model: ViewModel; page: ViewPage }): ReactNode {
  const { kind, read } = page;
  const box = useViewBox();
  const settings = { ...read.settings, layout: layoutIn(read.settings, box) };
  const say = useMessages();
  const words = usePartWords(viewWords);
  const [size, setSize] = useState(read.settings.size);
  const sizePx = pixelsOf(size, box);
  const notice = useStore(model.notices.state);
  const [pointer] = useState(() => createStore(false));
  const pointerMoves = useStore(pointer);
  useViewLook(settings);
  const isProjector = kind === 'projector';

  const resize = useCallback((direction: 1 | -1) => setSize((before) => resized(before, direction)), []);
  useEffect(() => {
    if (!isProjector) return;
    const ends = [keepAwake(), followPointer(pointer), followProjectorKeys({ onResize: resize })];
    return () => {
      for (const end of ends) end();
    };
  }, [isProjector, pointer, resize]);
  // A page that is loaded again has the size that was found right for the room.
  useEffect(() => {
    if (size === read.settings.size) return;
    const url = new URL(location.href);
    url.searchParams.set('size', writtenValue(size));
    history.replaceState(history.state, '', url);
  }, [size, read.settings.size]);

  const nameOf = (language: string) =>
    words('captionsIn', { language: language === ORIGINAL ? say('original') : nameIn(say.locale, language) });
  return (
    <main
      className={styles.view}
      data-position={settings.position}
      data-layout={settings.layout}
      data-shadow={settings.shadow}
      style={{
        '--view-size': `${sizePx}px`,
        '--view-align': settings.align,
        '--view-width': `${settings.width}%`,
        '--view-margin': `${settings.margin}vh`,
        '--view-box': settings.box,
        '--view-blocks': model.screens.length,
      }}
    >
      <h1 className="unseen">{say('appName')}</h1>
      <div className={styles.blocks}>
        {model.screens.map((screen, index) => (
          <ScreenBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: a view has the same screens as long as it lasts
            key={index}
            screen={screen}
            settings={settings}
            sizePx={sizePx}
            heightPx={box.height}
            languages={model.screens.length}
            label={nameOf}
          />
        ))}
      </div>
      {/* The hint stands where the sign of an empty screen does. */}
      {!(pointerMoves && notice.kind === 'ready') && <ViewSigns notice={notice} />}
      {isProjector && pointerMoves && <p className={styles.keys}>{words('projectorKeys')}</p>}
      {settings.help && <ViewHelp parameters={read.parameters} />}
    </main>
  );
}

/** The address names no meeting. */
export function ViewWithoutMeeting({ page: { read } }: { page: ViewPage }): ReactNode {
  const say = useMessages();
  useViewLook(read.settings);
  return (
    <main className={styles.view}>
      <h1 className="unseen">{say('appName')}</h1>
      <ViewSigns notice={{ kind: 'operator', fault: 'no-address' }} />
      {read.settings.help && <ViewHelp parameters={read.parameters} />}
    </main>
  );
}
