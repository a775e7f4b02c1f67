/** The whole stored record of a meeting, as somebody reads it who comes late. */
import type { Line } from '../../../../shared/caption.ts';
import type { Dice } from '../../../support/dice.ts';
import type { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';
import { NotReadable, PanelLink } from '../readers/panel-link.ts';
import { PanelState } from '../readers/panel-state.ts';
import type { ReadMeeting } from '../readers/read-meeting.ts';

const PAGE = 100;

/** @throws {NotReadable} */
export async function readRecord(options: {
  readonly zoom: ZoomSimulator;
  readonly urls: () => readonly string[];
  readonly dice: Dice;
  readonly read: ReadMeeting;
  readonly language: string;
}): Promise<readonly Line[]> {
  const { zoom, urls, dice, read, language } = options;
  const url = dice.pick(urls());
  if (url === undefined) throw new NotReadable('No node answers.');
  const panel = new PanelState(read.rules, read.violated);
  const uid = `late-${dice.between(1, 1e9)}`;
  using link = await PanelLink.open({ zoom, url, meetingUuid: read.uuid, uid, onBatch: () => undefined });
  const answer = await link.watch({ language });
  panel.answered(answer, undefined);
  for (let { more } = answer; more; ) {
    const [first] = panel.lines;
    if (first === undefined) break;
    const older = await link.history(first.position, PAGE);
    panel.older(older);
    more = older.more && older.captions.length > 0;
  }
  return panel.lines;
}
