/** Runs `work` under a label for the watchdog, and returns its result. A label is a name from the source, never content. */
export type Running = <T>(label: string, work: () => T) => T;
