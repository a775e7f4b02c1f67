/** Covers shared/routes.ts. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { capabilities } from '../../client/zoom/capabilities.ts';
import { routes } from '../../shared/routes.ts';

const manifestSchema = z.object({
  display_information: z.object({ display_name: z.string() }),
  oauth_information: z.object({
    development_redirect_uri: z.url(),
    production_redirect_uri: z.url(),
    oauth_allow_list: z.array(z.url()),
    scopes: z.array(z.object({ scope: z.string(), optional: z.boolean() })),
  }),
  developer_information: z.object({}),
  features: z.object({
    production_home_uri: z.url(),
    domain_allow_list: z.array(z.object({ domain: z.string(), explanation: z.string() })),
    in_client_feature: z.object({
      zoom_app_api: z.object({ enable: z.literal(true), zoom_app_apis: z.array(z.string()) }),
      in_client_oauth: z.object({ enable: z.boolean() }),
    }),
  }),
});

const file = new URL('../../docs/zoom-app-manifest.json', import.meta.url);
const manifest = manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
const { oauth_information: oauth, features } = manifest;
const { zoom_app_api, in_client_oauth } = features.in_client_feature;

it('lists exactly the SDK calls of the panel, because a missing one stops its start', () => {
  expect(zoom_app_api.zoom_app_apis.toSorted()).toEqual([...capabilities].toSorted());
});

it('enables in-client OAuth only if the panel uses it', () => {
  expect(in_client_oauth.enable).toBe(zoom_app_api.zoom_app_apis.includes('authorize'));
});

it('lists granular scopes only, those that the code needs', () => {
  const scopes = oauth.scopes.map(({ scope }) => scope);
  // Zoom refuses classic scopes, such as user:read, in manifests.
  expect(scopes.filter((scope) => scope !== 'zoomapp:inmeeting' && scope.split(':').length < 3)).toEqual([]);
  expect(scopes).toEqual(
    expect.arrayContaining([
      'zoomapp:inmeeting',
      'meeting:read:meeting_transcript',
      'meeting:update:participant_rtms_app_status',
      'user:read:user',
    ]),
  );
  expect(oauth.scopes.some(({ optional }) => !optional)).toBe(true);
});

it('names addresses that the server has, all on the one allowed domain', () => {
  const { origin, pathname, host } = new URL(features.production_home_uri);
  expect(pathname).toBe(routes.panel);
  const callback = `${origin}${routes.callback}`;
  expect([oauth.development_redirect_uri, oauth.production_redirect_uri]).toEqual([callback, callback]);
  expect(oauth.oauth_allow_list.toSorted()).toEqual([callback, features.production_home_uri].toSorted());
  expect(features.domain_allow_list.map(({ domain }) => domain)).toEqual([host]);
});

it('has a name that Zoom accepts', () => {
  expect(manifest.display_information.display_name.length).toBeLessThan(50);
});
