import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { SessionRequest } from '../../../shared/panel-protocol.ts';
import { viewKind } from '../../../shared/views.ts';
import { initialLanguage, type LanguageFacts } from '../../languages/language-choice.ts';
import { createStore } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';
import { storedPreferences } from '../../preferences/preferences-store.ts';
import { hideToken } from '../../share/kept-links.ts';
import { readViewSettings } from '../../views/view-settings.ts';
import { homePlace } from '../home/home-place.ts';
import type { PageFacts } from '../page-facts.ts';
import { View, type ViewPage, ViewWithoutMeeting } from './view.tsx';
import { ViewModel } from './view-model.ts';

/** `/home?view=…`: the captions of one meeting, and nothing else. */
export function ViewApp({ facts }: { facts: PageFacts }): ReactNode {
  const [page] = useState(readPage);
  const [fragment] = useState(() => createStore(location.hash));
  const at = useStore(fragment);
  useEffect(() => {
    const follow = () => {
      // A link that is pasted into the address of this page.
      hideToken();
      fragment.set(location.hash);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [fragment]);
  const place = useMemo(() => homePlace(at), [at]);
  switch (place.kind) {
    case 'meetings':
      return <ViewWithoutMeeting page={page} />;
    case 'meeting':
      return <MeetingView key={at} facts={facts} proof={{ meeting: place.id }} page={page} />;
    case 'link':
      return place.token === undefined ? (
        <ViewWithoutMeeting page={page} />
      ) : (
        <MeetingView
          key={at}
          facts={facts}
          proof={{ share: place.token }}
          linkLanguage={place.language}
          page={page}
        />
      );
  }
}

interface MeetingViewProps {
  readonly facts: PageFacts;
  readonly proof: SessionRequest;
  /** The language in the link. */
  readonly linkLanguage?: string | undefined;
  readonly page: ViewPage;
}

function MeetingView({ facts, proof, linkLanguage, page }: MeetingViewProps): ReactNode {
  const [opened] = useState({ proof, linkLanguage });
  const [model, setModel] = useState<ViewModel | undefined>(undefined);
  useEffect(() => {
    const languages = languageFacts(facts, opened.linkLanguage);
    const created = new ViewModel({
      kind: page.kind,
      settings: page.read.settings,
      language: initialLanguage(languages),
      languageFacts: languages,
      proof: async () => opened.proof,
    });
    created.start();
    setModel(created);
    return () => created.close();
  }, [facts, opened, page]);
  return model === undefined ? null : <View model={model} page={page} />;
}

/** The language of the link, else what this browser reads at `/home`. */
function languageFacts(facts: PageFacts, ofLink: string | undefined): LanguageFacts {
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
