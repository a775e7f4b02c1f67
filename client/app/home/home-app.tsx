import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { routes } from '../../../shared/routes.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { Entrance, MessageScreen } from '../../ui/message-screen.tsx';
import type { PageFacts } from '../page-facts.ts';
import { Reader } from '../reader/reader.tsx';
import { ReaderModel } from '../reader/reader-model.ts';
import { type HomePlace, homePlace } from './home-place.ts';

const MeetingsPage = lazy(async () => ({ default: (await import('./meetings-page.tsx')).MeetingsPage }));
const MeetingFacts = lazy(async () => ({ default: (await import('./meeting-facts.tsx')).LoadedFacts }));

/** The page `/home`: a list of meetings, or the reader of one meeting. */
export function HomeApp({ facts }: { facts: PageFacts }): ReactNode {
  const fragment = useSyncExternalStore(onFragment, () => location.hash);
  const place = useMemo(() => homePlace(fragment), [fragment]);
  if (place.kind !== 'meetings') return <HomeReader key={fragment} facts={facts} place={place} />;
  return (
    <LazyPart>
      <Suspense fallback={<Opening />}>
        <MeetingsPage />
      </Suspense>
    </LazyPart>
  );
}

function Opening(): ReactNode {
  const say = useMessages();
  return (
    <Entrance>
      <MessageScreen tone="working" title={say('appName')} sentence={say('sentenceConnecting')} />
    </Entrance>
  );
}

interface HomeReaderProps {
  readonly facts: PageFacts;
  readonly place: Exclude<HomePlace, { kind: 'meetings' }>;
}

function HomeReader({ facts, place }: HomeReaderProps): ReactNode {
  const [reader, setReader] = useState<ReaderModel | undefined>(undefined);
  useEffect(() => {
    const line = place.kind === 'meeting' ? place.line : undefined;
    const model = new ReaderModel({
      facts,
      proof: async () => (place.kind === 'share' ? { share: place.token } : { meeting: place.id }),
      ...(place.language === undefined ? {} : { linkLanguage: place.language }),
      opensAt: line === undefined ? { kind: 'beginning-when-ended' } : { kind: 'line', id: line },
    });
    model.start();
    setReader(model);
    return () => model.close();
  }, [facts, place]);
  if (reader === undefined) return null;
  if (place.kind === 'share') return <Reader reader={reader} place="home" />;
  return (
    <Reader
      reader={reader}
      place="home"
      onBack={() => {
        location.hash = '';
      }}
      about={
        <LazyPart failed={null}>
          <MeetingFacts id={place.id} reader={reader} />
        </LazyPart>
      }
      transcriptUrl={`${routes.sampleText}?${new URLSearchParams({ meeting: place.id })}`}
    />
  );
}

function onFragment(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
