import { expect, it } from 'vitest';
import { html, htmlPage } from '../../../../server/http/pages/html.ts';

it('encodes text and keeps markup that it made itself', () => {
  const item = html`<li>${'<b>&"'}</li>`;
  expect(html`<ul>${[item, item]}</ul>${3}`.markup).toBe(
    '<ul><li>&lt;b&gt;&amp;&quot;</li>\n<li>&lt;b&gt;&amp;&quot;</li></ul>3',
  );
});

it('encodes the title of a page', () => {
  expect(htmlPage('<script>', html`<p>x</p>`)).toContain('<title>&lt;script&gt;</title>');
});
