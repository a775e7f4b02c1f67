/**
 * Several nodes share the meetings: any node serves any reader, one owns a meeting, another goes on with it.
 * Covers server/cluster/clustered-meetings.ts, server/cluster/create-cluster.ts, server/cluster/meeting-node.ts,
 * server/cluster/node-connection.ts, server/cluster/stream-ownership.ts.
 */
import { describe, expect, it, vi } from 'vitest';
import { routes } from '../../shared/routes.ts';
import { signedInEnvironment } from '../support/home-browser.ts';
import { redisUrl } from '../support/redis.ts';
import {
  nodeTags,
  SeveralNodes,
  type StagedNode,
  type StageOptions,
  whyNoNodes,
} from '../support/several-nodes.ts';
import { codeOf, makeLink, openLink, readerOf, revokeLink } from '../support/share-link.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;

/** Two nodes; the first owns a meeting in which Ana speaks, and each node has a reader of Spanish. */
async function stage(options: StageOptions = {}) {
  const nodes = await SeveralNodes.start(options);
  const [first, second] = nodes.nodes;
  if (first === undefined || second === undefined) throw new Error('Two nodes were asked for.');
  const meeting = nodes.zoom.createMeeting();
  const stream = await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  const read = async (node: StagedNode, uid: string, language: string, role = 'attendee') => {
    const panel = await nodes.openPanel(node, { meetingUuid: meeting.uuid, uid, role });
    await panel.watch(language);
    return panel;
  };
  const here = await read(first, 'here', 'es');
  const there = await read(second, 'there', 'es');
  return {
    nodes,
    first,
    second,
    meeting,
    stream,
    ana,
    read,
    here,
    there,
    [Symbol.asyncDispose]: () => nodes[Symbol.asyncDispose](),
  };
}

function request(node: StagedNode, panel: TestPanel, method: string, path: string, body?: unknown) {
  const { token, meeting } = panel.session;
  return fetch(`${node.url}/api/meetings/${meeting?.id}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe.skipIf(whyNoNodes !== undefined)('several nodes', { tags: nodeTags }, () => {
  it('give a reader at any of them the lines of a meeting that another one captures', async () => {
    await using play = await stage();
    const { meeting, ana, here, there, read, second } = play;
    await meeting.say(ana, 'Before the German came.');
    await there.settledCaptions(1);
    const german = await read(second, 'german', 'de');
    await meeting.say(ana, 'For everybody here.');
    await Promise.all([here, there, german].map((panel) => panel.settledCaptions(2)));
    expect(there.lines).toEqual(here.lines);
    expect(german.settled).toEqual(['[de] Before the German came.', '[de] For everybody here.']);
    // Nothing was missed, and so nothing asked for again.
    expect(there.batches.every(({ from }, index, all) => from <= (all[index - 1]?.version ?? from))).toBe(
      true,
    );
  });

  it('translate the past for a reader at another node who scrolls up', async () => {
    await using play = await stage();
    const { meeting, ana, here, read, second } = play;
    for (let line = 1; line <= 60; line += 1)
      await meeting.say(ana, `This is sentence number ${line} of many.`);
    await here.settledCaptions(60);
    const german = await read(second, 'german', 'de');
    await german.settledCaptions(50);
    await german.history(11);
    await german.settledCaptions(60);
    expect(german.settled[0]).toBe('[de] This is sentence number 1 of many.');
  });

  it('tell a reader at another node of older lines in a language that nobody has read', async () => {
    await using play = await stage();
    const { meeting, ana, here, read, second } = play;
    for (let line = 1; line <= 60; line += 1)
      await meeting.say(ana, `Sentence number ${line} is here.`, { sentenceId: line });
    await here.settledCaptions(60);
    const german = await read(second, 'german', 'de');
    await german.until(({ answers, settled }) => answers.length > 1 && settled.length >= 50);
    expect(german.answers.at(-1)).toMatchObject({ reset: true, more: true });
  });

  it('act on a webhook at the node that owns the meeting, whichever received it', async () => {
    await using play = await stage();
    const { nodes, first, second, meeting, stream, here, there } = play;
    nodes.webhooksTo(second);
    await stream.stop(1);
    for (const panel of [here, there]) await panel.until(() => panel.reached('ended'));
    const again = await meeting.startRtms();
    await again.ready();
    const other = nodes.zoom.createMeeting();
    const panel = await nodes.openPanel(first, { meetingUuid: other.uuid, uid: 'other' });
    await panel.watch('es');
    await other.startRtms();
    await other.say(other.join('Ben', { language: ENGLISH }), 'A meeting of another node.');
    expect(await panel.settledCaptions(1)).toEqual(['[es] A meeting of another node.']);
    await meeting.say(play.ana, 'And the first one goes on.');
    expect(await there.settledCaptions(1)).toEqual(['[es] And the first one goes on.']);
  });

  it('correct a line at the owner for a host at another node', async () => {
    await using play = await stage();
    const { meeting, ana, here, there, read, second } = play;
    const host = await read(second, 'host', 'original', 'host');
    await meeting.say(ana, 'We meet at Lake House.');
    await Promise.all([here, there, host].map((panel) => panel.settledCaptions(1)));
    const lineId = host.captions[0]?.id ?? '';
    const answer = await request(second, host, 'PATCH', `/captions/${lineId}`, {
      original: 'We meet at home.',
    });
    expect(answer.status).toBe(204);
    for (const panel of [here, there])
      await panel.until(({ settled }) => settled[0] === '[es] We meet at home.');
    expect((await request(second, host, 'PATCH', '/captions/l99', { original: 'No.' })).status).toBe(404);
  });

  it('count the readers of a share link together, and close it for those at another node', async () => {
    await using play = await stage();
    const { nodes, first, second, meeting } = play;
    const host = await play.read(first, meeting.host.id, 'es', 'host');
    const { share, token } = await makeLink(first.url, host);
    const atFirst = nodes.keep(await readerOf(first.url, token));
    const atSecond = nodes.keep(await readerOf(second.url, token));
    await atSecond.watch('es');
    const { shares } = await (await request(first, host, 'GET', '/shares')).json();
    expect(shares).toMatchObject([{ readers: 2 }]);
    expect((await revokeLink(first.url, host, share.id)).status).toBe(204);
    for (const { ended } of [atFirst, atSecond])
      await vi.waitFor(() => expect(ended).toMatchObject([{ code: 'share-revoked' }]));
    expect(await codeOf(await openLink(second.url, token))).toBe('share-revoked');
  });

  it('close the panels of a deleted meeting on every node', async () => {
    await using play = await stage();
    const { nodes, second, meeting, ana, here } = play;
    await meeting.say(ana, 'Nobody may read this for long.');
    await here.settledCaptions(1);
    const host = await play.read(second, meeting.host.id, 'es', 'host');
    const { token } = host.session;
    const answer = await fetch(`${second.url}/api/me`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.ok).toBe(true);
    // The host's meetings are deleted with the host.
    for (const panel of [here, play.there])
      await panel.until(({ ended }) => ended.some(({ code }) => code === 'meeting-deleted'));
    expect(nodes.zoom.violations).toEqual([]);
  });

  it('end what a sign-out at one of them leaves open at another', async () => {
    await using play = await stage({ env: signedInEnvironment });
    const { nodes, first, second, here } = play;
    const meetingId = here.session.meeting?.id ?? '';
    const there = await nodes.signIn(second, 'here');
    const page = await there.open(meetingId);
    await page.watch('es');
    // One person, one cookie, and another node for this request.
    const headers = { ...there.headers, origin: first.url };

    const signedOut = await fetch(`${first.url}${routes.logout}`, { method: 'POST', headers });

    expect(signedOut.status).toBeLessThan(300);
    await vi.waitFor(() => expect(page.ended).toMatchObject([{ code: 'token-expired' }]));
    expect((await request(second, page, 'GET', '')).status).toBe(401);
    // The panel was let in by its context, and goes on.
    expect(here.ended).toEqual([]);
  });

  it('lose no line of a node that loses Redis alone, and whose meeting another one takes', async () => {
    await using proxy = await TcpProxy.before({
      host: new URL(redisUrl).hostname,
      port: Number(new URL(redisUrl).port || 6379),
    });
    await using play = await stage({ redisUrls: [`redis://127.0.0.1:${proxy.port}`] });
    const { meeting, stream, ana, there } = play;
    const carried: string[] = [];
    let count = 0;
    const say = async () => {
      count += 1;
      const text = `This is sentence ${count} of many.`;
      const { sentTo } = await meeting.say(ana, text);
      if (sentTo > 0) carried.push(`[es] ${text}`);
    };
    await say();
    await there.settledCaptions(1);
    const ready = stream.readyAgain();
    proxy.cut();
    let isTaken = false;
    void ready.then(() => {
      isTaken = true;
    });
    await vi.waitFor(
      async () => {
        await say();
        expect(isTaken).toBe(true);
      },
      { timeout: 15_000, interval: 100 },
    );
    await say();
    proxy.mend();
    await say();
    await there.until(({ settled }) => carried.every((text) => settled.includes(text)), 20_000);
    expect(there.settled.toSorted()).toEqual(carried.toSorted());
  });

  it('end what a node still serves that heard of no deletion while Redis was away from it', async () => {
    const { hostname, port } = new URL(redisUrl);
    await using proxy = await TcpProxy.before({ host: hostname, port: Number(port || 6379) });
    await using play = await stage({ redisUrls: [redisUrl, `redis://127.0.0.1:${proxy.port}`] });
    const { first, second, meeting, ana, here, there } = play;
    await meeting.say(ana, 'Nobody may read this for long.');
    await there.settledCaptions(1);
    const host = await play.read(first, meeting.host.id, 'es', 'host');
    const outsider = play.nodes.zoom.createMeeting();
    const unconcerned = await play.nodes.openPanel(second, {
      meetingUuid: outsider.uuid,
      uid: 'unconcerned',
    });
    await unconcerned.watch('es');
    proxy.cut();
    const answer = await fetch(`${first.url}/api/me`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${host.session.token}` },
    });
    expect(answer.ok).toBe(true);
    await here.until(({ ended }) => ended.length === 1);
    expect(there.ended).toEqual([]);
    const statuses = unconcerned.statuses.length;
    proxy.mend();
    await there.until(({ ended }) => ended.some(({ code }) => code === 'meeting-deleted'), 20_000);
    await unconcerned.until((panel) => panel.statuses.length > statuses);
    expect(unconcerned.ended).toEqual([]);
  });

  it('hand a meeting over before a node stops, an open sentence included', async () => {
    await using play = await stage();
    const { first, meeting, stream, ana, there } = play;
    await meeting.say(ana, 'The first node hears this.');
    await there.settledCaptions(1);
    await meeting.say(ana, 'Open when it');
    await there.until(({ captions }) => captions.length === 2);
    const ready = stream.readyAgain();
    const drained = first.drain();
    await ready;
    await drained;
    await meeting.say(ana, 'stopped.');
    await meeting.say(ana, 'The second node hears this.');
    await there.settledCaptions(3);
    expect(there.settled).toEqual([
      '[es] The first node hears this.',
      '[es] Open when it stopped.',
      '[es] The second node hears this.',
    ]);
    expect(there.captions).toHaveLength(3);
  });
});
