import { type Kysely, sql } from 'kysely';

/**
 * Frozen: a database that ran it once never runs it again. Changes are new migrations.
 *
 * The reason of a meeting's state was an English sentence, with the refused handshake in brackets. It becomes a code and
 * two columns for the handshake. A sentence that is not known becomes no reason.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('meetings').addColumn('reason_code', 'text').execute();
  await db.schema.alterTable('meetings').addColumn('refused_link', 'text').execute();
  await db.schema.alterTable('meetings').addColumn('refused_status', 'integer').execute();
  const { rows } = await sql<{ state_reason: string }>`
    select distinct state_reason from meetings where state_reason is not null`.execute(db);
  for (const { state_reason: stored } of rows) {
    const [, sentence = stored, link = null, status] = refused.exec(stored) ?? [];
    const code = codes.get(sentence);
    if (code === undefined) continue;
    await sql`
      update meetings set reason_code = ${code}, refused_link = ${link},
        refused_status = ${status === undefined ? null : Number(status)}
      where state_reason = ${stored}`.execute(db);
  }
  await db.schema.alterTable('meetings').dropColumn('state_reason').execute();
}

const refused = /^(.*) \((signaling|media) handshake, status (-?\d{1,9})\)$/s;

const again = 'Start them again to go on.';

/** The sentences as the versions before this migration stored them. */
const codes: ReadonlyMap<string, string> = new Map([
  ['Captions were stopped.', 'stopped'],
  ['The captions were stopped.', 'stopped'],
  ['The customer left.', 'stopped'],
  ['The agent left.', 'stopped'],
  ['This queue does not support captions.', 'zoom-stopped'],
  ['The host stopped the captions.', 'host-stopped'],
  ['The person who started the captions left the meeting.', 'starter-left'],
  ['The person who started the captions was removed from the meeting.', 'starter-removed'],
  ['The host switched this app off.', 'app-disabled'],
  ['The host switched all apps off.', 'apps-disabled'],
  ['An administrator switched this app off.', 'admin-disabled'],
  ['The meeting has ended.', 'meeting-ended'],
  ['A participant asked for the captions to be stopped.', 'participant-stopped'],
  ['The captions were revoked, and everything collected was deleted.', 'revoked'],
  [`Zoom had an internal error and stopped the captions. ${again}`, 'zoom-error'],
  [`The connection for captions was not made in time. ${again}`, 'not-made'],
  [`The connection for captions was lost. ${again}`, 'lost'],
  ['Zoom stopped the captions.', 'zoom-stopped'],
  [`Zoom stopped the captions. ${again}`, 'zoom-stopped'],
  [`Zoom did not accept this app's credentials. ${again}`, 'credentials'],
  [`The connection for captions could not be restored in time. ${again}`, 'not-restored'],
  [
    'The connection for captions could not be restored in time. Start captions again to go on.',
    'not-restored',
  ],
  [
    'Zoom named no server that this app may connect to. Its operator must check RTMS_ALLOWED_HOSTS.',
    'no-server',
  ],
  [
    'Zoom named no transcript server that this app may connect to. It may lack the transcript scope.',
    'no-transcripts',
  ],
  [
    'Zoom gives this app no transcripts. It may lack the transcript scope, or transcription may be off.',
    'no-transcripts',
  ],
  ['Zoom no longer knows this stream. Start captions again.', 'unknown-stream'],
  ["Zoom refused this app's signature. Its operator must check the client id and secret.", 'signature'],
  [
    'Zoom did not accept how transcripts were asked for. The server of this app may need an update.',
    'refused',
  ],
  ['Zoom refused the connection for captions.', 'refused'],
  ['Zoom refused the connection for captions for an unknown reason.', 'refused'],
  ['Zoom still holds an earlier connection of this app.', 'still-connected'],
  ['Zoom is not ready for the connection for captions yet.', 'not-ready'],
  ['Zoom cannot recognise the configured source language.', 'source-language'],
  ["Zoom's media service had an internal error.", 'media-error'],
]);
