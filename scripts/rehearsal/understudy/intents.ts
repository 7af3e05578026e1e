/** What the other side means, from the words alone: agreement, refusal, goodbye, a question. Knows no script. */
import { contentWords } from './words.js';

const AGREEMENT =
  /\b(?:yes|yeah|yep|sure|absolutely|definitely|certainly|of course|sounds (?:good|great|fine)|works for|that works|that would (?:work|be (?:fine|good|great))|let's|happy to|go ahead|interested|(?:set|put) (?:something|that|it) up|schedule|book)\b/i;
const NEGATION = /\b(?:not?|never|nothing)\b|n['’]t\b/i;
const ASKS_WHEN = /\b(?:when|what times?|what days?|which days?)\b/i;
const REFUSAL =
  /\bnot interested\b|n['’]t (?:be )?interested\b|\bno,? thank|\bno interest\b|\bwe(?:'|’)?ll pass\b|\b(?:do(?:es)?n['’]?t|do(?:es)? not) (?:need|want)\b|\ball set\b|\b(?:said|still|it['’]?s a|answer is) no\b|\bnot for us\b|\bno meetings?\b/i;
const FORBIDS_CALLS =
  /\bstop calling(?! it\b)|\b(?:don['’]?t|do not|never) (?:ever )?call (?:us|here|me|back|again|any ?more|this)\b|\bdo not call list\b|\b(?:take|remove|delete) (?:us|me|our (?:name|number|practice)|this number)\b|\boff (?:of )?your (?:call(?:ing)? )?list\b/i;
/** Of what a refusal consists; two words more may say why. */
const BARE_WORDS = contentWords(
  'no not thanks thank interested interest really right now time sorry need want today currently any pass meeting said still',
);
const FINAL_REFUSAL =
  /\bhanging up\b|\b(?:i['’]?ll|i will|going to|gonna) hang up\b|\bleave (?:us|me) alone\b/i;
const RUDE =
  /\b(?:idiots?|stupid|morons?|shut up|damn|hell|crap|scammers?|bull ?shit|f+u+c+k\w*|a+ss(?:hole)?|pathetic|garbage|sick of|waste of (?:my|our|everyone['’]s) time|wasting (?:my|our) time|annoying|nerve)\b/i;
const GOODBYE =
  /\b(?:good ?bye|bye(?:[- ]bye)?|have a (?:good|great|nice|lovely) (?:one|day|afternoon|evening|weekend)|take care)\b/i;
const HOLD =
  /\b(?:one (?:moment|second|minute|sec)|just a (?:moment|second|minute|sec)|hold on|hold please|please hold|bear with|let me (?:check|see|look|transfer|ask|get)|i(?:'|’)?ll (?:check|transfer|put you through|get))\b/i;
const TRANSFER =
  /\b(?:transfer|connect|patch) (?:you|your call|this call)\b|\bput (?:you|your call|the call|it) (?:through|on with)\b|\btransferring (?:you|your call)\b|\b(?:speak|talk) (?:to|with) (?:her|him|them) (?:now|directly)\b/i;
const PUTS_ON_HOLD =
  /\b(?:one|just a|just one|give me a) (?:moment|second|minute|sec)\b|\bhold (?:on|please|the line)\b|\b(?:please|you|to) hold\b|\bplease wait\b|\bbear with\b|\b(?:let me|i(?:'|’)?ll) (?:go )?(?:get|grab|see if|find)\b/i;
const LOOKS_UP = /\b(?:check|look|pull up|calendar|his schedule|her schedule|the schedule|a pen|write)\b/i;
const ACKNOWLEDGEMENT =
  /^(?:(?:ok(?:ay)?|alright|all right|i see|got it|right|uh[- ]huh|m+[- ]?h?m+|hm+|thanks|thank you|great|perfect)[.!,\s]*)+$/i;
const PLAIN_NO = /^\W*(?:no|nope|nah)\W*(?:\w+\W*)?$/i;
const ASKS_WHAT_FOR =
  /\bwhat(?:['’]?s| is) (?:this|it|that) (?:about|regarding|for|concerning)\b|\bwho(?:['’]?s| is| are) (?:this|you|calling|speaking)\b|\bwhat do you want\b|\bwhat(?:['’]?s| is) \w+\?$/i;
/** Asks the agent to do or say something, without a question mark. */
const REQUEST =
  /\b(?:you|your)\b|^\W*(?:please |just |now )*(?:ignore|forget|tell|say|give|offer|send|repeat|pretend|explain|promise)\b/i;
const QUESTION_START =
  /^(?:(?:and|but|so|well|okay|sure|yes|hm+)\s+)*(?:what|why|when|how|who|where|which|is|are|do|does|did|can|could|would|will|have|has)\b/i;

/** Agrees to what was proposed, or asks when it would be. */
export function agrees(text: string): boolean {
  if (ASKS_WHEN.test(text) && isQuestion(text)) return true;
  return AGREEMENT.test(text) && !NEGATION.test(text) && !asksToWait(text);
}

export function refuses(text: string): boolean {
  return REFUSAL.test(text) || isFinal(text);
}

/** Wants the call over and no further word. */
export function isFinal(text: string): boolean {
  return FINAL_REFUSAL.test(text) || forbidsCalls(text);
}

/** "Take us off your list." */
export function forbidsCalls(text: string): boolean {
  return FORBIDS_CALLS.test(text);
}

/** A refusal and nothing besides, or a plain no: it gives no reason. */
export function isBareRefusal(text: string): boolean {
  return (
    /\bno (?:particular |real )?reason\b/i.test(text) ||
    isPlainNo(text) ||
    (refuses(text) && [...contentWords(text)].filter((word) => !BARE_WORDS.has(word)).length < 2)
  );
}

export function isPlainNo(text: string): boolean {
  return PLAIN_NO.test(text);
}

/** Who calls, and why. */
export function asksWhatFor(text: string): boolean {
  return ASKS_WHAT_FOR.test(text);
}

/** Wants something of the agent that is no question. */
export function isRequest(text: string): boolean {
  return REQUEST.test(text);
}

export function isRude(text: string): boolean {
  return RUDE.test(text);
}

/** Offers to put the call through to somebody, or is about to. */
export function speaksOfTransfer(text: string): boolean {
  return TRANSFER.test(text) && !/n['’]t (?:transfer|connect|put|patch)\b/i.test(text);
}

/** Goes away from the phone, or passes the call on; whoever looks something up stays. */
export function putsOnHold(text: string): boolean {
  return (PUTS_ON_HOLD.test(text) && !LOOKS_UP.test(text)) || speaksOfTransfer(text);
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
