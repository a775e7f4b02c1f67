/**
 * The dashboard and the alert rules of ops/ beside the `/metrics` of a server.
 * Covers server/observability/metrics.ts, server/observability/server-gauges.ts.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startFakeGoogle } from '../support/fake-engines/fake-google.ts';
import { Journey } from '../support/journey.ts';
import { promqlNames, type Selector, samplesOf } from '../support/promql.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Every metric of the server has a sample: lines, a failure, a fallback, a cache hit and a lost term. */
async function metricsOfServer(): Promise<string> {
  await using google = await startFakeGoogle();
  await using journey = await Journey.start({
    env: { METRICS_TOKEN: 'metrics', TRANSLATE_ENGINES: 'libre,google', GOOGLE_URL: google.origin },
  });
  const meeting = journey.zoom.createMeeting();
  const host = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
  await host.watch('es');
  const glossary = await fetch(`${journey.url}/api/meetings/${host.session.meeting?.id}/glossary`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${host.session.token}` },
    body: JSON.stringify({ terms: [{ term: 'backlog', translations: { es: 'lista' } }] }),
  });
  expect(glossary.status).toBe(200);
  await meeting.startRtms();
  const ana = meeting.join('Ana', { language: 9 });
  await meeting.say(ana, 'We have to talk about the plan.');
  await host.settledCaptions(1);
  await meeting.say(ana, 'We have to talk about the plan.');
  await host.settledCaptions(2);
  journey.engine.service.fault = { kind: 'loses-marks' };
  await meeting.say(ana, 'The backlog is long.');
  await host.settledCaptions(3);
  journey.engine.service.fault = { kind: 'status', status: 500 };
  await meeting.say(ana, 'Nothing else is said today.');
  await host.settledCaptions(4);
  const answer = await fetch(`${journey.url}/metrics`, { headers: { authorization: 'Bearer metrics' } });
  return answer.text();
}

const dashboardSchema = z.object({
  uid: z.string(),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.number(),
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
});
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

const prometheusSchema = z.object({
  rule_files: z.array(z.string()),
  scrape_configs: z.array(z.object({ job_name: z.string() })),
});

const dashboard = dashboardSchema.parse(JSON.parse(read('ops/grafana/dashboard.json')));
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const rules = rulesSchema
  .parse(parse(read('ops/prometheus/alerts.yaml')))
  .groups.flatMap((group) => group.rules);

/** Set by Prometheus on every sample. */
const targetLabels = ['job', 'instance'];
let samples: ReturnType<typeof samplesOf>;

beforeAll(async () => {
  // Prometheus makes this one itself.
  samples = samplesOf(`${await metricsOfServer()}up 1\n`);
});

/** Names of an expression that no sample has. */
function unknownNames(expression: string): readonly string[] {
  // Grafana replaces its own variables; inside a regular expression every value passes.
  const { selectors, groupings } = promqlNames(expression.replaceAll('$__rate_interval', '5m'));
  const grouped = selectors.flatMap(({ metric }) => labelsOf(metric));
  return [
    ...selectors.flatMap(unknownIn),
    ...groupings.filter((label) => !grouped.includes(label)).map((label) => `by (${label})`),
  ];
}

function unknownIn({ metric, matchers }: Selector): readonly string[] {
  if (!samples.has(metric)) return [metric];
  return matchers.flatMap(({ label, operator, value }) => {
    if (targetLabels.includes(label)) return [];
    const values = operator.includes('~') ? value.split('|') : [value];
    const known = (samples.get(metric) ?? []).map((sample) => sample[label]);
    return values.filter((one) => !known.includes(one)).map((one) => `${metric}{${label}="${one}"}`);
  });
}

function labelsOf(metric: string): readonly string[] {
  return [...targetLabels, ...(samples.get(metric) ?? []).flatMap((sample) => Object.keys(sample))];
}

describe('the Grafana dashboard', () => {
  it('names metrics, labels and values that the server has', () => {
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(30);
    expect(expressions.flatMap(unknownNames)).toEqual([]);
  });

  it('shows every metric of the server', () => {
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');
    const families = new Set([...samples.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, '')));
    expect([...families].filter((family) => !expressions.includes(family))).toEqual([]);
  });

  it('has legends, variables and places that fit', () => {
    const variables = [...dashboard.templating.list.map(({ name }) => name), '__rate_interval'];
    const used = [...read('ops/grafana/dashboard.json').matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !variables.includes(name) && name !== '__all')).toEqual([]);
    const missingLegends = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr, legendFormat }) => {
        const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
        return labels.filter(
          (label) => !promqlNames(expr.replaceAll('$__rate_interval', '5m')).groupings.includes(label),
        );
      }),
    );
    expect(missingLegends).toEqual([]);
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const overlapping = dashboard.panels.filter((one, index) =>
      dashboard.panels.slice(index + 1).some((other) => overlap(one.gridPos, other.gridPos)),
    );
    expect(overlapping).toEqual([]);
  });
});

describe('docs/monitoring.md', () => {
  it('names every metric of the server, and no other', () => {
    const named = [
      ...read('docs/monitoring.md').matchAll(/`((?:captions|event_loop|process|nodejs)_[a-z_]+)`/g),
    ];
    const families = [...samples.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    expect(new Set(named.map(([, name]) => name))).toEqual(new Set(families.filter((name) => name !== 'up')));
  });
});

describe('the configuration of Prometheus', () => {
  it('scrapes under the name that the rules select, and reads rules that exist', () => {
    const { rule_files: files, scrape_configs: jobs } = prometheusSchema.parse(
      parse(read('ops/prometheus/prometheus.yaml')),
    );
    expect(files).toEqual(['alerts.yaml']);
    const selected = rules
      .flatMap(({ expr }) => promqlNames(expr).selectors)
      .map(({ matchers }) => matchers.find(({ label }) => label === 'job')?.value);
    expect(new Set(selected)).toEqual(new Set(jobs.map(({ job_name: name }) => name)));
  });
});

describe('the alert rules', () => {
  it('name metrics, labels and values that the server has', () => {
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.flatMap(({ expr }) => unknownNames(expr))).toEqual([]);
  });

  it('have a runbook each, under their name', () => {
    const page = read('docs/monitoring.md');
    const described = [...page.matchAll(/^\*\*(Captions\w+)\*\*/gm)].map(([, name]) => name);
    expect(described).toEqual(rules.map(({ alert }) => alert));
    for (const { alert, annotations } of rules)
      expect(annotations.runbook).toBe(`docs/monitoring.md, ${alert}`);
  });

  it.each([
    'captions_viewer',
    'captions_rtms_total{what="linkLost"}',
    'sum by (engines) (captions_engine_calls_total)',
  ])('would not pass with %s', (expression) => {
    expect(unknownNames(expression)).toHaveLength(1);
  });
});

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
