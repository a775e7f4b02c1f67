import type { Content } from '../model/rendering.ts';
import { isTranslation } from '../model/rendering.ts';

/** What readers saw of one line while it was spoken, for the measures of delay and erasure. */
export class DeliveryMeasure {
  /** The translations shown of it, in order. */
  readonly shownTexts: string[] = [];
  /** The original was shown first, because the translation took too long. */
  wasLate = false;

  sent(content: Content): void {
    if (isTranslation(content)) this.shownTexts.push(content.text);
  }
}
