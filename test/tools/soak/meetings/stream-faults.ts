/** What goes wrong between Zoom and the nodes while a meeting goes on, drawn by dice. */
import type { Dice } from '../../../support/dice.ts';
import type { SimulatedStream, ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

type Fault = (parts: {
  readonly zoom: ZoomSimulator;
  readonly stream: SimulatedStream;
  readonly dice: Dice;
}) => unknown;

/** By name, for the summary; how often each comes, in shares of all faults. */
const faults: readonly (readonly [weight: number, fault: readonly [name: string, fault: Fault]])[] = [
  [
    3,
    [
      'media dropped',
      ({ stream, dice }) => stream.faults.dropMedia({ event7: dice.chance(0.7), state2: dice.chance(0.7) }),
    ],
  ],
  [
    2,
    ['signaling dropped', ({ stream, dice }) => stream.faults.dropSignaling({ webhook: dice.chance(0.5) })],
  ],
  [1, ['both dropped', ({ stream, dice }) => stream.faults.dropBoth({ webhook: dice.chance(0.5) })]],
  [1, ['sockets kicked', ({ stream }) => stream.faults.kick()]],
  [2, ['failover to a new address', ({ stream }) => stream.faults.failover()]],
  [
    1,
    [
      'connections refused',
      ({ stream, dice }) => {
        stream.faults.refuseConnections(dice.between(1, 2));
        return stream.faults.dropBoth();
      },
    ],
  ],
  [1, ['gone silent', ({ stream, dice }) => stream.faults.goSilent(dice.chance(0.5) ? 'both' : 'media')]],
  [
    1,
    [
      'undecodable frames',
      async ({ stream }) => {
        await stream.faults.sendRaw('media', '{"msg_type":17,');
        await stream.faults.sendRaw('signaling', { msg_type: 99, content: {} });
      },
    ],
  ],
  [
    3,
    [
      'webhook repeated',
      ({ zoom, stream, dice }) => {
        const own = zoom.webhooks.filter(({ raw }) => raw.includes(stream.id));
        const webhook = dice.pick(own);
        return webhook && zoom.repeatWebhook(webhook, dice.chance(0.5) ? 'same' : 'fresh');
      },
    ],
  ],
];

/** Lets one fault happen to a stream whose client is ready. @returns its name. */
export async function breakSomething(
  zoom: ZoomSimulator,
  stream: SimulatedStream,
  dice: Dice,
): Promise<string> {
  const [name, fault] = dice.weighted(faults) ?? ['none', () => undefined];
  // A socket that is gone already, or a node that does not answer a webhook, is a fault as well.
  await Promise.resolve(fault({ zoom, stream, dice })).catch(() => undefined);
  return name;
}
