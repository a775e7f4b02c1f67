export type RtmsStatus = 'none' | 'connecting' | 'started' | 'paused' | 'stopped' | 'unknown';

/**
 * Reads every shape of `getRTMSStatus` that was seen: `{rtmsStatus: [...]}` as typed, `{status: [...]}` and
 * `{status: {rtmsStatus: 'inactive'}}` as reported. Of several streams the most alive one counts.
 */
export function parseRtmsStatus(answer: unknown): RtmsStatus {
  const outer = field(answer, 'rtmsStatus') ?? field(answer, 'status') ?? answer;
  const streams = Array.isArray(outer) ? outer : [outer];
  if (streams.length === 0) return 'none';
  const statuses = streams.map((stream) =>
    wordOf(field(stream, 'status') ?? field(stream, 'rtmsStatus') ?? stream),
  );
  return aliveFirst.find((status) => statuses.includes(status)) ?? 'unknown';
}

const aliveFirst: readonly RtmsStatus[] = ['started', 'paused', 'connecting', 'stopped', 'none'];

function wordOf(value: unknown): RtmsStatus {
  switch (String(value).toLowerCase()) {
    case 'started':
    case 'resumed':
    case 'active':
    case 'running':
      return 'started';
    case 'connecting':
      return 'connecting';
    case 'paused':
      return 'paused';
    case 'stopped':
      return 'stopped';
    case 'inactive':
    case 'none':
      return 'none';
    default:
      return 'unknown';
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
