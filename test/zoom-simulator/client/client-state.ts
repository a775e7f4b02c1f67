import type { RtmsApproval, RtmsDoor, RtmsSessions } from './rtms-sessions.ts';

export type Bridge = 'webview2' | 'webkit' | 'android' | 'iframe';
type ClientRole = 'host' | 'coHost' | 'attendee' | 'panelist';
/** Not signed in · signed in without the app · signed in with the app. The first two are guests of the app. */
type UserStatus = 'unauthenticated' | 'authenticated' | 'authorized';

export interface ZoomClientOptions {
  /** Seals an app context for this person, anew each time. */
  readonly context: () => string;
  readonly bridge?: Bridge;
  readonly meetingUUID?: string;
  readonly parentUUID?: string;
  readonly meetingID?: string;
  readonly meetingTopic?: string;
  readonly role?: ClientRole;
  readonly status?: UserStatus;
  readonly screenName?: string;
  readonly clientVersion?: string;
  readonly product?: 'desktop' | 'mobile' | 'web';
  readonly runningContext?: string;
  /** What is ticked for the app in the Marketplace; everything by default. `config` fails as a whole beyond it. */
  readonly enabledApis?: readonly string[];
  /** What this client can do of what is ticked: a phone has no RTMS calls. Everything by default. */
  readonly supportedApis?: readonly string[];
  readonly approval?: RtmsApproval;
  /** Without it every start succeeds and nothing is streamed. */
  readonly rtms?: RtmsDoor;
  /** Without it nobody ever decides. */
  readonly authorize?: AuthorizationDoor;
  /** What the person does on Zoom's page: default `allow`. */
  readonly decision?: 'allow' | 'allow-without-state' | 'decline' | 'nothing';
  /** Where the panel was opened from. */
  readonly homeUrl?: string;
}

/** `zoomSdk.authorize` in the cloud: a code for whoever is signed in to this client. */
type AuthorizationDoor = (request: { readonly codeChallenge: string; readonly redirectUri: string }) => {
  readonly code: string;
};

export interface Person {
  role: ClientRole;
  status: UserStatus;
  screenName: string;
  readonly participantUUID: string;
}

/** What the replies to native calls read and change. */
export interface ClientState {
  readonly options: ZoomClientOptions;
  readonly bridge: Bridge;
  readonly meetingUUID: string;
  readonly person: Readonly<Person>;
  readonly isGuest: boolean;
  readonly rtms: RtmsSessions;
  readonly openedUrls: string[];
  /** What the app put into the chat. */
  readonly chatMessages: string[];
  emit(name: string, data: unknown): void;
  readonly runningContext: string;
  /** What the panel asked for in `config`. */
  configured: readonly string[] | undefined;
}
