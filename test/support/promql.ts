/** What a PromQL expression names, read with the grammar of Prometheus' own editor. */
import { parser } from '@prometheus-io/lezer-promql';

export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

export interface PromqlNames {
  readonly selectors: readonly Selector[];
  /** Labels in `by`, `without`, `on` and `ignoring`. */
  readonly groupings: readonly string[];
}

/** @throws {SyntaxError} for an expression that Prometheus would refuse */
export function promqlNames(expression: string): PromqlNames {
  const text = (node: { readonly from: number; readonly to: number }) => expression.slice(node.from, node.to);
  const selectors: Selector[] = [];
  const groupings: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ node, type }) => {
      if (type.isError) throw new SyntaxError(`not PromQL at ${node.from}: ${expression}`);
      if (type.name === 'GroupingLabels') groupings.push(...node.getChildren('LabelName').map(text));
      if (type.name !== 'VectorSelector') return;
      const metric = node.getChild('Identifier');
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      selectors.push({
        metric: metric === null ? '' : text(metric),
        matchers: matchers.map((matcher) => {
          const [label = '', operator = '', value = '""'] = ['LabelName', 'MatchOp', 'StringLiteral'].map(
            (part) => matcher.getChildren(part).map(text)[0],
          );
          return { label, operator, value: value.slice(1, -1) };
        }),
      });
    },
  });
  return { selectors, groupings };
}

/** Samples of Prometheus' text format, by metric. */
export function samplesOf(
  metricsText: string,
): ReadonlyMap<string, readonly Readonly<Record<string, string>>[]> {
  const samples = new Map<string, Readonly<Record<string, string>>[]>();
  for (const [, name = '', labels = ''] of metricsText.matchAll(/^([a-z_]\w*)(?:\{(.*)\})? \S+$/gm)) {
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [
      label,
      value,
    ]);
    samples.set(name, [...(samples.get(name) ?? []), Object.fromEntries(pairs)]);
  }
  return samples;
}
