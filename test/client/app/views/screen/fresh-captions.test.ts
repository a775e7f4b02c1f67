import { describe, expect, it } from 'vitest';
import {
  captionsIn,
  clearingBefore,
  clearingOf,
  contentOf,
  freshCaptions,
} from '../../../../../client/app/views/screen/fresh-captions.ts';
import { aCaption, aGap } from '../../../../support/caption-lines.ts';

const idsOf = (captions: readonly { id: string }[]) => captions.map(({ id }) => id);

describe('the captions of a screen', () => {
  it('are the newest, without notes', () => {
    const captions = captionsIn([aCaption(1), aGap(2, 1_000), aCaption(3), aCaption(4)]);
    expect(idsOf(freshCaptions(captions, undefined, 'e1', 2))).toEqual(['c3', 'c4']);
  });

  it('are those that came after it was cleared', () => {
    const cleared = clearingOf([aCaption(1), aCaption(2)], 'e1');
    const captions = [aCaption(1), aCaption(2, { version: 9, text: 'corrected' }), aCaption(3)];
    expect(idsOf(freshCaptions(captions, cleared, 'e1', 5))).toEqual(['c3']);
  });

  it('return when they were still open as it was cleared, and change', () => {
    const open = aCaption(2, { state: 'draft', origin: 'pending', version: 5 });
    const cleared = clearingOf([aCaption(1), open], 'e1');
    expect(freshCaptions([aCaption(1), open], cleared, 'e1', 5)).toEqual([]);
    const settled = aCaption(2, { version: 6 });
    expect(idsOf(freshCaptions([aCaption(1), settled], cleared, 'e1', 5))).toEqual(['c2']);
  });

  it('are told by when they were spoken after a new epoch, where positions start anew', () => {
    const cleared = clearingOf([aCaption(100)], 'e1');
    const before = aCaption(1, { spokenAt: 1_800_000_050_000 });
    const after = aCaption(2, { spokenAt: 1_800_000_150_000 });
    expect(idsOf(freshCaptions([before, after], cleared, 'e2', 5))).toEqual(['c2']);
  });

  it('are none of long ago when a view opens', () => {
    const captions = [aCaption(1), aCaption(2), aCaption(60)];
    const cleared = clearingBefore(captions, 'e1', 1_800_000_050_000);
    expect(idsOf(freshCaptions(captions, cleared, 'e1', 5))).toEqual(['c60']);
    expect(clearingBefore([aCaption(60)], 'e1', 1_800_000_050_000)).toBeUndefined();
  });

  it('are the same to a room as long as it reads the same', () => {
    const one = contentOf([aCaption(1)]);
    expect(contentOf([aCaption(1, { version: 7, delayMs: 1 })])).toBe(one);
    expect(contentOf([aCaption(1, { text: 'otra frase' })])).not.toBe(one);
  });
});
