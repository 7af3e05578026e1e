/** What a voicemail box says: nobody can come to the phone, a message is to be left after a tone. */
import type { Cue } from './cue.js';

const MESSAGE = '(?:messages?|voice ?mail|voice message)';
/** “To leave a message, press 2” is a menu; “leave a message with me” is a person. */
const NO_BOX = '(?! with (?:me|us|the)\\b)(?!,? (?:please )?(?:press|dial|say|push|touch)\\b)';
const NOT_MYSELF = '(?<!\\b(?:i|we) (?:can|could|will|would) )';

export const VOICEMAIL: readonly Cue[] = [
  [
    5,
    /\b(?:after|at|following|upon|hear|wait for|on) (?:the|this|a|hearing the)(?: sound of the)? (?:tone|beep|signal)\b/,
  ],
  [
    5,
    new RegExp(
      `${NOT_MYSELF}\\b(?:leave|record)(?: us| me| him| her| them)?(?: (?:a|an|your|the|any)\\b)?(?: (?!message)[a-z]+,?){0,8} ${MESSAGE}\\b${NO_BOX}`,
    ),
  ],
  [
    5,
    /\bleave (?:us |me |him |her |them )?(?:it|one|your|a) (?:(?:full|first|last|good) )?(?:name|number|phone|contact|call ?back)\b/,
  ],
  [
    5,
    /\b(?:reached|to|for|is)(?: the| my)? (?:[a-z.' ]+ )?(?:voice ?mail(?: ?box)?|mail ?box|answering machine)\b/,
  ],
  [
    5,
    /\bvoice ?(?:messaging|mail|message) ?(?:system|service|box)\b/,
    /\bmail ?box\b/,
    /\bgoogle voice subscriber\b/,
  ],
  [
    4,
    /\bno(?:body| ?one)(?: \w+)? (?:is |was )?(?:currently |here )?(?:able|available|free|can|could|here)\b(?: \w+){0,4} (?:call|phone|line)\b/,
  ],
  [
    5,
    /\b(?:not|unable|cannot|away|unavailable)\b(?: \w+){0,4} (?:take|answer|get to|come to|accept|pick up|grab|reach) (?:your|the|calls|this|my)\b/,
  ],
  [
    4,
    /\b(?:missed|miss) (?:your|the) call\b/,
    /\bmissed you\b/,
    /\baway from (?:my|the|our) (?:desk|phones?|office)\b/,
  ],
  [
    4,
    /\b(?:on|assisting|with|helping)(?: an?)?(?: ?other)? (?:lines?|calls?|callers|patients?|customers?)\b[^.?!]* or (?:away|closed|out|on|helping|with|have)\b/,
  ],
  [
    4,
    /\b(?:return|respond to|get back to|call) (?:you|your (?:call|message)|all (?:calls|messages))(?: back)? (?:as soon|when|at (?:my|our|the)|within|shortly|promptly|the next|by the|during)\b/,
  ],
  [
    4,
    /\b(?:we|i|someone|somebody|one of us) (?:will|shall)(?: \w+)? (?:get back to you|return your (?:call|message)|call you (?:right )?back|be in touch)\b/,
  ],
  [
    4,
    /\b(?:finished|done) (?:recording|with your message|speaking)\b/,
    /\bhang up or press\b/,
    /\brecord (?:your|a) message\b/,
  ],
  [
    4,
    /\b(?:call|phone) (?:has been|was|is being) (?:automatically )?forwarded\b/,
    /\bmessages? (?:are|is) (?:checked|returned|monitored)\b/,
  ],
  [6, /\byou know what to do\b/, /\bleave (?:me|us) one\b/],
  [
    4,
    /\b(?:trying to reach|called|dialed|calling|reached)\b[^.?!]* (?:is|are|was) (?:currently )?(?:not available|unavailable)\b/,
  ],
  [
    2,
    /\b(?:i am|we are) (?:currently )?(?:not available|unavailable|not in|out of (?:the )?office|not able|unable)\b/,
  ],
  [
    1,
    /\byour name,?(?: and)?(?: your)? (?:phone |telephone |call ?back |contact )?number\b/,
    /\bhave reached\b/,
  ],
];
