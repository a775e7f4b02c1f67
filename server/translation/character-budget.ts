import { LRUCache } from 'lru-cache';
import type { Logger } from '../logger.ts';
import { BUDGET_MEETINGS } from './translation-limits.ts';

export interface CharacterBudget {
  /** May so many more characters of this meeting go to a metered engine? Says once in the log when not. */
  allows(meetingId: string, characters: number): boolean;
  spend(meetingId: string, characters: number): void;
}

/** `TRANSLATE_BUDGET_CHARACTERS` of one meeting. Counted in memory: a restart gives every meeting its budget again. */
export function createCharacterBudget(limit: number | undefined, logger: Logger): CharacterBudget {
  const spent = new LRUCache<string, { characters: number; told: boolean }>({ max: BUDGET_MEETINGS });
  return {
    allows: (meetingId, characters) => {
      if (limit === undefined) return true;
      const meeting = spent.get(meetingId) ?? { characters: 0, told: false };
      if (meeting.characters + characters <= limit) return true;
      if (!meeting.told) {
        logger.warn(
          { meetingId, limit },
          'the budget of this meeting is spent: unmetered engines translate from here',
        );
      }
      spent.set(meetingId, { ...meeting, told: true });
      return false;
    },
    spend: (meetingId, characters) => {
      const meeting = spent.get(meetingId) ?? { characters: 0, told: false };
      spent.set(meetingId, { ...meeting, characters: meeting.characters + characters });
    },
  };
}
