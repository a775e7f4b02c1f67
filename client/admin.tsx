import './theme/theme.css';
import { createRoot } from 'react-dom/client';
import { OperatorModel } from './admin/operator-model.ts';
import { OperatorPage } from './admin/operator-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root"');
const model = new OperatorModel({ storage: sessionStorage });
model.start();
createRoot(root).render(<OperatorPage model={model} />);
