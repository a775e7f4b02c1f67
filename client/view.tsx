import './theme/view.css';
import { mountView } from './app/views/mount-view.tsx';

void mountView();
