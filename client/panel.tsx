import './theme/theme.css';
import { mount } from './app/mount.tsx';
import { readPageFacts } from './app/page-facts.ts';
import { PanelApp } from './app/panel/panel-app.tsx';
import { PanelEntry } from './app/panel/panel-entry.ts';

const entry = new PanelEntry({ facts: readPageFacts() });
void entry.start();
// A page that may return from the back/forward cache keeps its session.
window.addEventListener('pagehide', (event) => {
  if (!event.persisted) entry.close();
});
void mount(<PanelApp entry={entry} />);
