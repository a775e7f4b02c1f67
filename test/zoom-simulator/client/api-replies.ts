import { randomUUID } from 'node:crypto';
import type { ClientState } from './client-state.ts';
import { NativeError } from './native-messages.ts';

type Reply = (client: ClientState, data: Readonly<Record<string, unknown>>) => unknown;

/** A capability that is not ticked in the Marketplace makes the whole of `config` fail this way. */
export function apiNotEnabled(apiName: string): NativeError {
  return new NativeError('80004', `The API ${apiName} is not enabled for this app, reason:app_not_support`);
}

/** Documented for guest mode. Everything else answers 403 to somebody who has not added the app. */
export const guestApis: ReadonlySet<string> = new Set([
  'config',
  'getSupportedJsApis',
  'getRunningContext',
  'getMeetingUUID',
  'getUserContext',
  'getAppContext',
  'openUrl',
  'expandApp',
  'appPopout',
  'showNotification',
  'promptAuthorize',
  'sendMessageToChat',
]);

export const guestEvents: ReadonlySet<string> = new Set([
  'onMyUserContextChange',
  'onAppVisibilityChange',
  'onExpandApp',
  'onAppPopout',
  'onMessage',
  'onConnect',
]);

/**
 * Results in the form the native client gives them, which the SDK reshapes: a bare string of `startRTMS` becomes
 * `{ message }`, that of `getRunningContext` becomes `{ context }`, objects of the others stay as they are.
 */
export const apiReplies: Readonly<Record<string, Reply>> = {
  config: (client, data) => {
    const asked = Array.isArray(data.js_api_lists)
      ? data.js_api_lists.filter((name) => typeof name === 'string')
      : [];
    const enabled = client.options.enabledApis;
    const refused = enabled === undefined ? undefined : asked.find((name) => !enabled.includes(name));
    if (refused !== undefined) throw apiNotEnabled(refused);
    client.configured = asked;
    return {
      runningContext: client.runningContext,
      clientVersion: client.options.clientVersion ?? '6.6.5.1234',
      browserVersion: browserVersions[client.bridge],
      unsupportedApis: [],
      auth: { status: client.isGuest ? 'unauthorized' : 'authorized', upgradable: client.isGuest },
      userAgent: 'Mozilla/5.0 ZoomWebKit/537.36 (KHTML, like Gecko) ZoomApps/1.0',
      product: client.options.product ?? (client.bridge === 'iframe' ? 'web' : 'desktop'),
      launchContext: { origin: 'inMeeting', openBy: 'user' },
    };
  },
  getSupportedJsApis: (client) => {
    const can = client.options.supportedApis;
    const asked = client.configured ?? [];
    return { supportedApis: can === undefined ? asked : asked.filter((name) => can.includes(name)) };
  },
  getRunningContext: (client) => client.runningContext,
  getMeetingUUID: (client) => ({
    meetingUUID: client.meetingUUID,
    ...(client.options.parentUUID === undefined ? {} : { parentUUID: client.options.parentUUID }),
  }),
  getMeetingContext: (client) => {
    requireHost(client);
    return {
      meetingTopic: client.options.meetingTopic ?? 'Weekly meeting',
      meetingID: client.options.meetingID ?? '98765432101',
    };
  },
  getUserContext: (client) => {
    const { role, status, screenName, participantUUID } = client.person;
    return { role, status, screenName, participantUUID, participantId: '16778240' };
  },
  getAppContext: (client) => ({ context: client.options.context() }),
  startRTMS: (client) => client.rtms.start(),
  stopRTMS: (client) => client.rtms.stop(),
  pauseRTMS: (client) => client.rtms.pause(),
  resumeRTMS: (client) => client.rtms.resume(),
  getRTMSStatus: (client) => ({ rtmsStatus: client.rtms.list() }),
  sendAppInvitationToAllParticipants: () => ({ invitationUUID: randomUUID() }),
  sendAppInvitation: (client) => {
    requireHost(client);
    return { invitationUUID: randomUUID() };
  },
  showAppInvitationDialog: () => 'Success',
  sendMessageToChat: (client, { message }) => {
    if (!chatContexts.has(client.runningContext)) {
      throw new NativeError('403', `sendMessageToChat is not available in ${client.runningContext}.`);
    }
    if (typeof message !== 'string' || message === '') throw new NativeError('10004', 'message is missing.');
    client.chatMessages.push(message);
    return { result: [{ channelId: randomUUID(), messageId: randomUUID() }] };
  },
  openUrl: (client, data) => {
    if (typeof data.url === 'string') client.openedUrls.push(data.url);
    return 'Success';
  },
  authorize: (client, { codeChallenge, state }) => {
    if (typeof codeChallenge !== 'string' || codeChallenge === '') {
      throw new NativeError('10004', 'codeChallenge is missing.');
    }
    const { authorize, decision = 'allow', homeUrl = 'https://captions.example.com/panel' } = client.options;
    const returned = typeof state === 'string' && decision !== 'allow-without-state' ? { state } : {};
    const answer = (result: object) =>
      // The call is answered at once, the person later.
      setTimeout(() => client.emit('onAuthorized', { ...result, ...returned, timestamp: Date.now() }), 0);
    if (decision === 'decline') answer({ result: false, code: '', redirectUri: '' });
    else if (authorize !== undefined && decision !== 'nothing') {
      const { code } = authorize({ codeChallenge, redirectUri: homeUrl });
      answer({ result: true, code, redirectUri: homeUrl });
    }
    return 'Success';
  },
  expandApp: () => 'Success',
  appPopout: () => 'Success',
  showNotification: () => 'Success',
  promptAuthorize: () => 'Success',
};

/** Where the documents of the SDK let an app write into a chat. */
const chatContexts: ReadonlySet<string> = new Set(['inMeeting', 'inChat', 'inMeetingChat']);

const browserVersions = {
  webview2: 'webview2/126.0.2592.87',
  webkit: 'applewebkit/605.1.15',
  android: 'webview/126.0.6478.71',
  iframe: 'chrome/126.0.0.0',
} as const;

function requireHost(client: ClientState): void {
  if (client.person.role !== 'host' && client.person.role !== 'coHost') {
    throw new NativeError('403', 'Only the host and co-hosts may do this.');
  }
}
