/**
 * As `histogram_quantile` of Prometheus: within a bucket values are taken to be spread evenly; beyond the last bound, the bound.
 * @param buckets how many values are at most each bound, the last bound `Infinity`
 * @param share 0.95 for the 95th percentile
 */
export function percentileOf(buckets: ReadonlyMap<number, number>, share: number): number {
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const rank = share * (sorted.at(-1)?.[1] ?? 0);
  let [lower, below] = [0, 0];
  for (const [bound, count] of sorted) {
    if (count >= rank && count > below) {
      if (bound === Infinity) return lower;
      return lower + ((bound - lower) * (rank - below)) / (count - below);
    }
    [lower, below] = [bound === Infinity ? lower : bound, count];
  }
  return lower;
}
