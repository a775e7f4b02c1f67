import './theme/theme.css';
import { HomeApp } from './app/home/home-app.tsx';
import { mount } from './app/mount.tsx';
import { readPageFacts } from './app/page-facts.ts';

void mount(<HomeApp facts={readPageFacts()} />);
