import { describe, expect, it } from 'vitest';
import { Roster } from '../../../../../server/zoom/rtms/content/roster.ts';

const john = { id: '1', name: 'John' };
const ana = { id: '2', name: 'Ana' };
const late = { id: '3', name: 'Late' };

function rosterAt(start: number): Roster {
  const roster = new Roster({ settlesMs: 3_000 });
  roster.subscribed(start);
  return roster;
}

describe('the roster', () => {
  it('takes the first burst for people who were there before', () => {
    const roster = rosterAt(0);
    expect(roster.joined([john], 100)).toEqual([]);
    expect(roster.joined([ana], 2_900)).toEqual([]);
    expect(roster.joined([late], 3_100)).toEqual([late]);
  });

  it('takes a first batch for the people who were there, however late it comes', () => {
    const roster = rosterAt(0);
    expect(roster.joined([john, ana], 60_000)).toEqual([]);
    expect(roster.joined([late], 60_001)).toEqual([late]);
  });

  it('announces nobody again when the subscription is made again', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    roster.subscribed(50_000);
    expect(roster.joined([john, late], 50_010)).toEqual([late]);
  });

  it('knows the name of who leaves without one', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    expect(roster.left([{ id: '1', name: undefined }])).toEqual([john]);
  });

  it('says nothing of leavers it does not know, or who left before', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    roster.left([{ id: '1', name: undefined }]);
    expect(
      roster.left([
        { id: '1', name: undefined },
        { id: '99', name: undefined },
      ]),
    ).toEqual([]);
  });

  it('keeps the name for last words, and takes a new one', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    roster.left([john]);
    expect(roster.nameOf('1')).toBe('John');
    roster.spoke({ id: '1', name: 'John S.' });
    roster.spoke({ id: '1', name: '' });
    expect(roster.nameOf('1')).toBe('John S.');
  });

  it('counts who speaks as present, announced or not', () => {
    const roster = rosterAt(0);
    roster.spoke(ana);
    expect(roster.left([{ id: '2', name: undefined }])).toEqual([ana]);
  });
});
