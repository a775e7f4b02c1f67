import { describe, expect, it } from 'vitest';
import { LINGER_MS } from '../../../../server/captions/caption-limits.ts';
import type { Line } from '../../../../shared/caption.ts';
import { VirtualMeeting } from '../virtual-meeting.ts';

const positions = (lines: readonly Line[]) => lines.map(({ position }) => position);

/** From 1 to `last`, or from another one. */
const range = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the first reader of a language', () => {
  it('receives the newest 50 lines, and older ones are translated on request only', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.sayMany(120);
    const answer = await meeting.watch('es');
    await meeting.wait(1_000);
    expect(positions(answer.captions)).toEqual(range(120, 71));
    expect(meeting.calls).toHaveLength(50);
    const { captions, more } = await meeting.history('es', 71, 50);
    await meeting.wait(1_000);
    expect([positions(captions), more]).toEqual([range(70, 21), true]);
    expect(meeting.calls).toHaveLength(100);
  });
});

describe('opening a language', () => {
  it('has it prepared before anything is said, once while it stays open', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    await meeting.watch('es');
    expect(meeting.prepared).toEqual([['es', []]]);
    expect(meeting.calls).toEqual([]);
  });

  it('has it prepared for the languages that were heard; the original needs nothing', async () => {
    await using meeting = await VirtualMeeting.open();
    meeting.say('Ana', 'Buenos días a todos.', { sourceLanguage: 'es' });
    meeting.say('Ben', 'Good morning everybody.');
    meeting.say('Cem', 'Hm hm.', { sourceLanguage: 'und' });
    await meeting.wait(10_000);
    await meeting.watch('original');
    await meeting.watch('fr');
    expect(meeting.prepared).toEqual([['fr', ['es', 'en']]]);
  });
});

describe('a reader who comes back', () => {
  /** Read up to line 20, then left for so long that the language is read no more. */
  async function left(meeting: VirtualMeeting) {
    await meeting.watch('es');
    await meeting.sayMany(20);
    await meeting.wait(1_000);
    const { epoch, version } = await meeting.watch('es');
    meeting.leave('es');
    await meeting.wait(LINGER_MS + 1_000);
    meeting.calls.length = 0;
    return { epoch, version };
  }

  it('receives every line when few were spoken in between', async () => {
    await using meeting = await VirtualMeeting.open();
    const after = await left(meeting);
    await meeting.sayMany(50);
    const answer = await meeting.watch('es', after);
    await meeting.wait(1_000);
    expect(answer.reset).toBe(false);
    expect(positions(answer.captions)).toEqual(range(70, 21));
    expect(meeting.calls).toHaveLength(50);
  });

  it('resets to the newest 50 after many lines, and the rest is translated on request only', async () => {
    await using meeting = await VirtualMeeting.open();
    const after = await left(meeting);
    await meeting.sayMany(300);
    const answer = await meeting.watch('es', after);
    await meeting.wait(1_000);
    expect(answer).toMatchObject({ reset: true, more: true });
    expect(positions(answer.captions)).toEqual(range(320, 271));
    expect(meeting.calls).toHaveLength(50);
  });

  it('finds no hole when others have read in between', async () => {
    await using meeting = await VirtualMeeting.open();
    const after = await left(meeting);
    await meeting.sayMany(200);
    await meeting.watch('es');
    meeting.leave('es');
    await meeting.wait(LINGER_MS + 1_000);
    await meeting.sayMany(10);
    const answer = await meeting.watch('es', after);
    expect(answer.reset).toBe(true);
    const seen = [...answer.captions];
    for (let { more } = answer; more; ) {
      const page = await meeting.history('es', seen[0]?.position ?? 0);
      seen.unshift(...page.captions);
      more = page.more;
    }
    expect(positions(seen)).toEqual(range(230));
  });

  it('who joined after the hole is not reset', async () => {
    await using meeting = await VirtualMeeting.open();
    await left(meeting);
    await meeting.sayMany(200);
    await meeting.watch('es');
    await meeting.wait(1_000);
    const { epoch, version } = await meeting.watch('es');
    await meeting.sayMany(3);
    await meeting.wait(1_000);
    const answer = await meeting.watch('es', { epoch, version });
    expect(answer.reset).toBe(false);
    expect(positions(answer.captions)).toEqual(range(223, 221));
  });
});

describe('a language after its last reader left', () => {
  it('is translated for 30 s more', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.leave('es');
    await meeting.wait(LINGER_MS - 1_000);
    meeting.say('Ana', 'Somebody may come back.');
    await meeting.wait(2_000);
    expect(meeting.calls).toHaveLength(1);
    await meeting.sayMany(5);
    await meeting.wait(10_000);
    expect(meeting.calls).toHaveLength(1);
  });

  it('is not translated again when the reader returns within 30 s', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    await meeting.sayMany(5);
    meeting.leave('es');
    await meeting.wait(LINGER_MS - 1_000);
    await meeting.watch('es');
    await meeting.wait(LINGER_MS);
    await meeting.sayMany(1);
    await meeting.wait(1_000);
    expect(meeting.calls).toHaveLength(6);
  });
});

describe('a language that was opened for a reader who had left before', () => {
  it('is closed as one whose last reader leaves', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.sayMany(5);
    await meeting.history('es', 6, 50);
    // The next beat comes within ten seconds.
    await meeting.wait(LINGER_MS + 11_000);
    meeting.calls.length = 0;
    await meeting.sayMany(5);
    await meeting.wait(1_000);
    expect(meeting.calls).toEqual([]);
  });
});

describe('a correction in a language without readers', () => {
  it('calls no engine and needs no free language', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    await meeting.watch('fr');
    await meeting.sayMany(60);
    await meeting.wait(1_000);
    meeting.calls.length = 0;
    const [line] = meeting.captions('es');
    expect(await meeting.correct(line?.id ?? '', { language: 'de', text: 'Handgemacht.' })).toBe('corrected');
    await meeting.wait(5_000);
    expect(meeting.calls).toEqual([]);
    meeting.leave('fr');
    await meeting.wait(LINGER_MS + 1_000);
    await meeting.watch('de');
    await meeting.wait(1_000);
    expect(meeting.calls).toHaveLength(50);
    const { captions } = await meeting.history('de', 11);
    expect(captions[0]).toMatchObject({ text: 'Handgemacht.', origin: 'person', corrected: true });
  });
});

describe('a language that was opened after its last reader had left', () => {
  it('is closed all the same, so that nobody pays for its translations', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.leave('es');
    // The request of a reader who is gone by then, as another node passes it on.
    await meeting.history('es', 1);
    await meeting.wait(LINGER_MS + 15_000);
    meeting.calls.length = 0;
    await meeting.sayMany(1);
    await meeting.wait(1_000);
    expect(meeting.calls).toEqual([]);
  });
});
