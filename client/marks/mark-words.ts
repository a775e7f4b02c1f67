import type { Dictionary } from '../i18n/messages.ts';
import { PartWords } from '../i18n/part-words.ts';
import type { MessageValues } from './message-values.ts';
import english from './messages/en.json?messages';

/** Lines that are marked as wrong: for whoever marks them, and for the host. */
export const markWords = new PartWords<MessageValues>({
  english,
  translations: import.meta.glob<Dictionary>(['./messages/*.json', '!./messages/en.json'], {
    query: '?messages',
    import: 'default',
  }),
});
