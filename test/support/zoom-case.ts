/** What the cases of Zoom's protocol share: a meeting or webinar that is captured, somebody who speaks, a panel that reads. */
import { expect, vi } from 'vitest';
import type { Participant, SimulatedMeeting, SimulatedStream } from '../zoom-simulator/zoom-simulator.ts';
import type { Journey } from './journey.ts';
import type { TestPanel } from './test-panel.ts';

/** Streams of both kinds follow one protocol; the webhooks differ. */
export const kinds = ['meeting', 'webinar'] as const;
export type Kind = (typeof kinds)[number];

const ENGLISH = 9;

export interface Audience {
  readonly meeting: SimulatedMeeting;
  readonly panel: TestPanel;
  /** Speaks English; the panel reads Spanish. */
  readonly ana: Participant;
}

export interface Scene extends Audience {
  readonly stream: SimulatedStream;
}

/** A meeting with a reader, not captured yet. */
export async function openAudience(journey: Journey, kind: Kind, language = 'es'): Promise<Audience> {
  const meeting = journey.zoom.createMeeting({ kind });
  const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await panel.watch(language);
  return { meeting, panel, ana: meeting.join('Ana', { language: ENGLISH }) };
}

/** The same, captured: the panel says live. */
export async function openScene(
  journey: Journey,
  kind: Kind,
  start: Parameters<SimulatedMeeting['startRtms']>[0] = {},
): Promise<Scene> {
  const audience = await openAudience(journey, kind);
  const stream = await audience.meeting.startRtms(start);
  await untilState(audience.panel, 'live');
  return { ...audience, stream };
}

/** A stream that Zoom has prepared and not announced, so that faults can wait for it. */
export async function openSilently(journey: Journey, kind: Kind): Promise<Scene> {
  const audience = await openAudience(journey, kind);
  const stream = await audience.meeting.startRtms({ waitReady: false, announce: false });
  return { ...audience, stream };
}

export async function untilState(panel: TestPanel, state: string, timeout = 15_000): Promise<void> {
  await vi.waitFor(() => expect(panel.reached(state)).toBe(true), { timeout, interval: 5 });
}

/** So many times has the client been ready: good handshakes on both sockets, and message 7. */
export async function untilReady(stream: SimulatedStream, times: number): Promise<void> {
  await vi.waitFor(() => expect(stream.connections.ready).toBe(times), { timeout: 15_000, interval: 5 });
}

/** The panel shows these sentences in Spanish, all of them, once, in this order, and nothing else. */
export async function shows(panel: TestPanel, ...sentences: string[]): Promise<void> {
  await panel.settledCaptions(sentences.length);
  expect(panel.captions.map(({ text }) => text)).toEqual(sentences.map((sentence) => `[es] ${sentence}`));
}

/** Says so, and Zoom did deliver it. */
export async function say(
  { meeting, ana }: Audience,
  text: string,
  options: Parameters<SimulatedMeeting['say']>[2] = {},
): Promise<void> {
  const said = await meeting.say(ana, text, options);
  expect(said.sentTo, `"${text}" reached nobody`).toBeGreaterThan(0);
}

/** Every wrong answer of the app so far; the next case begins with none. */
export function takeViolations(journey: Journey): string[] {
  return journey.zoom.violations.splice(0);
}

/** Nothing in the log is an error: no exception, nothing given up by accident. */
export function errorsIn(log: readonly string[]): string[] {
  return log.filter((line) => /"level":(50|60)\b/.test(line));
}

/** The kinds of the notes that a panel shows, in order. */
export function notesIn(panel: TestPanel): string[] {
  return panel.lines.flatMap((line) => (line.kind === 'caption' ? [] : [line.kind]));
}
