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
  'onRTMSStatusChange',
  'onAuthorized',
  'onRunningContextChange',
  'onMyUserContextChange',
  'onAppVisibilityChange',
] as const;

/** Enough to read captions, where the Marketplace page does not grant the rest. */
export const coreCapabilities = ['getAppContext', 'getSupportedJsApis', 'openUrl'] as const;
