/** What a person says: a name, an offer of help, a question back, something about others. */
import type { Cue } from './cue.js';

export const PERSON: readonly Cue[] = [
  [6, /\b(?:how|what) (?:can|may|could|might|do) (?:i|we) (?:help|do|assist|direct|be of|get)\b/],
  [
    4,
    /\b(?:can|may|could) (?:i|we) (?:please )?(?:help|ask|have|get|take|assist|tell|let|know|call you|see|speak)\b/,
  ],
  [
    4,
    /\bwho(?: is|'s)? (?:this|calling|am i|are you|may i|do you|do i)\b/,
    /\bwho did you\b/,
    /\bwhere are you calling from\b/,
  ],
  [
    4,
    /\bwhat (?:is|was) (?:this|your name|it|that|the (?:name|reason))\b/,
    /\bwhat (?:company|are you|do you|did you)\b/,
    /\bis (?:this|it) (?:about|regarding|a sales|for|an)\b/,
  ],
  [
    3,
    /\bthis is (?!the (?:voice|auto|main|after|answering|recor)|an? (?:auto|recor|medical|non|life)|not |our )[a-z]+/,
  ],
  [3, /\bmy name is\b/, /\b[a-z]+ speaking\b/, /^speaking\b/, /, [a-z]+ here\b/],
  [
    4,
    /(?<!\b(?:if|whether|see|where|when|until) )\b(?:he|she) (?:is|was|can|cannot|will|does|has|would|works|only|usually|left|went)\b(?![^.?!]*\b(?:tone|beep)\b)/,
  ],
  [
    3,
    /\bwith a patient\b/,
    /\bin (?:surgery|a procedure)\b/,
    /\bday off\b/,
    /\bour (?:office|practice) manager\b/,
  ],
  [
    4,
    /\b(?:would|do|did|are|have|can|could|will) you\b(?! (?:please )?hold)[^.!]*\?/,
    /\bsay that again\b/,
    /\bi am back\b/,
    /\b(?:sorry|pardon),? (?:what|who)\b/,
  ],
  [
    4,
    /\bwith me\b/,
    /\bcall (?:us )?back (?:after|later|in|at|tomorrow|then)\b/,
    /\bi am (?:doing|the only|just|sorry, (?:he|she|dr))\b/,
  ],
  [
    3,
    /^(?:yes|yeah|hello|hi|hey|yep|okay|sure|no|oh|go ahead|front desk|reception)\b(?! ?(?:one|body))(?:[ ,]+[a-z']+){0,6}[.?!]*$/,
  ],
  [
    2,
    /\bgood (?:morning|afternoon|evening)\b/,
    /\bhow are you\b/,
    /\bgo ahead\b(?! and)/,
    /^(?:hello|hi|hey|yes|yeah|okay)[.?!, ]/,
  ],
];
