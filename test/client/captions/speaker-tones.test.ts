import { describe, expect, it } from 'vitest';
import { initialsOf } from '../../../client/captions/initials.ts';
import { SpeakerTones, TONES } from '../../../client/captions/speaker-tones.ts';

describe('the colour of a speaker', () => {
  it('is different for each of eight people', () => {
    const tones = new SpeakerTones();
    const people = ['Maya', 'Daniel', 'Lucía', 'Javier', 'Thiago', 'نورة', 'Ana', 'Ben'];
    expect(new Set(people.map((name) => tones.of({ id: name, name }))).size).toBe(TONES);
  });

  it('stays when they rejoin under another connection', () => {
    const tones = new SpeakerTones();
    const before = tones.of({ id: '16778240', name: 'Maya' });
    tones.of({ id: '16779264', name: 'Ben' });
    expect(tones.of({ id: '16780288', name: 'Maya' })).toBe(before);
  });

  it('tells people without a name apart by their connection', () => {
    const tones = new SpeakerTones();
    expect(tones.of({ id: '1', name: '' })).not.toBe(tones.of({ id: '2', name: '' }));
  });
});

describe('initials', () => {
  it.each([
    ['Maya Chen', 'MC'],
    ["Daniel O'Connor", 'DO'],
    ['ana', 'A'],
    ['نورة الحربي', 'ن'],
    ['田中 太郎', '田'],
    ['🚲', '?'],
    ['', '?'],
  ])('of "%s" are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
