/** Preloaded into a measured process: answers over the IPC channel what the process has used since the last question. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
let before = process.cpuUsage();

process.on('message', (question) => {
  if (typeof question === 'object') return profileInto(question.profile);
  const { user, system } = process.cpuUsage(before);
  // Of the young generation: after a whole collection its threads sweep on, into what is measured next.
  if (question === 'memory') globalThis.gc?.({ type: 'minor' });
  const { rss, heapUsed } = process.memoryUsage();
  // The histogram has nanoseconds, and counts its own interval.
  const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  process.send?.({
    cpuMs: (user + system) / 1_000,
    rssBytes: rss,
    heapBytes: heapUsed,
    loopDelayMs: { p50: ms(delays.percentile(50)), p99: ms(delays.percentile(99)), longest: ms(delays.max) },
  });
  delays.reset();
  before = process.cpuUsage();
});
process.channel?.unref();
// The bench itself was ended from outside.
process.on('disconnect', () => process.exit());

/** @param {string} file gets the CPU profile from now on to the exit */
function profileInto(file) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.start');
  process.on('exit', () => {
    session.post('Profiler.stop', (error, result) => {
      if (error === null) writeFileSync(file, JSON.stringify(result.profile));
    });
  });
}
