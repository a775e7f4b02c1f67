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
  it('reports no join of the first seconds, because those people were there before', () => {
    const roster = rosterAt(0);
    expect(roster.joined([john], 100)).toEqual([]);
    expect(roster.joined([ana], 2_900)).toEqual([]);
    expect(roster.joined([late], 3_100)).toEqual([late]);
  });

  it('reports no join of a late first report', () => {
    const roster = rosterAt(0);
    expect(roster.joined([john, ana], 60_000)).toEqual([]);
    expect(roster.joined([late], 60_001)).toEqual([late]);
  });

  it('reports nobody again after a repeated subscription', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    roster.subscribed(50_000);
    expect(roster.joined([john, late], 50_010)).toEqual([late]);
  });

  it('returns the known name of a person who leaves', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    expect(roster.left([{ id: '1', name: undefined }])).toEqual([john]);
  });

  it('reports no leave of an unknown person or of one who left before', () => {
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

  it('keeps the name of a person who left, and updates it', () => {
    const roster = rosterAt(0);
    roster.joined([john], 0);
    roster.left([john]);
    expect(roster.nameOf('1')).toBe('John');
    roster.spoke({ id: '1', name: 'John S.' });
    roster.spoke({ id: '1', name: '' });
    expect(roster.nameOf('1')).toBe('John S.');
  });

  it('counts a speaker as present without a reported join', () => {
    const roster = rosterAt(0);
    roster.spoke(ana);
    expect(roster.left([{ id: '2', name: undefined }])).toEqual([ana]);
  });
});
