import { resolve } from 'node:path';
import type { VariableValues } from './config-schema.ts';

/** The variables of the translation models; also what `npm run models` reads. */
export type LocalModelsVariables = Pick<
  VariableValues,
  'LOCAL_MODELS_DIR' | 'LOCAL_MODELS_URL' | 'LOCAL_MODELS_DOWNLOAD' | 'LOCAL_MAX_MODELS'
>;

export function localModelsConfig(v: LocalModelsVariables, directory: string) {
  return {
    directory: resolve(directory, v.LOCAL_MODELS_DIR ?? 'data/models'),
    /** Undefined: the published mirrors. */
    mirrors: v.LOCAL_MODELS_URL,
    mayDownload: v.LOCAL_MODELS_DOWNLOAD === 'auto',
    /** Directions in memory at the same time. */
    maxModels: v.LOCAL_MAX_MODELS,
  };
}
