import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { SessionRequest } from '../../../shared/panel-protocol.ts';
import { parseDisplay } from '../../display/display-settings.ts';
import { useTheme } from '../../display/use-theme.ts';
import { useInterfaceLanguage } from '../../i18n/interface-messages.tsx';
import { useMessages } from '../../i18n/messages-context.tsx';
import { storedPreferences } from '../../preferences/preferences-store.ts';
import { hideToken, keepLanguage } from '../../share/kept-links.ts';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { Entrance, MessageScreen } from '../../ui/message-screen.tsx';
import { ClosedLink } from '../lazy-parts.tsx';
import type { PageFacts } from '../page-facts.ts';
import { ReaderModel } from '../reader/reader-model.ts';
import { readerWords } from '../reader/reader-state.ts';
import { type HomePlace, homePlace, shareFragment } from './home-place.ts';
import { WideReader } from './wide-reader.tsx';

const MeetingsPage = lazy(async () => ({
  default: (await import('./meetings/meetings-page.tsx')).MeetingsPage,
}));
const MeetingFacts = lazy(async () => ({
  default: (await import('./meetings/meeting-facts.tsx')).LoadedFacts,
}));

/** The page `/home`: a list of meetings, or the reader of one meeting. */
export function HomeApp({ facts }: { facts: PageFacts }): ReactNode {
  const fragment = useSyncExternalStore(onFragment, () => location.hash);
  const place = useMemo(() => homePlace(fragment), [fragment]);
  switch (place.kind) {
    case 'meetings':
      return (
        <LazyPart>
          <Suspense fallback={<Opening />}>
            <MeetingsPage />
          </Suspense>
        </LazyPart>
      );
    case 'meeting':
      return <OwnMeeting key={fragment} facts={facts} place={place} fragment={fragment} />;
    case 'link':
      // Another language in the address is the reader's choice, and no other link.
      return place.token === undefined ? (
        <LostLink />
      ) : (
        <SharedMeeting key={place.name} facts={facts} token={place.token} language={place.language} />
      );
  }
}

function Opening(): ReactNode {
  const say = useMessages();
  return (
    <Entrance>
      <MessageScreen tone="working" title={say('appName')} sentence={say('sentenceConnecting')} />
    </Entrance>
  );
}

interface OwnMeetingProps {
  readonly facts: PageFacts;
  readonly place: Extract<HomePlace, { kind: 'meeting' }>;
  readonly fragment: string;
}

function OwnMeeting({ facts, place, fragment }: OwnMeetingProps): ReactNode {
  const { id, line, language } = place;
  const reader = useReader(facts, { meeting: id }, language, line);
  if (reader === undefined) return null;
  return (
    <WideReader
      reader={reader}
      fragment={fragment}
      onBack={() => {
        location.hash = '';
      }}
      about={
        <LazyPart failed={null}>
          <MeetingFacts id={id} reader={reader} />
        </LazyPart>
      }
    />
  );
}

interface SharedMeetingProps {
  readonly facts: PageFacts;
  readonly token: string;
  /** The language in the link. */
  readonly language: string | undefined;
}

/** A meeting whose reader came by a share link. */
function SharedMeeting({ facts, token, language }: SharedMeetingProps): ReactNode {
  const reader = useReader(facts, { share: token }, language);
  if (reader === undefined) return null;
  return <WideReader reader={reader} fragment={shareFragment(token, language)} />;
}

/**
 * The model of a reader who has this proof, as long as the page shows it.
 * @param language of the link, when it is opened
 * @param line the one to begin at
 */
function useReader(
  facts: PageFacts,
  proof: SessionRequest,
  language?: string,
  line?: string,
): ReaderModel | undefined {
  const [reader, setReader] = useState<ReaderModel | undefined>(undefined);
  const [opened] = useState({ proof, language, line });
  useEffect(() => {
    const { proof, language: linkLanguage, line } = opened;
    const model = new ReaderModel({
      facts,
      proof: async () => proof,
      opensAt: line === undefined ? { kind: 'beginning-when-ended' } : { kind: 'line', id: line },
      ...(linkLanguage === undefined ? {} : { linkLanguage }),
      ...('share' in proof ? { onLanguage: keepLanguage } : {}),
    });
    model.start();
    setReader(model);
    return () => model.close();
  }, [facts, opened]);
  return reader;
}

/** The address of a link without its key: nothing can be asked of the server. */
function LostLink(): ReactNode {
  const say = useMessages();
  const preferences = storedPreferences();
  const display = parseDisplay(preferences.display);
  useTheme(display);
  useInterfaceLanguage(display.interfaceLanguage, preferences.language);
  const { title, sentence, tone } = readerWords['share-closed'];
  return (
    <Entrance>
      <LazyPart failed={<MessageScreen tone={tone} title={say(title)} sentence={say(sentence)} />}>
        <ClosedLink end="lost" />
      </LazyPart>
    </Entrance>
  );
}

function onFragment(listener: () => void): () => void {
  const changed = () => {
    // A link that is pasted into the address of this page.
    hideToken();
    listener();
  };
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
