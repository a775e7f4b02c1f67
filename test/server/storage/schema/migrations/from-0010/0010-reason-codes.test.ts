import { expect, it } from 'vitest';
import { execute, migrateThrough } from '../../../old-database.ts';
import { open } from '../../../open.ts';
import { onEveryDatabase, onEveryLastingDatabase } from '../../../stories.ts';

/** A reason as the versions before the migration stored it, and as it is read afterwards. */
const reasons = [
  [null, undefined],
  ['The meeting has ended.', { code: 'meeting-ended' }],
  ['The connection for captions was lost. Start them again to go on.', { code: 'lost' }],
  ["Zoom did not accept this app's credentials. Start them again to go on.", { code: 'credentials' }],
  ['The customer left.', { code: 'stopped' }],
  [
    "Zoom refused this app's signature. Its operator must check the client id and secret. (signaling handshake, status 15)",
    { code: 'signature', handshake: { link: 'signaling', status: 15 } },
  ],
  [
    'Zoom gives this app no transcripts. It may lack the transcript scope, or transcription may be off. (media handshake, status 12)',
    { code: 'no-transcripts', handshake: { link: 'media', status: 12 } },
  ],
  ['Something else.', undefined],
  ['Something else. (media handshake, status 12)', undefined],
] as const;

onEveryLastingDatabase((kind) => {
  it('replaces a stored sentence by its code, and an unknown one by no reason', async () => {
    await using database = await kind.create();
    await migrateThrough(database.url, '0007-stop-times');
    await insertMeetings(
      database.url,
      [...reasons, ...reasons].map(([sentence]) => sentence),
    );
    await using storage = await open(database.url);
    for (const [index, [, reason]] of [...reasons, ...reasons].entries()) {
      const { status } = await storage.captions.load(`m${index}`);
      expect(status).toEqual({ state: 'ended', since: 1, ...(reason === undefined ? {} : { reason }) });
    }
  });
});

onEveryDatabase((kind) => {
  it('keeps a reason with its handshake, and none where the next status has none', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    const refused = {
      state: 'connecting',
      since: 5,
      reason: { code: 'still-connected', handshake: { link: 'signaling', status: 8 } },
    } as const;
    await storage.captions.saveStatus(id, refused);
    expect((await storage.captions.load(id)).status).toEqual(refused);
    await storage.captions.saveStatus(id, { state: 'live', since: 6 });
    expect((await storage.captions.load(id)).status).toEqual({ state: 'live', since: 6 });
  });
});

function insertMeetings(url: string, sentences: readonly (string | null)[]): Promise<void> {
  const columns = 'id, uuid, epoch, state, state_since, state_reason, created_at, expires_at';
  const farFuture = Date.now() * 2;
  const rows = sentences.map((sentence, index) => {
    const reason = sentence === null ? 'null' : `'${sentence.replaceAll("'", "''")}'`;
    return `('m${index}', 'u${index}', 'e', 'ended', 1, ${reason}, 1, ${farFuture})`;
  });
  return execute(url, `insert into meetings (${columns}) values ${rows.join()}`);
}
