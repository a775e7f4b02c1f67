import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { viewKind } from '../../../shared/views.ts';
import { initialLanguage, type LanguageFacts } from '../../languages/language-choice.ts';
import { createStore } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';
import { storedPreferences } from '../../preferences/preferences-store.ts';
import { readViewSettings } from '../../views/view-settings.ts';
import { type HomePlace, homePlace } from '../home/home-place.ts';
import type { PageFacts } from '../page-facts.ts';
import { View, type ViewPage, ViewWithoutMeeting } from './view.tsx';
import { ViewModel } from './view-model.ts';

/** `/home?view=…`: the captions of one meeting, and nothing else. */
export function ViewApp({ facts }: { facts: PageFacts }): ReactNode {
  const [page] = useState(readPage);
  const [fragment] = useState(() => createStore(location.hash));
  const at = useStore(fragment);
  useEffect(() => {
    const follow = () => fragment.set(location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [fragment]);
  const place = useMemo(() => homePlace(at), [at]);
  if (place.kind === 'meetings') return <ViewWithoutMeeting page={page} />;
  return <MeetingView key={at} facts={facts} place={place} page={page} />;
}

interface MeetingViewProps {
  readonly facts: PageFacts;
  readonly place: Exclude<HomePlace, { kind: 'meetings' }>;
  readonly page: ViewPage;
}

function MeetingView({ facts, place, page }: MeetingViewProps): ReactNode {
  const [model, setModel] = useState<ViewModel | undefined>(undefined);
  useEffect(() => {
    const created = new ViewModel({
      kind: page.kind,
      settings: page.read.settings,
      language: initialLanguage(languageFacts(facts, place)),
      languageFacts: languageFacts(facts, place),
      proof: async () => (place.kind === 'share' ? { share: place.token } : { meeting: place.id }),
    });
    created.start();
    setModel(created);
    return () => created.close();
  }, [facts, place, page]);
  return model === undefined ? null : <View model={model} page={page} />;
}

/** The language of the link, else what this browser reads at `/home`. */
function languageFacts(facts: PageFacts, place: MeetingViewProps['place']): LanguageFacts {
  const ofLink = place.kind === 'share' ? place.language : undefined;
  return {
    saved: ofLink ?? storedPreferences().language,
    target: facts.target,
    browser: facts.browserLanguages,
  };
}

function readPage(): ViewPage {
  const query = new URLSearchParams(location.search);
  const kind = viewKind(query.get('view')) ?? 'projector';
  return { kind, read: readViewSettings(query, kind) };
}
