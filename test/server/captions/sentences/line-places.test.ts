import { describe, expect, it } from 'vitest';
import { VirtualMeeting } from '../virtual-meeting.ts';

/** Said so many seconds before now, and received now. */
function ago(meeting: VirtualMeeting, seconds: number) {
  const endedAt = meeting.now() - 1_000 * seconds;
  return { startedAt: endedAt - 1_500, endedAt };
}

const shown = (meeting: VirtualMeeting) =>
  meeting.captions('en').map(({ text, late = false }) => (late ? `(late) ${text}` : text));

describe('what a rewound transcript brings', () => {
  it('is marked late below the lines that readers have been shown, and keeps the mark', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('en');
    meeting.say('Ana', 'We meet on Friday.', ago(meeting, 0));
    await meeting.wait(100);
    meeting.say('Ben', 'Welcome to', ago(meeting, 60));
    await meeting.wait(100);
    meeting.say('Ben', 'the meeting.', ago(meeting, 58));
    await meeting.wait(100);
    expect(shown(meeting)).toEqual(['We meet on Friday.', '(late) Welcome to the meeting.']);
    await meeting.reopen();
    const { captions } = await meeting.watch('en');
    expect(captions).toMatchObject([{ text: 'We meet on Friday.' }, { late: true }]);
  });

  it('takes its place by spoken time while nobody reads', async () => {
    await using meeting = await VirtualMeeting.open();
    meeting.say('Ana', 'We meet on Friday.', ago(meeting, 0));
    await meeting.wait(100);
    meeting.say('Ana', 'That is the', ago(meeting, 0));
    await meeting.wait(100);
    meeting.say('Ben', 'Welcome to the meeting.', ago(meeting, 60));
    await meeting.wait(100);
    meeting.say('Ben', 'I will begin.', ago(meeting, 50));
    await meeting.wait(100);
    meeting.say('Ana', 'twelfth of June.', ago(meeting, 0));
    await meeting.wait(100);
    const { captions } = await meeting.watch('en');
    expect(captions.map((line) => line.kind === 'caption' && [line.text, line.late])).toEqual([
      ['Welcome to the meeting.', undefined],
      ['I will begin.', undefined],
      ['We meet on Friday.', undefined],
      ['That is the twelfth of June.', undefined],
    ]);
    expect(captions.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it('moves no line that a reader was shown before leaving', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('en');
    meeting.say('Ana', 'We meet on Friday.', ago(meeting, 0));
    await meeting.wait(100);
    meeting.leave('en');
    await meeting.wait(40_000);
    meeting.say('Ana', 'Bring your laptops.', ago(meeting, 0));
    await meeting.wait(100);
    meeting.say('Ben', 'Welcome to the meeting.', ago(meeting, 120));
    await meeting.wait(100);
    await meeting.watch('en');
    await meeting.wait(100);
    expect(shown(meeting)).toEqual([
      'We meet on Friday.',
      'Bring your laptops.',
      '(late) Welcome to the meeting.',
    ]);
  });
});

describe('speech that is not late', () => {
  it('is a long remark that somebody interrupted', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('en');
    meeting.say('Ben', 'Sorry, one question.', ago(meeting, 0));
    await meeting.wait(100);
    meeting.say('Ana', 'And so we went on for half a minute.', {
      startedAt: meeting.now() - 30_000,
      endedAt: meeting.now(),
    });
    await meeting.wait(100);
    expect(shown(meeting)).toEqual(['Sorry, one question.', 'And so we went on for half a minute.']);
  });

  it('is what follows one time from a clock that was ahead', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('en');
    meeting.say('Ana', 'We meet on Friday.', ago(meeting, -7_200));
    await meeting.wait(100);
    meeting.say('Ben', 'Welcome to the meeting.', ago(meeting, 0));
    await meeting.wait(100);
    expect(shown(meeting)).toEqual(['We meet on Friday.', 'Welcome to the meeting.']);
  });
});
