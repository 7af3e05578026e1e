/** What a voicemail box says: nobody can come to the phone, a message is to be left after a tone. */
import type { Cue } from './cue.js';

const MESSAGE = '(?:messages?|your details|voice ?mail|voice message)';
/** “To leave a message, press 2” is a menu; “leave a message with me” and “… leave a message?” are a person’s. */
const NO_BOX =
  '(?!\\?)(?! with (?:me|us|the|her|him|them)\\b)(?!,? (?:please )?(?:press|dial|say|push|touch)\\b)';
const NOT_MYSELF = '(?<!\\b(?:i|we|you|just) (?:(?:can|could|will|would) )?)';

export const VOICEMAIL: readonly Cue[] = [
  [
    7,
    /\b(?:after|at|following|upon|hear|wait for|on) (?:the|this|a|hearing the)(?: sound of the)? (?:tone|beep|signal)\b/,
  ],
  [
    7,
    new RegExp(
      `${NOT_MYSELF}\\b(?:leave|record|drop|send)(?: us| me| him| her| them)?(?: (?:a|an|your|the|any)\\b)?(?: (?!message)[a-z]+,?){0,8} ${MESSAGE}\\b${NO_BOX}`,
    ),
  ],
  [
    6,
    /\bleave (?:us |me |him |her |them )?(?:it|one|your|a) (?:(?:full|first|last|good) )?(?:name|number|phone|contact|call ?back)\b/,
  ],
  [
    7,
    /\b(?:reached|to|for|is)(?: the| my)? (?:[a-z.' ]+ )?(?:voice ?mail(?: ?box)?|mail ?box|answering machine)\b/,
  ],
  [
    7,
    /\bvoice ?(?:messaging|mail|message) ?(?:system|service|box)\b/,
    /\bmail ?box\b/,
    /\bgoogle voice subscriber\b/,
  ],
  [
    4,
    /\bno(?:body| ?one)(?: \w+)? (?:is |was )?(?:currently |here )?(?:able|available|free|can|could|here)\b(?: \w+){0,4} (?:call|phone|line)\b/,
  ],
  [
    7,
    /\b(?:not|unable|cannot|away|unavailable)\b(?: \w+){0,4} (?:take|answer|get to|come to|accept|pick up|grab|reach) (?:your|the|this|my) (?:\w+ )?(?:calls?|phone|line)\b/,
  ],
  [9, /\b(?:missed|miss) (?:your|the) call\b/],
  [
    4,
    /\bmissed you\b/,
    /\bsorry,? (?:i|we) (?:could not|cannot) (?:pick up|answer)\b/,
    /\bleave word\b/,
    /\baway from (?:my|the|our) (?:desk|phones?|office)\b/,
  ],
  [
    4,
    /\b(?:on|assisting|with|helping)(?: an?)?(?: ?other)? (?:lines?|calls?|callers|patients?|customers?)\b[^.?!]* or (?:away|closed|out|on|helping|with|have)\b/,
  ],
  [
    3,
    /\b(?:return|respond to|get back to|call) (?:you|your (?:call|message)|all (?:calls|messages))(?: back)? (?:as soon|when|at (?:my|our|the)|within|shortly|promptly|the next|by the|during)\b/,
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
  [10, /\byou know what to do\b/, /\bleave (?:me|us) one\b/],
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
