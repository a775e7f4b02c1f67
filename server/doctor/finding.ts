/** What one check found: a line for the operator, with the mend where something is wrong. */
export interface Finding {
  readonly subject: string;
  /** `warning`: captions work without it, or it may pass. */
  readonly state: 'good' | 'warning' | 'fault';
  readonly says: string;
  readonly mend?: string;
}

const signs = { good: 'ok   ', warning: 'warn ', fault: 'FAULT' } as const;

export function lineOf({ state, subject, says, mend }: Finding): string {
  return `${signs[state]}  ${subject}: ${says}${mend === undefined ? '' : ` ${mend}`}`;
}

export const good = (subject: string, says: string): Finding => ({ subject, state: 'good', says });

export const warning = (subject: string, says: string, mend: string): Finding => ({
  subject,
  state: 'warning',
  says,
  mend,
});

export const fault = (subject: string, says: string, mend: string): Finding => ({
  subject,
  state: 'fault',
  says,
  mend,
});

/** The code of a system error, or of its cause: what `fetch` throws has it there. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? reasonOf(error.cause) : error.name;
}
