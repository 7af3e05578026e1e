/** What a call screener says: it asks who calls and why, in order to ask the person. */
import type { Cue } from './cue.js';

const CAN_YOU = '(?<!\\b(?:can|could|may|would|will) you (?:please )?)';
/** A voicemail box asks for a name too, but to call back. */
const TO_CALL_BACK =
  '(?! again)(?![^.?!]*\\b(?:message|reach you|call you|get back|return)\\b)(?!,? (?:and )?(?:your )?(?:phone|number|telephone|call ?back|date))';

export const SCREENER: readonly Cue[] = [
  [
    8,
    /\bscreen(?:ing|er|ed|s)?\b/,
    /\bcall assist(?:ant)?\b/,
    /\b(?:call protection|robocall|spam) ?(?:blocker|filter|protection)?\b/,
  ],
  [
    9,
    new RegExp(
      `${CAN_YOU}\\b(?:state|say|record|announce|speak|give|provide|tell (?:me|us))(?: me| us)? (?:your (?:(?:first|full|last) )?name|who(?: is|'s) calling|who you are|yourself)\\b${TO_CALL_BACK}`,
    ),
  ],
  [
    8,
    /\b(?:see|check|find out|ask) (?:if|whether) (?:this|the|your) (?:person|party|subscriber|user|customer|owner|recipient)\b/,
  ],
  [8, /\b(?:see|check|find out) (?:if|whether) (?:they|he or she) (?:is|are|can|want|would)\b/],
  [
    8,
    /\b(?:before|and|then),? (?:i|we)(?: will)? (?:try to )?(?:connect|put) (?:you|your call)\b/,
    /\btry(?:ing)? to (?:connect you|reach them)\b/,
  ],
  [14, /\bbefore i try to connect\b/],
  [
    10,
    /\bperson you (?:are|have)[^.?!]*\b(?:using|uses|want|wants|like to know|asks|asked|requires?|subscribes)\b/,
  ],
  [7, /\b(?:recording this call for|copy of this (?:call|conversation)|on behalf of the person)\b/],
  [
    7,
    /\b(?:unknown|unidentified|anonymous|blocked|private) (?:callers?|numbers?|calls)\b/,
    /\bcall is being announced\b/,
  ],
  [7, /\bnot a (?:robot|robocaller|machine)\b/, /\byou are (?:a )?(?:human|real)\b/],
  [
    4,
    /\b(?:why you are calling|reason (?:for |of |why )?(?:your |the |this |you are )?call(?:ing)?|purpose of (?:your|the|this) call)\b/,
  ],
  [1, /\b(?:after|at) the (?:tone|beep)\b[^?]*\b(?:connect|put you through)\b/],
];
