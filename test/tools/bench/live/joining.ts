/** Many readers who join one meeting at once: session, socket and `watch`; beside as many who join a room of bare Socket.IO. */
import { startBare } from './bare-process.ts';
import { type LightSocket, openSocketIo } from './light-socket.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { startProduct } from './product-server.ts';
import { inGroups } from './readers.ts';
import { languageOf, sentence } from './sentences.ts';

export interface JoiningFigures {
  readonly viewers: number;
  readonly captions: JoinCost;
  readonly bare: JoinCost;
}

interface JoinCost {
  readonly cpuMsPerViewer: number;
  readonly seconds: number;
  readonly longestStallMs: number;
}

/** As much as a snapshot holds. */
const LINES_BEFORE = 50;

/** @param profile gets a CPU profile of the product after the warm-up */
export async function measureJoining(viewers: number, profile?: string): Promise<JoiningFigures> {
  await using product = await startProduct({ sentences: LINES_BEFORE });
  await using bare = await startBare(product.directory);
  const meeting = product.zoom.createMeeting();
  const speaker = meeting.join('Ana');
  await meeting.startRtms();
  const nothing = () => undefined;
  const join = (viewer: number) =>
    product.openViewer({
      meetingUuid: meeting.uuid,
      uid: `reader-${viewer}`,
      language: languageOf(viewer),
      receive: nothing,
    });
  const joinBare = (viewer: number) =>
    openSocketIo({ url: bare.url, watch: languageOf(viewer), receive: nothing });
  // Warm-up: the first readers of each language, and the lines that all later ones get.
  const first = await inGroups(WARM_UP, (viewer) => join(-1 - viewer));
  for (let line = 1; line <= LINES_BEFORE; line += 1) await meeting.say(speaker, sentence(line));
  first.push(...(await inGroups(WARM_UP, joinBare)));
  if (profile !== undefined) product.process.profileInto(profile);
  const captions = await costOf(product.process, viewers, join);
  const bareCost = await costOf(bare, viewers, joinBare);
  for (const socket of [...first, ...captions.sockets, ...bareCost.sockets]) socket.close();
  return { viewers, captions: captions.cost, bare: bareCost.cost };
}

const WARM_UP = 50;

async function costOf(
  process: MeasuredProcess,
  viewers: number,
  join: (viewer: number) => Promise<LightSocket>,
): Promise<{ readonly cost: JoinCost; readonly sockets: readonly LightSocket[] }> {
  await process.usage();
  const startedAt = performance.now();
  const sockets = await inGroups(viewers, join);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { cpuMs, loopDelayMs } = await process.usage();
  return {
    cost: { cpuMsPerViewer: cpuMs / viewers, seconds, longestStallMs: loopDelayMs.longest },
    sockets,
  };
}
