import type { Dictionary } from '../i18n/messages.ts';
import { PartWords } from '../i18n/part-words.ts';
import type { MessageValues } from './message-values.ts';
import english from './messages/en.json?messages';

/** What stands in the sheet of the transcript. */
export const exportWords = new PartWords<MessageValues>({
  english,
  translations: import.meta.glob<Dictionary>(['./messages/*.json', '!./messages/en.json'], {
    query: '?messages',
    import: 'default',
  }),
});
