/** A status as Zoom numbers it now, or with a text of its own: the beta of 2025 gave the same numbers other meanings. */
export type ScriptedStatus = number | { readonly status: number; readonly reason: string };

/** Faults that wait for the client's next connections. Counts go down as they happen. */
export interface FaultPlan {
  /** Connections whose socket is destroyed before the WebSocket opens. */
  refuse: number;
  /** Handshakes that are never answered. */
  hangSignaling: number;
  hangMedia: number;
  /** Signaling handshakes answered with a bare close 1000. */
  closeSilently: number;
  /** Answers to the next handshakes; 0 means: judge as usual. */
  signalingStatus: ScriptedStatus[];
  mediaStatus: ScriptedStatus[];
  /** Laid over every good message 2. */
  signalingExtra: object;
  /** A second signaling connection of a live stream is refused with 8, or takes over. Zoom's documents know both. */
  duplicates: 'refuse' | 'replace';
}

type Countdown = 'refuse' | 'hangSignaling' | 'hangMedia' | 'closeSilently';

export function noFaults(): FaultPlan {
  return {
    refuse: 0,
    hangSignaling: 0,
    hangMedia: 0,
    closeSilently: 0,
    signalingStatus: [],
    mediaStatus: [],
    signalingExtra: {},
    duplicates: 'refuse',
  };
}

/** Does the fault happen now? Then once less. */
export function takeOne(plan: FaultPlan, fault: Countdown): boolean {
  if (plan[fault] === 0) return false;
  plan[fault] -= 1;
  return true;
}
