import { TestRunner } from 'vitest';

/** Runs browser stories where there is a browser. Elsewhere it skips them whole, with what they prepare and clear away. */
export default class BrowserRunner extends TestRunner {
  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    const isMissing = (process.env.CHROME_PATH ?? '') === '';
    super(isMissing ? { ...config, testNamePattern: NO_STORY } : config);
  }
}

const NO_STORY = /(?!)/;
