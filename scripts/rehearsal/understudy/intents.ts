/** What the other side means, from the words alone: agreement, refusal, goodbye, a question. Knows no script. */

const AGREEMENT =
  /\b(?:yes|yeah|yep|sure|absolutely|definitely|certainly|of course|sounds (?:good|great|fine)|works for|that works|that would (?:work|be (?:fine|good|great))|let's|happy to|go ahead|interested|(?:set|put) (?:something|that|it) up|schedule|book)\b/i;
const NEGATION = /\b(?:not?|never|nothing)\b|n['’]t\b/i;
const ASKS_WHEN = /\b(?:when|what time|what day|which day)\b/i;
const REFUSAL =
  /\bnot interested\b|n['’]t interested\b|\bno,? thank|\bno interest\b|\bwe(?:'|’)?ll pass\b|\bdon['’]?t need\b/i;
const FINAL_REFUSAL =
  /\b(?:stop|don['’]?t|do not|never) (?:calling|call)\b|\b(?:take|remove) (?:us|me|our number)\b|\bhang(?:ing)? up\b|\bleave us alone\b/i;
const GOODBYE =
  /\b(?:good ?bye|bye(?:[- ]bye)?|have a (?:good|great|nice|lovely) (?:one|day|afternoon|evening|weekend)|take care)\b/i;
const HOLD =
  /\b(?:one (?:moment|second|minute|sec)|just a (?:moment|second|minute|sec)|hold on|hold please|please hold|bear with|let me (?:check|see|look|transfer|ask|get)|i(?:'|’)?ll (?:check|transfer|put you through|get))\b/i;
const ACKNOWLEDGEMENT =
  /^(?:ok(?:ay)?|alright|all right|i see|got it|right|uh[- ]huh|mm+|hm+|thanks|thank you|great|perfect)[.!,\s]*$/i;
const QUESTION_START =
  /^(?:(?:and|but|so|well|okay|sure|yes|hm+)\s+)*(?:what|why|how|who|where|which|is|are|do|does|did|can|could|would|will|have|has)\b/i;

/** Agrees to what was proposed, or asks when it would be. */
export function agrees(text: string): boolean {
  if (ASKS_WHEN.test(text)) return true;
  return AGREEMENT.test(text) && !NEGATION.test(text) && !asksToWait(text);
}

export function refuses(text: string): boolean {
  return REFUSAL.test(text) || wantsNoMoreCalls(text);
}

/** Wants the call over and no further word. */
export function wantsNoMoreCalls(text: string): boolean {
  return FINAL_REFUSAL.test(text);
}

export function saysGoodbye(text: string): boolean {
  return GOODBYE.test(text);
}

/** Asks to be waited for. */
export function asksToWait(text: string): boolean {
  return HOLD.test(text);
}

/** "Okay", "Thanks": heard, nothing more. */
export function acknowledges(text: string): boolean {
  return ACKNOWLEDGEMENT.test(text.trim());
}

export function asksWhen(text: string): boolean {
  return ASKS_WHEN.test(text);
}

export function isQuestion(text: string): boolean {
  return text.includes('?') || text.split(/[.,;!]\s*/).some((clause) => QUESTION_START.test(clause));
}
