const WIDTH = 24;

/** Shows how much of something has come: as one moving line of a terminal, or as a line for each quarter. */
export function progressBar(options: {
  readonly label: string;
  readonly totalBytes: number;
  readonly out: (text: string) => void;
  readonly isTerminal: boolean;
}): { readonly show: (bytes: number) => void; readonly end: (result: string) => void } {
  const { label, totalBytes, out, isTerminal } = options;
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  let shown = -1;
  const show = (bytes: number) => {
    const share = Math.min(bytes / Math.max(totalBytes, 1), 1);
    const step = Math.floor(share * (isTerminal ? 100 : 4));
    if (step <= shown) return;
    shown = step;
    const amount = `${megabytes(bytes)} of ${megabytes(totalBytes)} MB`;
    const filled = Math.round(share * WIDTH);
    const bar = `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}]`;
    out(isTerminal ? `\r${label}  ${bar} ${amount}` : `${label}  ${amount}\n`);
  };
  return { show, end: (result) => out(`${isTerminal ? '\r\u001B[K' : ''}${label}  ${result}\n`) };
}
