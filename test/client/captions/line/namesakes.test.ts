import { describe, expect, it } from 'vitest';
import { Namesakes } from '../../../../client/captions/line/namesakes.ts';
import type { Line } from '../../../../shared/caption.ts';
import { aCaption } from '../../../support/caption-lines.ts';

describe('people of one name', () => {
  it('are told apart once both speak in turns', () => {
    const namesakes = new Namesakes();
    const [first, second, third] = [said(1, 'a'), said(2, 'b'), said(3, 'a')];
    expect(namesOf(namesakes.named([first, second]))).toEqual(['Alex', 'Alex']);
    expect(namesOf(namesakes.named([first, second, third]))).toEqual(['Alex', 'Alex (2)', 'Alex']);
  });

  it('are one person who came back when the other connection has left', () => {
    const lines = [said(1, 'a'), left(2, 'a'), said(3, 'b'), said(4, 'b')];
    expect(namesOf(new Namesakes().named(lines))).toEqual(['Alex', 'Alex', 'Alex', 'Alex']);
  });

  it('keep their numbers when one of them comes back, and when old lines are let go', () => {
    const namesakes = new Namesakes();
    const lines = [said(1, 'a'), said(2, 'b'), said(3, 'a'), left(4, 'b'), said(5, 'c')];
    expect(namesOf(namesakes.named(lines))).toEqual(['Alex', 'Alex (2)', 'Alex', 'Alex (2)', 'Alex (2)']);
    expect(namesOf(namesakes.named(lines.slice(3)))).toEqual(['Alex (2)', 'Alex (2)']);
  });

  it('leave everybody else, and every line that stays the same, as they are', () => {
    const namesakes = new Namesakes();
    const lines = [said(1, 'a'), said(2, 'b'), aCaption(3), said(4, 'a')];
    const named = namesakes.named(lines);
    expect(named[2]).toBe(lines[2]);
    expect(namesakes.named(lines)[1]).toBe(named[1]);
    expect(new Namesakes().named([aCaption(3)])).toEqual([aCaption(3)]);
  });
});

function said(position: number, id: string): Line {
  return aCaption(position, { speaker: { id, name: 'Alex' } });
}

function left(position: number, id: string): Line {
  return {
    kind: 'left',
    id: `n${position}`,
    position,
    version: position,
    at: 1,
    speaker: { id, name: 'Alex' },
  };
}

function namesOf(lines: readonly Line[]): unknown[] {
  return lines.map(({ speaker }) => speaker?.name);
}
