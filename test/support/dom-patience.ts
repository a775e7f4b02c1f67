import { configure } from '@testing-library/dom';

/** As patience.ts, for what component tests wait for. */
configure({ asyncUtilTimeout: 15_000 });
