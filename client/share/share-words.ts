import type { Dictionary } from '../i18n/messages.ts';
import { PartWords } from '../i18n/part-words.ts';
import type { MessageValues } from './message-values.ts';
import english from './messages/en.json?messages';

/** Of share links: what hosts read who make them, and readers whose link opens nothing. */
export const shareWords = new PartWords<MessageValues>({
  english,
  translations: import.meta.glob<Dictionary>(['./messages/*.json', '!./messages/en.json'], {
    query: '?messages',
    import: 'default',
  }),
});
