import type { ReactNode } from 'react';
import type { Caption } from '../../shared/caption.ts';
import { textDirection, UNDETERMINED } from '../../shared/language.ts';
import type { Messages } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { nameIn } from '../languages/language-name.ts';
import { seconds } from './time-text.ts';

/** Where the words come from, and how late they are: what an honest caption can say about itself. */
export function CaptionDetails({ id, caption }: { id: string; caption: Caption }): ReactNode {
  const say = useMessages();
  const spoken = caption.original.language;
  return (
    <p className="line__details" id={id} dir={textDirection(say.locale)}>
      <span>{sourceOf(caption, say)}</span>
      {spoken !== UNDETERMINED && <span>{say('originalIn', { language: nameIn(say.locale, spoken) })}</span>}
      <span>{say('delay', { seconds: seconds(caption.delayMs, say.locale) })}</span>
    </p>
  );
}

function sourceOf(caption: Caption, say: Messages): string {
  switch (caption.origin) {
    case 'machine':
      if (caption.engine === undefined) return say('byMachine');
      return caption.via === undefined
        ? say('byEngine', { engine: caption.engine })
        : say('byEngineVia', { engine: caption.engine, language: nameIn(say.locale, caption.via) });
    case 'phrasebook':
      return say('byPhrasebook');
    case 'same-language':
    case 'original':
      return say('asSpoken');
    case 'pending':
      return say('notYet');
    case 'untranslated':
      return say('noEngine');
    case 'person':
      return say('byPerson');
  }
}
