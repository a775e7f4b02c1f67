/** Several nodes share the meetings: any node serves any reader, one owns a meeting, another goes on with it. */
import { describe, expect, it } from 'vitest';
import { nodeTags, SeveralNodes, whyNoNodes } from '../support/several-nodes.ts';

const ENGLISH = 9;

describe.skipIf(whyNoNodes !== undefined)('several nodes', { tags: nodeTags }, () => {
  it('give a reader at any of them the lines of a meeting that another one captures', async () => {
    await using stage = await SeveralNodes.start();
    const [first, second] = stage.nodes;
    if (first === undefined || second === undefined) throw new Error('two nodes');
    const meeting = stage.zoom.createMeeting();
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    const here = await stage.openPanel(first, { meetingUuid: meeting.uuid, uid: 'here' });
    await here.watch('es');
    await meeting.say(ana, 'Before anybody came.');
    await here.settledCaptions(1);
    const there = await stage.openPanel(second, { meetingUuid: meeting.uuid, uid: 'there' });
    await there.watch('es');
    expect(there.settled).toEqual(['[es] Before anybody came.']);
    const german = await stage.openPanel(second, { meetingUuid: meeting.uuid, uid: 'german' });
    await german.watch('de');
    await meeting.say(ana, 'For everybody now.');
    expect(await there.settledCaptions(2)).toHaveLength(2);
    expect(await german.settledCaptions(2)).toHaveLength(2);
    expect(there.settled).toEqual(here.settled);
    expect(german.settled).toEqual(['[de] Before anybody came.', '[de] For everybody now.']);
  });
});
