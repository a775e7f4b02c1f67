/** The dress of pages that are written here and not built: colours and measures as in `client/theme/tokens.css`. */
import { Router } from 'express';

export const PAGE_STYLE = '/pages.css';

export function createPageStyleRoute(): Router {
  const router = Router();
  router.get(PAGE_STYLE, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('css').send(css);
  });
  return router;
}

const css = `:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfbfa, #131416);
  --raised: light-dark(#ffffff, #1d1f22);
  --edge: light-dark(#dcdcd8, #303338);
  --text: light-dark(#17181a, #f1f1ee);
  --text-soft: light-dark(#55585e, #a9adb5);
  --accent: light-dark(#1f5fd6, #8ab4ff);
  --accent-text: light-dark(#ffffff, #0b1524);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
main { max-inline-size: 34rem; margin-inline: auto; padding: 48px 16px; }
h1 { margin: 0 0 20px; font-size: 1.5rem; font-weight: 650; letter-spacing: -0.01em; }
p { margin: 0 0 16px; color: var(--text-soft); }
dl {
  display: grid;
  grid-template-columns: minmax(7rem, auto) minmax(0, 1fr);
  margin: 0 0 24px;
  padding: 4px 16px;
  border: 1px solid var(--edge);
  border-radius: 10px;
  background: var(--raised);
}
dt, dd { margin: 0; padding-block: 10px; border-block-end: 1px solid var(--edge); overflow-wrap: anywhere; }
dt { padding-inline-end: 16px; color: var(--text-soft); }
dt:last-of-type, dd:last-of-type { border-block-end: 0; }
a {
  display: inline-flex;
  align-items: center;
  min-block-size: 36px;
  padding: 6px 14px;
  border-radius: 8px;
  background: var(--accent);
  color: var(--accent-text);
  font-weight: 550;
  text-decoration: none;
}
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (forced-colors: active) {
  a { border: 1px solid LinkText; }
}
`;
