import { describe, expect, it } from 'vitest';
import { SpeakerTones, TONES } from '../../../../client/captions/line/speaker-tones.ts';

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
