/** What a model's thread and its owner say to each other. No runtime's own words: another build may take its place. */
import type { ModelFiles } from './model-files.ts';

/** `workerData` of the thread. */
export interface ThreadSetup {
  readonly files: ModelFiles;
}

export interface TextToTranslate {
  readonly id: number;
  readonly text: string;
  /** The text is markup whose elements the translation keeps. */
  readonly isMarkup: boolean;
}

/**
 * `ready`: the model is loaded · `damaged`: a file is not what was stored · `unusable`: the runtime refuses the model ·
 * `failed`: this text alone.
 */
export type ThreadMessage =
  | { readonly kind: 'ready'; readonly memoryBytes: number }
  | { readonly kind: 'damaged'; readonly path: string }
  | { readonly kind: 'unusable' }
  | { readonly kind: 'translated'; readonly id: number; readonly text: string }
  | { readonly kind: 'failed'; readonly id: number };
