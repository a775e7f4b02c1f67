/** Does the work and returns what it returns; `label`, a name from the source and never content, says meanwhile what runs. */
export type Running = <T>(label: string, work: () => T) => T;
