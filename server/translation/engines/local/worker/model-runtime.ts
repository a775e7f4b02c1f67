/** One loaded model. Calls block their thread. */
export interface LoadedModel {
  /** @throws when the runtime fails. */
  translate(text: string, options: { readonly isMarkup: boolean }): string;
  /** What the runtime has taken of the process's memory. */
  readonly memoryBytes: number;
}

export interface ModelBytes {
  readonly model: Uint8Array;
  readonly shortlist: Uint8Array;
  readonly vocabularies: readonly Uint8Array[];
}

/** Reads a model in the format of Mozilla's translation models. */
export type LoadModel = (bytes: ModelBytes) => Promise<LoadedModel>;
