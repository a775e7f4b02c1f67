/** Keeps the screen of a room awake. */

/** A lock that the system refuses (an empty battery, another owner) is asked for again. */
const RETRY_MS = 30_000;

/**
 * Holds a screen wake lock while the page is seen; browsers release it whenever the page is hidden. Without the API (an insecure
 * address, an older browser) the settings of the computer decide.
 * @returns the function that ends it
 */
export function keepAwake(): () => void {
  const { wakeLock } = navigator;
  // Older browsers lack it, whatever the types say.
  if (!('wakeLock' in navigator)) return () => undefined;
  let lock: WakeLockSentinel | undefined;
  let isEnded = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const acquire = async (): Promise<void> => {
    clearTimeout(timer);
    if (isEnded || document.visibilityState === 'hidden' || lock?.released === false) return;
    try {
      const acquired = await wakeLock.request('screen');
      if (isEnded) {
        await acquired.release();
        return;
      }
      lock = acquired;
      acquired.addEventListener('release', () => void acquire(), { once: true });
    } catch {
      timer = setTimeout(() => void acquire(), RETRY_MS);
    }
  };
  const seen = () => void acquire();
  document.addEventListener('visibilitychange', seen);
  // Full screen hides and shows the page without an event in some browsers.
  document.addEventListener('fullscreenchange', seen);
  void acquire();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
    document.removeEventListener('fullscreenchange', seen);
    lock?.release().catch(() => undefined);
  };
}
