/**
 * Whether the call goes to somebody else, whether that came to nothing, and whether somebody else has come to the
 * phone. Used by the chart.
 * It reads one utterance, and knows nothing of what was said before.
 */
import { factsIn } from './grounding.js';
import { putsOnHold } from './hold-words.js';
import { PLACE } from './place-words.js';
import { plainWords } from './plain-words.js';

/** Stands for every name, so that patterns need not know one. A transcriber writes names with a capital letter. */
const NAME = 'aname';

const withoutNames = (text: string): string =>
  plainWords(
    factsIn(text)
      .filter(({ kind }) => kind === 'name')
      .reduce((rest, { words }) => rest.replace(words, NAME), text),
  );

const ROLE =
  '(?:manager|doctor|administrator|owner|supervisor|director|nurse|physician|boss|receptionist|coordinator|biller|provider|person|lady|gentleman|guy)';
const SOMEBODY = `(?:${NAME}(?!'s)|someone|somebody|(?:(?:him|her|them)(?=$|[.,!?]| (?:for|on|now|right|real|to|if|and)\\b))|(?:(?:the|our|my|your|an?) )?(?:[a-z]+ ){0,2}${ROLE}\\b(?!'s))`;

const TO_SOMEBODY: readonly RegExp[] = [
  /\b(?:transfer|connect|patch|forward|redirect|switch)(?:r?ing)? (?:you|your call|the call|this call|now)\b/,
  /\b(?:put|send|pass|hand)(?:ting|ing)? (?:you|your call|the call|this call) (?:right |on |straight )?(?:through|over|to|on with|on to)\b/,
  new RegExp(`\\b(?:get|grab|find|fetch|reach|track down) (?:you )?${SOMEBODY}`),
  new RegExp(`\\bput ${SOMEBODY} on\\b`),
  new RegExp(
    `\\bsee (?:if|whether) (?:he|she|${SOMEBODY}) (?:is|can|has|would be)\\b(?: [a-z]+)? (?:available|free|in|here|there|around|talk|speak|take|pick|come|time)\\b`,
  ),
  new RegExp(`\\byou (?:will )?(?:want|need)(?: to (?:speak|talk) (?:to|with))? ${SOMEBODY}`),
];

/** "I'll transfer you", "let me get our manager": somebody else will speak next. An offer to do so is none yet. */
export const announcesTransfer = (text: string): boolean => {
  // A sentence's first word may be taken for a name: “Putting you through.”
  const forms = [plainWords(text), withoutNames(text)];
  return putsOnHold(text) && TO_SOMEBODY.some((pattern) => forms.some((form) => pattern.test(form)));
};

const THEY = `(?:he|she|they|nobody|no one|${SOMEBODY})`;
const AWAY =
  '(?:unavailable|busy|away|gone|off|on vacation|on leave|at lunch|with (?:a|another|her|his|their) (?:patient|client)s?' +
  '|on (?:a|the|another|her|his|their)(?: other| phone)? (?:call|line|phone)|in (?:a|an|another|the|surgery|clinic)' +
  '|out\\b(?! in)|stuck|tied up)';

const DOES_NOT_COME: readonly RegExp[] = [
  new RegExp(
    `\\b${THEY} (?:is|are|was|were)(?: just| actually| still| currently| already| both)*,? ${AWAY}\\b`,
  ),
  new RegExp(
    `\\b${THEY} (?:is|are|was|were) not(?: actually| currently| even)? (?:available|in|here|there|around|free|at|picking|answering|working|able|taking)\\b`,
  ),
  new RegExp(
    `\\b${THEY} (?:did|does|do|will|would|can|could)(?: not|not) (?:answer|pick|come|take|talk|speak|want)`,
  ),
  new RegExp(
    `\\b${THEY} (?:has|have|had)(?: just| already)* (?:left|gone|stepped)\\b|\\b${THEY} (?:just |already )?(?:left|stepped)\\b`,
  ),
  /\b(?:no one|nobody) (?:is |was )?(?:there|here|available|answers|answering|answered|picks up|picking up|picked up)\b/,
  /\b(?:cannot|could not|not able to|unable to) (?:find|reach|locate|get (?:a )?hold of|get|transfer|connect|put you|patch)\b/,
  /\b(?:the )?(?:line|extension) is busy\b|\bno answer\b/,
];

/** Whoever announced a transfer says that it will not happen: nobody else comes to the phone. */
export const callsOffTransfer = (text: string): boolean => {
  const forms = [plainWords(text), withoutNames(text)];
  return (
    !announcesTransfer(text) && DOES_NOT_COME.some((pattern) => forms.some((form) => pattern.test(form)))
  );
};

const DESK =
  '(?:(?:the )?(?:front desk|reception|scheduling|appointments?|billing)(?: (?:desk|department|office))?)';

/** What follows a name that somebody gives as their own. */
const AFTER_NAME =
  '(?= ?[.,!]|$| (?:and|at|from|with|in|over|speaking|here|again|how)\\b)(?!,? (?:right|correct) ?\\?)';

const COMES_TO_THE_PHONE: readonly RegExp[] = [
  new RegExp(`\\b(?:this is|my name is|you are speaking (?:to|with)|you have reached) ${NAME}${AFTER_NAME}`),
  // A practice, named last: what a recording goes on with would follow.
  new RegExp(`\\bthis is ${NAME} (?:[a-z]+ ){0,2}${PLACE}[.!]?$`),
  new RegExp(`(?:^(?:hello|hi|hey)[,.!]? i am ${NAME}|\\bi am ${NAME}(?=,| and| from| at| with))`),
  new RegExp(`\\b(?:this is|you have reached) ${DESK}(?= ?[.,!?]|$| how\\b)`),
  new RegExp(
    `\\b(?:this is|i am) (?:(?:the|his|her) )(?:[a-z]+ ){0,2}${ROLE}(?= ?[.,!?]|$| (?:here|speaking)\\b)`,
  ),
  /\bthis is (?:he|she|him|her)(?= ?[.,!?]|$| speaking\b)/,
  new RegExp(`\\bit is ${NAME},? (?:speaking|here|from|at|again)\\b`),
  new RegExp(
    `(?:^|[.,!?] ?)(?:${NAME}|${DESK}),? (?:speaking|here)(?= ?[.!?]|$|,? (?:how|at|from|with|can)\\b)`,
  ),
  /^(?:yes, )?speaking\b/,
  new RegExp(`(?:^|[.!?] ?)${DESK}[,.] (?:this is|how|can|may)\\b`),
  /\b(?:how|what) (?:can|may|could) (?:i|we) (?:help|do|assist)\b|\b(?:can|may) i help you\b|\bhow may i direct\b/,
  /\bwho (?:is this|am i speaking (?:to|with))\b/,
  // Nothing but a greeting, as one picks up a phone.
  /^(?:hello|hi|hey|good (?:morning|afternoon|evening)|yes ?\?|yes,? hello)(?:[ ,.!?]+(?:hello|hi|there))*[ ,.!?]*$/,
];

/** Somebody says who they are or offers help, as one does on coming to the phone. */
export const introducesItself = (text: string): boolean => {
  const plain = withoutNames(text);
  return COMES_TO_THE_PHONE.some((pattern) => pattern.test(plain));
};
