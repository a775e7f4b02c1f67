/**
 * Every SDK call and event the panel uses. Each must be ticked in the app's Marketplace page: one that is not makes the
 * whole `config` fail with 80004.
 */
export const capabilities = [
  'getAppContext',
  'getSupportedJsApis',
  'openUrl',
  'startRTMS',
  'stopRTMS',
  'pauseRTMS',
  'resumeRTMS',
  'getRTMSStatus',
  'authorize',
  'getUserContext',
  'promptAuthorize',
  'sendAppInvitationToAllParticipants',
  'sendMessageToChat',
  'onRTMSStatusChange',
  'onAuthorized',
  'onRunningContextChange',
  'onMyUserContextChange',
  'onAppVisibilityChange',
] as const;

/** Enough to read captions, where the Marketplace page does not grant the rest. */
export const coreCapabilities = ['getAppContext', 'getSupportedJsApis', 'openUrl'] as const;

/** Younger than many a Marketplace page: without it one button is missing, and nothing else. */
const optionalCapabilities: ReadonlySet<string> = new Set(['sendMessageToChat']);

export function withoutOptional<Capability extends string>(
  wanted: readonly Capability[],
): readonly Capability[] {
  return wanted.filter((capability) => !optionalCapabilities.has(capability));
}
