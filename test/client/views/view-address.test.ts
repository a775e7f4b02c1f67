import { expect, it } from 'vitest';
import { viewAddress } from '../../../client/views/view-address.ts';

it('names the view, its languages, and what it opens where no server sees it', () => {
  const address = viewAddress(
    { kind: 'overlay', fragment: '#share=a%2Fb&language=pt-BR', languages: ['pt-BR', 'en'] },
    'https://captions.example.org',
  );
  expect(address).toBe(
    'https://captions.example.org/home?view=overlay&languages=pt-BR,en#share=a%2Fb&language=pt-BR',
  );
  expect(
    viewAddress({ kind: 'projector', fragment: '#meeting=m1', languages: [] }, 'http://localhost:3000'),
  ).toBe('http://localhost:3000/home?view=projector#meeting=m1');
});
