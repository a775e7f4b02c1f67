import { describe, expect, it } from 'vitest';
import type { Caption } from '../../../shared/caption.ts';
import { VirtualMeeting } from './virtual-meeting.ts';

const orders = (captions: readonly Caption[]) =>
  Object.fromEntries(captions.map(({ speaker, speakerOrder }) => [speaker.name, speakerOrder]));

describe('the order in which people first spoke', () => {
  it('is the same in every language, and for who comes when the first lines are far above', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    for (const name of ['Ana', 'Leo', 'Ana', 'Eva']) {
      meeting.say(name, `It is ${name} who speaks.`);
      await meeting.wait(100);
    }
    await meeting.wait(1_000);
    expect(orders(meeting.captions('es'))).toEqual({ Ana: 0, Leo: 1, Eva: 2 });
    await meeting.sayMany(300);
    meeting.say('Eva', 'It is me again.');
    meeting.say('Kim', 'And I come late.');
    await meeting.wait(1_000);
    const watched = await meeting.watch('de');
    const seen = watched.captions.flatMap((line) => (line.kind === 'caption' ? [line] : []));
    expect(orders(seen)).toEqual({ Ana: 0, Eva: 2, Kim: 3 });
  });

  it('is that of the record when the meeting is opened again', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Leo', 'I am the first.');
    meeting.say('Ana', 'I am the second.');
    await meeting.sayMany(60);
    await meeting.reopen();
    const watched = await meeting.watch('es');
    const seen = watched.captions.flatMap((line) => (line.kind === 'caption' ? [line] : []));
    expect(orders(seen)).toEqual({ Ana: 1 });
    meeting.say('Leo', 'I come back.');
    await meeting.wait(1_000);
    expect(orders(meeting.captions('es').slice(-1))).toEqual({ Leo: 0 });
  });
});
