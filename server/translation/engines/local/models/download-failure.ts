/**
 * `unreachable`: no connection, a broken or a silent one · `refused`: a status that is no success · `wrong-content`: not the
 * file of the catalog · `no-room`, `not-writable`: this machine's disk · `not-allowed`: LOCAL_MODELS_DOWNLOAD=never.
 */
export type DownloadFailureKind =
  | 'unreachable'
  | 'refused'
  | 'wrong-content'
  | 'no-room'
  | 'not-writable'
  | 'not-allowed'
  | 'unknown-model';

/** Why a model could not be had. */
export class DownloadFailure extends Error {
  override readonly name = 'DownloadFailure';
  readonly kind: DownloadFailureKind;
  readonly status: number | undefined;

  constructor(
    kind: DownloadFailureKind,
    details: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(adviceOn[kind], details.cause === undefined ? {} : { cause: details.cause });
    this.kind = kind;
    this.status = details.status;
  }

  /** What the operator can do, in a sentence. */
  get advice(): string {
    return adviceOn[this.kind];
  }

  /** Another mirror would fail in the same way. */
  get isOfThisMachine(): boolean {
    return ['no-room', 'not-writable', 'not-allowed', 'unknown-model'].includes(this.kind);
  }
}

const elsewhere = 'or bring it from another machine with "npm run models -- export" and "import".';
const adviceOn: Readonly<Record<DownloadFailureKind, string>> = {
  unreachable: `No mirror of the translation models answers: check this machine's way to the internet, or LOCAL_MODELS_URL, ${elsewhere}`,
  refused: `The mirrors do not give this translation model: check LOCAL_MODELS_URL, ${elsewhere}`,
  'wrong-content': `A mirror sends something else than the translation model: check LOCAL_MODELS_URL, and whether a proxy or a sign-in page stands between, ${elsewhere}`,
  'no-room':
    'There is no room on the disk for the translation model: free about 100 MB, or set LOCAL_MODELS_DIR.',
  'not-writable': 'The folder of the translation models cannot be written: check LOCAL_MODELS_DIR.',
  'not-allowed': `LOCAL_MODELS_DOWNLOAD is never, and the translation model is not here: fetch it with "npm run models", ${elsewhere}`,
  'unknown-model': 'There is no translation model for this direction.',
};

/** A failure of the disk, a connection or a stream, as one of ours. An abort stays one. */
export function toDownloadFailure(error: unknown): unknown {
  if (error instanceof DownloadFailure) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return new DownloadFailure('no-room', { cause: error });
  const call = error instanceof Error && 'syscall' in error ? String(error.syscall) : '';
  if (fileCalls.has(call)) return new DownloadFailure('not-writable', { cause: error });
  return new DownloadFailure('unreachable', { cause: error });
}

const fileCalls: ReadonlySet<string> = new Set([
  'open',
  'read',
  'write',
  'ftruncate',
  'fsync',
  'rename',
  'mkdir',
  'unlink',
  'rm',
]);
