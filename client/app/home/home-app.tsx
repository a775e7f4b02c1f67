import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { PageFacts } from '../page-facts.ts';
import { Reader } from '../reader/reader.tsx';
import { ReaderModel } from '../reader/reader-model.ts';
import { type HomePlace, homePlace } from './home-place.ts';
import { MeetingList } from './meeting-list.tsx';

/** The page `/home`: a list of meetings, or the reader of one meeting. */
export function HomeApp({ facts }: { facts: PageFacts }): ReactNode {
  const fragment = useSyncExternalStore(onFragment, () => location.hash);
  const place = useMemo(() => homePlace(fragment), [fragment]);
  if (place.kind === 'meetings') return <MeetingList />;
  return <HomeReader key={fragment} facts={facts} place={place} />;
}

interface HomeReaderProps {
  readonly facts: PageFacts;
  readonly place: Exclude<HomePlace, { kind: 'meetings' }>;
}

function HomeReader({ facts, place }: HomeReaderProps): ReactNode {
  const [reader, setReader] = useState<ReaderModel | undefined>(undefined);
  useEffect(() => {
    const model = new ReaderModel({
      facts,
      proof: async () => (place.kind === 'share' ? { share: place.token } : { meeting: place.id }),
      ...(place.kind === 'share' && place.language !== undefined ? { linkLanguage: place.language } : {}),
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
    />
  );
}

function onFragment(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
