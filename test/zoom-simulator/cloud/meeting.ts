import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Cloud } from './cloud.ts';
import { english, eventType, stopReason } from './protocol.ts';
import type { MeetingKind } from './rtms-webhooks.ts';
import { SimulatedStream, type StartRtmsOptions } from './stream.ts';
import { type TimeUnit, transcriptFrame } from './transcript-frame.ts';
import type { SimulatedUser } from './users.ts';
import type { WebhookAnswer } from './webhooks.ts';

export interface Participant {
  /** Names a connection inside this meeting; a person who comes again has another. */
  readonly userId: number;
  readonly name: string;
  /** Zoom's number of the language this person speaks. */
  readonly language: number;
  /** The signed-in Zoom user, absent for guests. */
  readonly user?: SimulatedUser;
}

export interface SayOptions {
  readonly language: number;
  readonly omitLanguage: boolean;
  readonly sentenceId: number;
  /** 1 new (default), 2 update, 3 delete. */
  readonly attribute: 1 | 2 | 3;
  /** Milliseconds since 1970, all three. */
  readonly startTime: number;
  readonly endTime: number;
  readonly timestamp: number;
  /** How times are written; default `ms`. */
  readonly unit: TimeUnit;
  readonly omitTimes: boolean;
  /** UTF-8 JSON in a binary frame. */
  readonly binary: boolean;
  /** Only this stream; default every live one. */
  readonly stream: SimulatedStream;
  readonly omitUser: boolean;
  readonly channelId: string;
  /** Sent so many times, as after a reconnect. */
  readonly repeat: number;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What was said, and to how many sockets it went: 0 while nobody is ready, or the stream is paused. */
export interface Said {
  readonly participant: Participant;
  readonly text: string;
  readonly language: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly sentTo: number;
}

export interface MeetingOptions {
  readonly topic: string;
  readonly host: SimulatedUser;
  readonly uuid: string;
  readonly number: string;
  readonly kind: MeetingKind;
}

/** A meeting (or webinar) with people who come, go and speak. */
export class SimulatedMeeting {
  readonly uuid: string;
  readonly number: string;
  readonly topic: string;
  readonly host: SimulatedUser;
  readonly kind: MeetingKind;
  readonly startedAt = new Date();
  readonly participants: Participant[] = [];
  readonly streams: SimulatedStream[] = [];
  isLive = true;
  readonly #cloud: Cloud;
  readonly #listeners = new Set<(said: Said) => void>();
  #nextUserId = firstUserId;
  #lastStart = 0;

  constructor(cloud: Cloud, options: Partial<MeetingOptions> & { readonly host: SimulatedUser }) {
    this.#cloud = cloud;
    this.uuid = options.uuid ?? awkwardUuid();
    this.number = options.number ?? String(randomInt(81_000_000_000, 89_999_999_999));
    this.topic = options.topic ?? 'Weekly meeting';
    this.host = options.host;
    this.kind = options.kind ?? 'meeting';
  }

  /** The newest. */
  get stream(): SimulatedStream | undefined {
    return this.streams.at(-1);
  }

  join(
    name: string,
    options: { userId?: number; language?: number; user?: SimulatedUser } = {},
  ): Participant {
    const userId = options.userId ?? this.#nextUserId;
    if (options.userId === undefined) this.#nextUserId += 1024;
    const participant = {
      userId,
      name,
      language: options.language ?? english,
      ...(options.user === undefined ? {} : { user: options.user }),
    };
    this.participants.push(participant);
    this.#tell(eventType.participantJoin, { user_id: userId, user_name: name });
    return participant;
  }

  /** Zoom names only the id. */
  leave(participant: Participant): void {
    this.#remove(participant);
    this.#tell(eventType.participantLeave, { user_id: participant.userId });
  }

  /** Zoom has no message for it: the new name comes with what is said next. */
  rename(participant: Participant, name: string): Participant {
    const renamed = { ...participant, name };
    this.#remove(participant);
    this.participants.push(renamed);
    return renamed;
  }

  /** A new stream id and a signed webhook. Resolves when the client is ready, unless `waitReady` is false. */
  async startRtms(options: Partial<StartRtmsOptions> = {}): Promise<SimulatedStream> {
    const operator = options.operator ?? this.host;
    const stream = new SimulatedStream({
      cloud: this.#cloud,
      meeting: this,
      start: {
        operator,
        isOriginalHost: operator.id === this.host.id,
        shape: 'flat',
        serverUrls: 'text',
        mediaUrls: ['transcript', 'all'],
        waitReady: true,
        isOld: false,
        webhook: {},
        announce: true,
        ...options,
      },
      participants: () => this.participants.map(({ userId, name }) => ({ user_id: userId, user_name: name })),
    });
    this.streams.push(stream);
    await stream.start();
    return stream;
  }

  /** Message 17 over media of every live stream. Resolves when it is written to the sockets. */
  async say(participant: Participant, text: string, options: Partial<SayOptions> = {}): Promise<Said> {
    const current = this.participants.find(({ userId }) => userId === participant.userId) ?? participant;
    const times = this.#times(options);
    const language = options.language ?? current.language;
    const frame = transcriptFrame({
      user: options.omitUser === true ? undefined : { id: current.userId, name: current.name },
      channelId: options.channelId,
      text,
      language: options.omitLanguage === true ? undefined : language,
      ...times,
      unit: options.unit ?? 'ms',
      omitTimes: options.omitTimes ?? false,
      attribute: options.attribute ?? 1,
      sentenceId: options.sentenceId,
      extra: options.extra ?? {},
    });
    const data = options.binary === true ? Buffer.from(JSON.stringify(frame)) : frame;
    const streams = options.stream === undefined ? this.streams : [options.stream];
    let sentTo = 0;
    for (let time = 0; time < (options.repeat ?? 1); time += 1) {
      const sent = await Promise.all(streams.map((stream) => stream.server.transmit(data)));
      sentTo += sent.filter(Boolean).length;
    }
    const said = { participant: current, text, language, ...times, sentTo };
    for (const listener of this.#listeners) listener(said);
    return said;
  }

  /** For a demo page that shows what is said. Returns how to stop listening. */
  onSay(listener: (said: Said) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** ACTIVE_SPEAKER_CHANGE, to streams that subscribed. */
  async speaks(participant: Participant): Promise<void> {
    const event = {
      event_type: eventType.activeSpeaker,
      user_id: participant.userId,
      user_name: participant.name,
    };
    await Promise.all(
      this.streams
        .filter((stream) => stream.server.subscriptions.has(eventType.activeSpeaker))
        .map((stream) => stream.server.event(event)),
    );
  }

  /** Webhook `meeting.started`. */
  announceStarted(): Promise<WebhookAnswer | undefined> {
    return this.#cloud.deliver(`${this.kind}.started`, this.#payload());
  }

  /** Webhook `meeting.participant_joined`; guests have no `participant_user_id`. */
  announceJoined(participant: Participant): Promise<WebhookAnswer | undefined> {
    const joined = {
      user_id: String(participant.userId),
      user_name: participant.name,
      participant_uuid: randomUUID(),
      join_time: new Date().toISOString(),
      ...(participant.user === undefined
        ? {}
        : {
            id: participant.user.id,
            participant_user_id: participant.user.id,
            email: participant.user.email,
          }),
    };
    return this.#cloud.deliver(`${this.kind}.participant_joined`, this.#payload({ participant: joined }));
  }

  /** Everything stops with reason 6, and `meeting.ended` follows. */
  async end(): Promise<void> {
    this.isLive = false;
    await Promise.all(this.streams.map((stream) => stream.stop(stopReason.meetingEnded)));
    await this.#cloud.deliver(`${this.kind}.ended`, this.#payload({ end_time: new Date().toISOString() }));
  }

  #payload(extra: object = {}): object {
    return {
      account_id: this.#cloud.accountId,
      object: {
        id: this.number,
        uuid: this.uuid,
        host_id: this.host.id,
        topic: this.topic,
        type: 2,
        start_time: this.startedAt.toISOString(),
        timezone: 'UTC',
        duration: 60,
        ...extra,
      },
    };
  }

  #tell(type: number, participant: object): void {
    for (const stream of this.streams) this.#cloud.own(stream.server.participants(type, [participant]));
  }

  #remove(participant: Participant): void {
    const index = this.participants.findIndex(({ userId }) => userId === participant.userId);
    if (index >= 0) this.participants.splice(index, 1);
  }

  /** Starts never repeat and never go back, so that the order of `say` is the order of speech. */
  #times(options: Partial<SayOptions>): { startTime: number; endTime: number; timestamp: number } {
    const now = Date.now();
    const startTime = options.startTime ?? Math.max(now - assumedSpeechMs, this.#lastStart + 1);
    this.#lastStart = Math.max(this.#lastStart, startTime);
    const endTime = options.endTime ?? Math.max(now, startTime + 1);
    return { startTime, endTime, timestamp: options.timestamp ?? endTime };
  }
}

/** 0x01000000 + 1024: the first connection of every meeting has this id. */
const firstUserId = 16_778_240;

const assumedSpeechMs = 400;

/** Base64 as live meetings have it, with all that needs care in URLs and file names. */
function awkwardUuid(): string {
  return `/${randomBytes(15).toString('base64').replaceAll('/', 'x').slice(0, 17)}+a/b==`;
}
