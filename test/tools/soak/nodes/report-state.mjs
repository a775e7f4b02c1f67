/** Preloaded into a node of the soak: collects garbage, then answers over the IPC channel what lives in the process. */
process.on('message', () => {
  // Twice: finalizers of the first collection free what the second one counts.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  /** @type {Record<string, number>} */
  const resources = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  process.send?.({ heapBytes: heapUsed, externalBytes: external, rssBytes: rss, resources });
});
process.channel?.unref();
