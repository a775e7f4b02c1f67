import './theme/theme.css';
import { HomeApp } from './app/home/home-app.tsx';
import { mount } from './app/mount.tsx';
import { readPageFacts } from './app/page-facts.ts';
import { hideToken } from './share/kept-links.ts';

// First of all: the address is on screen.
hideToken();
void mount(<HomeApp facts={readPageFacts()} />);
