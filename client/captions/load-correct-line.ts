/** The form to correct a line, which few readers ever see. */
export const loadCorrectLine = () => import('./correct-line.tsx');
