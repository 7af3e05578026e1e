/**
 * Whether the practice asks to wait; an offer to put the call through is no such wish. Used by `transfer-words.ts`,
 * `answer-kind.ts` and the understudy. It reads one utterance, of a person or of a queue's recording, and never decides
 * who is speaking.
 */
import { HOLD } from './answer-cues/hold.js';
import { plainWords, sentencesOf } from './plain-words.js';

const A_MOMENT = '(?:moment|second|sec|minute|minutes|seconds|min|bit)(?! opinion| time)';
/** Where a clause begins: “one moment” asks to wait, “I have only one moment” does not. */
const CLAUSE =
  '(?:^|[,:–—-] ?|\\b(?:okay|ok|sure|yes|yeah|alright|all right|well|and|so|please|but|oh|absolutely|certainly|course|problem|thank you|thanks|sir|ma.am|calling|there|hi|hello|me|then|line) )';
const PUT_THROUGH =
  '(?:transfer|connect|put (?:you|your call|this call) (?:right )?(?:through|over|on)|patch|forward (?:you|your)|redirect|direct your|send (?:you|your call) (?:right |on )?(?:over|to|through)|pass you|put (?:him|her|them|dr [a-z]+) on\\b|hand you|switch you|place you on)';
const FETCH =
  '(?:(?:get|find) (?:him|her|them|you (?:to|over)|someone|somebody|(?:my|our|the) [a-z]+|dr|[a-z]+ for you)|grab|fetch|go (?:get|find|grab|see|ask|check)|track down|see (?:if|whether|who|where)|check (?:if|whether|with|on|to see|for|and see|the|his|her|our|real|that)|pull up|try (?:to (?:get|find|reach)|(?:his|her|their|that|the) )|ask (?!you))';
const AT_ONCE = '(?: just| quickly| go ahead and| try (?:to|and)| now)*';
const WILL = '(?:i|we) (?:will|am going to|are going to)';

/** What a person says who keeps the caller waiting. */
const ASKS_TO_WAIT: readonly RegExp[] = [
  /(?<!\bon )\bhold(?=$| ?[,.!?–—-]| (?:on|please|for (?:a|one|just|me|the)|just|one|a (?:moment|second|sec|minute|bit)|the line|while|and|i|we|there|sir|ma'am|thank|thanks|let)\b)/,
  /\b(?:put|place|putting|placing) you on (?:a )?(?:brief |quick |short )?hold\b/,
  /\bhang (?:on|tight)\b|\bbear with (?:me|us)\b|\bbe right (?:back|with you)\b|\bdo not hang up\b/,
  /\b(?:mind|please be) (?:holding|waiting)\b/,
  new RegExp(`${CLAUSE}(?:wait |hold )?(?:just )?(?:one|a|half a) (?:quick |brief |short )?${A_MOMENT}`),
  new RegExp(
    `\\b(?:just|give me|wait|allow me|back in) (?:just )?(?:one|a|two|a few|a couple(?: of)?|half a) (?:quick |brief )?${A_MOMENT}`,
  ),
  /\b(?:please|kindly) (?:wait|stand by)\b|\b(?:stay|remain) on the line\b|\bwait (?:a|one|here|right there)\b/,
  new RegExp(`\\blet me${AT_ONCE} (?:${PUT_THROUGH}|${FETCH}|look)\\b`),
  new RegExp(
    `\\b(?:${WILL}|(?:${WILL}|i|we) (?:have|need) to)${AT_ONCE} ${PUT_THROUGH}\\b|\\b${WILL}${AT_ONCE} ${FETCH}\\b`,
  ),
  /\b(?:transferring|connecting|redirecting|forwarding|putting|patching|sending) (?:you|your call|the call|this call|now)\b/,
  /\bwhile i (?:connect|transfer|try|locate|get|find|check|put|pull)\b/,
];

const OFFERS: readonly RegExp[] = [
  /\b(?:would|do) you (?:like|want|prefer|care) (?:me )?to\b|\b(?:want|need|like) me to\b|\bdo you want (?:his|her|their|the)\b/,
  new RegExp(
    `\\b(?:i|we) (?:can|could|may|might|am able to|would be (?:happy|glad) to|am happy to)(?: always| also| just| certainly| definitely| try to)* (?:${PUT_THROUGH}|${FETCH})`,
  ),
  new RegExp(`\\b(?:can|could|shall|should|may|might) (?:i|we) (?:just |try to )?${PUT_THROUGH}`),
  /\bif (?:you|that) (?:would|want|like|prefer|hold|are|can|is)\b|\bor (?:would you|do you want|should i|can i)\b/,
];

/** A question of its own at the end of a sentence: “Wait a minute, who is this?” */
const LAST_QUESTION =
  /[,:–—-] ?(?:(?:and|so|but|then|well) )?(?:who|what|why|how|where|when|which|is (?:this|it)|are you|do you|did you|can you|could you|would)\b[^,]*\?$/;

/** What is offered: a transfer, another person, a voicemail box, or to wait. */
const OFFERED = new RegExp(
  `\\b(?:${PUT_THROUGH}|hold|wait|speak (?:to|with)|talk (?:to|with)|be (?:transferred|connected|put through)|(?:his|her|their|the) (?:voice ?mail|extension|line)|${FETCH})`,
);

/** “May I put you on hold?” asks for leave and takes it at once. */
const TAKES_LEAVE = /\b(?:put|place) you on (?:a )?(?:brief |quick |short )?hold\b/;

/** Words after which nobody waits on the line, or that speak of another kind of holding or waiting. */
const NO_WAIT: readonly RegExp[] = [
  /\b(?:call|phone|ring|email|text) (?:you|her|him|them)(?: back)?\b|\blet you know\b|\bget back to\b/,
  /\b(?:cannot|not able to|unable to|will not|not going to|never|not) (?:[a-z]+ )?(?:transfer|connect|put you|hold|patch)\b/,
  /\bto hold\b(?! please| on)|\b(?:they|he|she) (?:[a-z]+ )?hold\b|\b(?:i|we) (?:will |can |had to |always |usually |only )?(?:be )?(?:on )?hold(?! on| please)\b/,
  /\bhold (?:on to|off|our|my|a meeting|meetings)\b|\bminutes? of (?:your|my|his|her) time\b/,
  /\blet me (?:get|grab|check|look) (?:your|some|down|this straight)\b/,
  // A menu, in which waiting is one of several ways.
  /\b(?:or|otherwise),? (?:please |just )*(?:hold|stay|remain|wait)\b|\b(?:for|to) [a-z ,]+ (?:stay|remain) on the line\b/,
];

const isOffer = (sentence: string): boolean =>
  !TAKES_LEAVE.test(sentence) && OFFERS.some((pattern) => pattern.test(sentence)) && OFFERED.test(sentence);

/** A question that is not itself “can you hold?” wants an answer. */
const asksAfterwards = (sentence: string): boolean => {
  const question = LAST_QUESTION.exec(sentence)?.[0] ?? '';
  return question !== '' && !ASKS_TO_WAIT.some((pattern) => pattern.test(question));
};

const isToWait = (sentence: string): boolean =>
  !isOffer(sentence) &&
  !asksAfterwards(sentence) &&
  !NO_WAIT.some((pattern) => pattern.test(sentence)) &&
  ASKS_TO_WAIT.some((pattern) => pattern.test(sentence));

/** From this weight on a cue of a queue needs no other. */
const SURELY_A_QUEUE = 4;

const isQueue = (plain: string): boolean =>
  !/\bmessage\b|\b(?:for|thank you|thanks) (?:holding|waiting)\b/.test(plain) &&
  HOLD.some(([weight, ...patterns]) => weight >= SURELY_A_QUEUE && patterns.some((each) => each.test(plain)));

/** Somebody keeps the caller waiting or puts the call through, and asks nothing after that. */
export function asksToWait(text: string): boolean {
  const sentences = sentencesOf(plainWords(text));
  const last = sentences.findLastIndex(isToWait);
  return last >= 0 && !sentences.slice(last + 1).some((sentence) => sentence.endsWith('?'));
}

/** The caller has to wait now, for a person or in a queue. An offer to put the call through is none yet. */
export const putsOnHold = (text: string): boolean => asksToWait(text) || isQueue(plainWords(text));
