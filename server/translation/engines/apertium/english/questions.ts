/** Whether English words begin a question, before its mark has been heard. Pure. */

/** `opening`: the sentence begins so · `after-comma`: a clause of it does, where "which is" and "who was" only go on. */
export function asks(english: string, place: 'opening' | 'after-comma'): boolean {
  const words = english.replaceAll('’', "'").toLowerCase().replace(conjunctions, '');
  const forms =
    place === 'opening' ? [...inverted, ...askedAbout, ...openings] : [...inverted, ...askedAbout];
  return forms.some((form) => form.test(words));
}

/** "…, right?", "…, isn't it?": what was stated is to be confirmed. */
export function isTag(english: string): boolean {
  return tag.test(english.replaceAll('’', "'"));
}

const conjunctions = /^((and|but|or|so|then|now|also|well|okay|ok) )+/;

const pronoun = 'i|you|we|they|he|she|it|this|that|these|those|there';
const subject = `${pronoun}|everyone|everybody|anyone|anybody|someone|somebody|any|the|a|an|my|your|our|his|her|their|its`;
const helpingAlone =
  "is|are|was|were|does|did|can|could|will|would|should|shall|may|has|isn't|aren't|wasn't|weren't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|hasn't|haven't";
const helping = `${helpingAlone}|do|have|don't`;

const inverted = [
  new RegExp(`^(${helpingAlone}) (${subject})\\b`),
  // "Do it", "have the nurse check it" and "don't the …" are no questions.
  /^(do|have|don't|haven't) (i|you|we|they|any|anyone|anybody|these|those)\b/,
];

/** "What we need is …" and "when it rains, …" are no questions; "what do we need" and "when does it" are. */
const askedAbout = [
  new RegExp(`^(what|when|where|why|how)( else)? (${helping})\\b`),
  new RegExp(`^(which|who|whom|whose) (do|does|did|can|could|will|would|should) (${subject})\\b`),
  /^(what|where|how|who|why)'s\b/,
  new RegExp(
    `^how (much|many|long|often|far|soon|old|big)( (?!(${pronoun})\\b)[a-z'-]+){0,2} (${helping})\\b`,
  ),
  new RegExp(`^(what|which) [a-z'-]+ (${helping}) (${subject})\\b`),
  /^(what|how) about\b/,
];

const openings = [
  // At the beginning of a sentence nothing else starts with these: "Is Ana coming", "Did patients call".
  /^(is|are|was|were|does|did|could|would|should|has|isn't|aren't|wasn't|weren't|doesn't|didn't|couldn't|wouldn't|shouldn't|hasn't) [a-z]/,
  new RegExp(`^how (much|many|long|often|far|soon|old|big)\\b(?!( [a-z'-]+)? (${pronoun})\\b)`),
  new RegExp(`^(who|whose) (?!(${pronoun})\\b)[a-z]`),
  new RegExp(`^which (?!(is|was|means|meant|makes|made|leads|brings|${pronoun})\\b)[a-z]`),
  /^what (if|happens|happened|kind|time|else)\b/,
  /^why not\b/,
];

const tag = new RegExp(`^(right|okay|ok|yes|no|correct|${`(${helping}) (${pronoun})`})$`, 'i');
