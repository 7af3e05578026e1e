/**
 * Whether the call goes to somebody else, and whether somebody else has come to the phone. Used by the chart.
 * It reads one utterance, and knows nothing of what was said before.
 */
import { putsOnHold } from './hold-words.js';
import { plainWords } from './plain-words.js';

const TO_SOMEBODY =
  /\b(?:transfer(?:ring)?|connect(?:ing)?|put(?:ting)? you (?:right )?(?:through|over|on with)|patch(?:ing)? you|forward(?:ing)? (?:you|your)|send(?:ing)? you (?:over|to|through)|get (?:him|her|them|the (?:doctor|manager|practice manager|office manager)|our |dr )|grab (?:him|her|them|our|the)|find (?:him|her|them|our|the))\b/;

/** "I'll transfer you", "let me get our manager": somebody else will speak next. An offer to do so is none yet. */
export const announcesTransfer = (text: string): boolean =>
  putsOnHold(text) && TO_SOMEBODY.test(plainWords(text));

const NAMES_ITSELF =
  /\b(?:this is|my name is|it is|you have reached|you are speaking (?:with|to)) (?!a\b|an\b|the (?:voice|mail)|not\b|about\b|just\b|okay\b|fine\b|that\b|for\b|free\b|why\b|what\b)[a-z]+|\bspeaking\b(?! (?:to|with|of))|\b(?:how|what) (?:can|may|could) i (?:help|do)\b|\bhow may i direct\b|^(?:hello|hi|hey|yes|good (?:morning|afternoon|evening))\b[ ,.!?]*(?:hello|there|this|dr|doctor)?[ ,.!?]*$|^(?:hello|hi|hey|good (?:morning|afternoon|evening))[,.!]? (?:this|dr|doctor|i am|you|who|how|smith)\b|\b(?:front desk|reception|scheduling|appointments?)[,.]? (?:this is|[a-z]+ speaking|how)\b/;

/** Somebody says who they are or offers help, as one does on coming to the phone. */
export const introducesItself = (text: string): boolean => NAMES_ITSELF.test(plainWords(text));
