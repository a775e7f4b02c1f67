import type { ReactNode } from 'react';
import { routes } from '../../../shared/routes.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { useStore } from '../../lib/use-store.ts';
import { Entrance, MessageScreen } from '../../ui/message-screen.tsx';
import { Reader } from '../reader/reader.tsx';
import type { PanelEntry } from './panel-entry.ts';

/** The side panel inside the Zoom client. */
export function PanelApp({ entry }: { entry: PanelEntry }): ReactNode {
  const say = useMessages();
  const panel = useStore(entry.state);
  switch (panel.kind) {
    case 'inside':
      return <Reader reader={panel.reader} place="panel" />;
    case 'connecting':
      return (
        <Entrance>
          <MessageScreen
            tone="working"
            title={say('titleConnectingZoom')}
            sentence={say('sentenceConnectingZoom')}
          />
        </Entrance>
      );
    case 'outside':
      return (
        <Entrance>
          <MessageScreen tone="quiet" title={say('titleNotInZoom')} sentence={say('sentenceNotInZoom')}>
            <OpenInBrowser />
          </MessageScreen>
        </Entrance>
      );
    case 'silent':
      return (
        <Entrance>
          <MessageScreen tone="trouble" title={say('titleZoomSilent')} sentence={say('sentenceZoomSilent')}>
            <button type="button" className="button button--main" onClick={() => location.reload()}>
              {say('tryAgain')}
            </button>
          </MessageScreen>
        </Entrance>
      );
    case 'refused':
      return (
        <Entrance>
          <MessageScreen tone="trouble" title={say('titleZoomRefused')} sentence={say('sentenceZoomRefused')}>
            <OpenInBrowser />
          </MessageScreen>
        </Entrance>
      );
  }
}

function OpenInBrowser(): ReactNode {
  const say = useMessages();
  return (
    <a className="button button--main" href={routes.home} target="_blank" rel="noreferrer">
      {say('openInBrowser')}
    </a>
  );
}
