import type { ZoomClientOptions } from '../../zoom-simulator/client/client-state.ts';
import { ZoomClient } from '../../zoom-simulator/client/host.ts';
import { NativeError } from '../../zoom-simulator/client/native-messages.ts';
import { meetingContext, sealContext } from '../../zoom-simulator/client/sealed-context.ts';
import type {
  Participant,
  SimulatedMeeting,
  SimulatedUser,
  ZoomSimulator,
} from '../../zoom-simulator/zoom-simulator.ts';
import { endsSentence, type SpeakerKey, speakers, YOU } from './dialogue.ts';
import type { PageState, ViewerKey } from './page-protocol.ts';

/** RTMS gives no number here: somebody in the client, or Zoom, stopped the app's stream. */
const stoppedByUser = 2;

/** RTMS's attribute of a sentence that is taken back. */
const REMOVED = 3;

/** The first attempts to reconnect fail: at once, after 1 s and after 3 s. */
const refusedReconnections = 3;

/** The meeting of the demo: who is in it, the stream, and the three Zoom clients that can look at the panel. */
export class DemoMeeting {
  readonly topic = 'Pedalia: launch week';
  readonly host: SimulatedUser;
  readonly meeting: SimulatedMeeting;
  readonly clients: Readonly<Record<ViewerKey, ZoomClient>>;
  readonly #simulator: ZoomSimulator;
  readonly #readers: ZoomClient[] = [];
  readonly #participants: Readonly<Record<SpeakerKey | typeof YOU, Participant>>;
  /** Pieces of sentences that have not ended, by who speaks: Zoom's numbers of them. */
  readonly #open = new Map<string, number[]>();
  #lastSentence = 0;

  constructor(simulator: ZoomSimulator) {
    this.#simulator = simulator;
    this.host = simulator.addUser({ firstName: 'Maya', lastName: 'Chen', email: 'maya@pedalia.example' });
    const colleague = simulator.addUser({
      firstName: 'Lucía',
      lastName: 'Fernández',
      email: 'lucia@pedalia.example',
    });
    simulator.signIn(this.host);
    this.meeting = simulator.createMeeting({ topic: this.topic, host: this.host });
    const join = (key: SpeakerKey, user?: SimulatedUser) =>
      this.meeting.join(speakers[key].name, {
        language: speakers[key].languageId,
        ...(user === undefined ? {} : { user }),
      });
    this.#participants = {
      maya: join('maya', this.host),
      daniel: join('daniel'),
      lucia: join('lucia', colleague),
      javier: join('javier'),
      thiago: join('thiago'),
      noura: join('noura'),
      [YOU]: this.meeting.join('You', { language: speakers.maya.languageId }),
    };
    this.clients = {
      host: this.#client('host', speakers.maya.name, this.host),
      participant: this.#client('attendee', speakers.lucia.name, colleague),
      guest: this.#client('attendee', speakers.daniel.name, undefined),
    };
  }

  get streamState(): PageState['stream'] {
    const state = this.meeting.stream?.state ?? 'ended';
    if (state === 'ended') return 'off';
    if (state === 'active') return 'live';
    return state === 'waiting' ? 'connecting' : state;
  }

  /** @returns whether a stream carried it. */
  async say(speaker: SpeakerKey | typeof YOU, text: string, language?: number): Promise<boolean> {
    this.#lastSentence += 1;
    const sentenceId = this.#lastSentence;
    if (endsSentence(text)) this.#open.delete(speaker);
    else this.#open.set(speaker, [...(this.#open.get(speaker) ?? []), sentenceId]);
    const said = await this.meeting.say(this.#participants[speaker], text, {
      sentenceId,
      ...(language === undefined ? {} : { language }),
    });
    return said.sentTo > 0;
  }

  /** Takes back what was begun and not ended, as Zoom does. */
  async cutOpenSentences(): Promise<void> {
    const open = Object.entries(this.#participants).flatMap(([key, participant]) =>
      (this.#open.get(key) ?? []).map((sentenceId) => ({ participant, sentenceId })),
    );
    this.#open.clear();
    for (const { participant, sentenceId } of open)
      await this.meeting.say(participant, '', { sentenceId, attribute: REMOVED });
  }

  /** Starts the stream as the host would. A stream that runs already is left alone. */
  async start(operator: SimulatedUser = this.host): Promise<string> {
    if (this.streamState !== 'off') throw new NativeError('10308', 'RTMS is already running.');
    const stream = await this.meeting.startRtms({ operator });
    return stream.id;
  }

  /** Media is lost and the first attempts to come back fail: some seconds are not captured. */
  async cutMedia(): Promise<void> {
    const stream = this.meeting.stream;
    if (stream === undefined || this.streamState !== 'live') return;
    stream.faults.refuseConnections(refusedReconnections);
    await stream.faults.dropMedia();
  }

  /** Somebody signed in to Zoom who only reads: the stream is out of reach of this person's client. */
  newReader(name: string): { uid: string; client: ZoomClient } {
    const user = this.#simulator.addUser({ firstName: name, lastName: '', email: `${name}@pedalia.example` });
    const client = new ZoomClient(this.#clientOptions('attendee', name, user));
    this.#readers.push(client);
    return { uid: user.id, client };
  }

  /** Streams also start and stop by REST: the clients learn of it here, as they do from Zoom. */
  tellClients(): void {
    const stream = this.meeting.stream;
    for (const client of [...Object.values(this.clients), ...this.#readers]) {
      if (stream === undefined || this.streamState === 'off') client.rtms.cloudStopped();
      else if (this.streamState === 'live') client.rtms.cloudStarted(stream.id);
    }
  }

  #client(role: 'host' | 'attendee', screenName: string, user: SimulatedUser | undefined): ZoomClient {
    return new ZoomClient({
      ...this.#clientOptions(role, screenName, user),
      rtms: {
        start: () => this.start(user),
        stop: async () => this.meeting.stream?.stop(stoppedByUser),
        pause: async () => this.meeting.stream?.pause(),
        resume: async () => this.meeting.stream?.resume(),
      },
    });
  }

  #clientOptions(
    role: 'host' | 'attendee',
    screenName: string,
    user: SimulatedUser | undefined,
  ): ZoomClientOptions {
    const { clientId, clientSecret } = this.#simulator;
    const { uuid, number } = this.meeting;
    const identity = user === undefined ? {} : { uid: user.id };
    return {
      bridge: 'iframe',
      context: () =>
        sealContext(meetingContext({ clientId, meetingUuid: uuid, role, ...identity }), clientSecret),
      meetingUUID: uuid,
      meetingID: number,
      meetingTopic: this.topic,
      role,
      status: user === undefined ? 'unauthenticated' : 'authorized',
      screenName,
    };
  }
}
