import type { SourceLanguage } from '../../../config/config-schema.ts';
import type { Logger } from '../../../logger.ts';
import { protocolTimes } from '../connection/protocol-times.ts';
import type { StreamRecord } from '../stream-store.ts';
import { rtmsSignature, transcriptRequest } from './requests.ts';

export interface StreamSettingsOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly allowedHosts: readonly string[];
  readonly keepAliveMs: number;
  readonly timeScale: number;
  readonly sourceLanguage: SourceLanguage;
  readonly logger: Logger;
  readonly random?: () => number;
}

/** The part of a stream's options that follows from its row and the configuration. */
export function streamSettings(record: StreamRecord, options: StreamSettingsOptions) {
  const { clientId, clientSecret, allowedHosts, keepAliveMs, timeScale, sourceLanguage, logger } = options;
  const { zoomUuid, streamId } = record;
  return {
    record,
    identity: {
      zoomUuid,
      streamId,
      signature: rtmsSignature({ clientId, clientSecret, zoomUuid, streamId }),
    },
    transcript: transcriptRequest(sourceLanguage),
    allowedHosts,
    times: protocolTimes(keepAliveMs, timeScale),
    logger,
    random: options.random ?? Math.random,
  };
}
