import './theme/view.css';
import { mount } from './app/mount.tsx';
import { readPageFacts } from './app/page-facts.ts';
import { LoadAgain } from './app/views/load-again.tsx';
import { ViewApp } from './app/views/view-app.tsx';
import { hideToken } from './share/kept-links.ts';

// First of all: an audience sees the address.
hideToken();
void mount(<ViewApp facts={readPageFacts()} />, <LoadAgain />);
