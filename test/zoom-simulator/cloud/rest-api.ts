import type { HttpCall, HttpReply } from './http-server.ts';
import { isObject, parseJson } from './json.ts';
import type { SimulatedMeeting } from './meeting.ts';
import type { OAuthServer } from './oauth.ts';
import { stopReason } from './protocol.ts';
import type { SimulatedUser } from './users.ts';

/** Errors of the RTMS status call, by Zoom's codes or by name. */
export type ScriptedError = 2308 | 2310 | 13262 | 3000 | 429 | 500 | 'missing-scope' | 'ok';

export interface RestOptions {
  readonly clientId: string;
  readonly oauth: OAuthServer;
  readonly url: () => string;
  readonly meetings: readonly SimulatedMeeting[];
  /** A good start sends its webhook later, as Zoom does. */
  readonly own: (work: Promise<unknown>) => void;
}

export interface RestApi {
  /** `undefined`: no such address. */
  handle(call: HttpCall): HttpReply | undefined;
  /** Answers to the next RTMS status calls, in order; `ok`: judge as usual. */
  script(errors: readonly ScriptedError[]): void;
}

export function createRestApi(options: RestOptions): RestApi {
  const scripted: ScriptedError[] = [];

  const setStatus = (call: HttpCall, user: SimulatedUser, id: string): HttpReply => {
    const next = scripted.shift() ?? 'ok';
    if (next !== 'ok') return scriptedReply(next);
    const body = parseJson(call.body);
    if (!isObject(body) || !isObject(body.settings) || body.settings.client_id !== options.clientId) {
      return error(400, 300, 'Validation Failed: settings.client_id');
    }
    const meeting = findMeeting(options.meetings, id);
    if (meeting === undefined) return error(404, 3001, `Meeting does not exist: ${id}.`);
    if (!meeting.isLive) return error(400, 3000, 'The meeting is not ready.');
    const named = body.settings.participant_user_id ?? user.id;
    const operator = [meeting.host, ...meeting.participants.flatMap((present) => present.user ?? [])].find(
      (present) => present.id === named,
    );
    if (operator === undefined) return scriptedReply(2308);
    const stream = meeting.streams.findLast(
      (one) => one.operator.id === operator.id && one.state !== 'ended',
    );
    switch (body.action) {
      case 'start':
        if (stream === undefined) options.own(meeting.startRtms({ operator, waitReady: false }));
        return { status: 204 };
      case 'stop':
        if (stream !== undefined) {
          const isHost = operator.id === meeting.host.id;
          options.own(stream.stop(isHost ? stopReason.hostStopped : stopReason.userStopped));
        }
        return { status: 204 };
      case 'pause':
        if (stream !== undefined) options.own(stream.pause());
        return { status: 204 };
      case 'resume':
        if (stream !== undefined) options.own(stream.resume());
        return { status: 204 };
      default:
        return error(400, 300, 'Validation Failed: action');
    }
  };

  const getMeeting = (user: SimulatedUser, id: string): HttpReply => {
    const meeting = findMeeting(options.meetings, id);
    if (meeting === undefined || meeting.host.id !== user.id)
      return error(404, 3001, `Meeting does not exist: ${id}.`);
    return {
      status: 200,
      body: {
        uuid: meeting.uuid,
        id: Number(meeting.number),
        host_id: meeting.host.id,
        host_email: meeting.host.email,
        topic: meeting.topic,
        type: 2,
        status: meeting.isLive ? 'started' : 'waiting',
        start_time: meeting.startedAt.toISOString(),
        duration: 60,
        timezone: 'UTC',
        created_at: meeting.startedAt.toISOString(),
      },
    };
  };

  return {
    script: (errors) => {
      scripted.push(...errors);
    },
    handle: (call) => {
      const route = routeOf(call);
      if (route === undefined) return undefined;
      const authorization = call.headers.authorization ?? '';
      const caller = authorization.startsWith('Bearer ')
        ? options.oauth.whoIs(authorization.slice(7))
        : undefined;
      if (caller === undefined) return error(401, 124, 'Invalid access token.');
      if (!route.scopes.some((scope) => caller.scopes.includes(scope))) return missingScope(route.scopes);
      switch (route.name) {
        case 'me':
          return { status: 200, body: profile(caller.user) };
        case 'meeting':
          return getMeeting(caller.user, route.id);
        case 'rtms-status':
          return setStatus(call, caller.user, route.id);
        case 'deeplink':
          return {
            status: 200,
            body: { deeplink: `${options.url()}/launch/${encodeURIComponent(options.clientId)}` },
          };
      }
    },
  };
}

type Route =
  | { readonly name: 'me' | 'deeplink'; readonly scopes: readonly string[] }
  | { readonly name: 'meeting' | 'rtms-status'; readonly id: string; readonly scopes: readonly string[] };

function routeOf(call: HttpCall): Route | undefined {
  const route = `${call.method} ${call.path}`;
  if (route === 'GET /v2/users/me')
    return { name: 'me', scopes: ['user:read:user', 'user:read:email', 'user:read'] };
  if (route === 'POST /v2/zoomapp/deeplink') return { name: 'deeplink', scopes: ['zoomapp:inmeeting'] };
  const meeting = /^GET \/v2\/meetings\/([^/]+)$/.exec(route)?.[1];
  if (meeting !== undefined)
    return { name: 'meeting', id: decodeId(meeting), scopes: ['meeting:read:meeting'] };
  const live = /^PATCH \/v2\/live_meetings\/([^/]+)\/rtms_app\/status$/.exec(route)?.[1];
  if (live !== undefined) {
    return {
      name: 'rtms-status',
      id: decodeId(live),
      scopes: ['meeting:update:participant_rtms_app_status'],
    };
  }
  return undefined;
}

/** Uuids with `/` at the start or `//` inside are encoded twice. */
function decodeId(value: string): string {
  const once = decodeURIComponent(value);
  return /%[0-9a-f]{2}/i.test(once) ? decodeURIComponent(once) : once;
}

function findMeeting(meetings: readonly SimulatedMeeting[], id: string): SimulatedMeeting | undefined {
  return meetings.find((meeting) => meeting.number === id || meeting.uuid === id);
}

function profile(user: SimulatedUser): object {
  return {
    id: user.id,
    account_id: user.accountId,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: user.displayName,
    email: user.email,
    type: user.type,
    role_name: 'Member',
    timezone: 'UTC',
    language: 'en-US',
    verified: 1,
    status: 'active',
    created_at: user.createdAt,
  };
}

/** The HTTP status of 2308 and 13262 is not documented; 400 is ours. */
function scriptedReply(code: Exclude<ScriptedError, 'ok'>): HttpReply {
  switch (code) {
    case 2308:
      return error(400, 2308, 'This user is not allowed to start the real-time media stream.');
    case 2310:
      return error(400, 2310, 'The real-time media stream could not be started.');
    case 13262:
      return error(400, 13262, 'The app may not access meeting content.');
    case 3000:
      return error(400, 3000, 'The meeting is not ready.');
    case 429:
      return {
        ...error(429, 429, 'You have reached the maximum per-second rate limit.'),
        headers: { 'retry-after': '1' },
      };
    case 500:
      return error(500, 500, 'Internal error.');
    case 'missing-scope':
      return missingScope(['meeting:update:participant_rtms_app_status']);
  }
}

function missingScope(scopes: readonly string[]): HttpReply {
  return error(400, 4711, `Invalid access token, does not contain scopes:[${scopes.join(', ')}].`);
}

function error(status: number, code: number, message: string): HttpReply {
  return { status, body: { code, message } };
}
