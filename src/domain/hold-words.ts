/**
 * Whether the practice asks to wait, or only offers to put the call through. Used by the chart and `answer-kind.ts`.
 * It reads one utterance of a person or of a queue's recording, and never decides who is speaking.
 */
import { plainWords, sentencesOf } from './plain-words.js';

const A_MOMENT = '(?:moment|second|sec|minute|minutes|seconds|min|bit)(?! opinion| time)';
/** Where a clause begins: “one moment” asks to wait, “I have only one moment” does not. */
const CLAUSE =
  '(?:^|[,:–—-] ?|\\b(?:okay|ok|sure|yes|yeah|alright|all right|well|and|so|please|but|oh|absolutely|certainly|course|problem|thank you|thanks|sir|ma.am|calling|there|hi|hello) )';
const PUT_THROUGH =
  '(?:transfer|connect|put (?:you|your call|this call) (?:right )?(?:through|over|on)|patch|forward (?:you|your)|redirect|direct your|send (?:you|your call) (?:over |right |on )?(?:over|to|through)|pass you|hand you|switch you|place you on)';
const FETCH =
  '(?:get|grab|find|fetch|go (?:get|find|grab|see|ask|check)|track down|see (?:if|whether|who|where)|check (?:if|whether|with|on|to see|for|and see|the|his|her|our|real|that)|look|pull up|ask (?!you))';

const ASKS_TO_WAIT: readonly RegExp[] = [
  /\bhold(?: on)?(?=$| ?[,.!?–—-]| (?:please|for (?:a|one|just|me|the)|just|one|a (?:moment|second|sec|minute|bit)|the line|while|and|i |i'll|we |there|sir|ma'am|thank|thanks|let))(?! on to\b| off\b)/,
  /\b(?:put|place|putting|placing) you on (?:a )?(?:brief |quick |short )?hold\b/,
  /\bhang (?:on|tight)\b|\bbear with (?:me|us)\b/,
  new RegExp(
    `${CLAUSE}(?:please )?(?:wait |hold )?(?:just )?(?:one|a|half a|a quick) (?:quick |brief |short )?${A_MOMENT}`,
  ),
  new RegExp(
    `\\b(?:just|give me|wait|allow me|back in|need) (?:just )?(?:one|a|two|a few|a couple(?: of)?|half a) (?:quick |brief )?${A_MOMENT}(?! of your)`,
  ),
  /\b(?:please|kindly) (?:wait|stand by|stay on|remain on|continue to hold|hold)\b|^(?:stay|remain) on the line\b|\bstay on the line\b/,
  /\b(?:do not|please do not) hang up\b|\bwait (?:a|one|here|right there)\b|\bbe right (?:back|with you)\b/,
  new RegExp(`\\blet me (?:just |quickly |go ahead and |try (?:to|and) )*(?:${PUT_THROUGH}|${FETCH})`),
  new RegExp(
    `\\b(?:i|we)(?: will|'ll| am going to| are going to| am gonna| have to| will have to| need to)(?: just| go ahead and| try (?:to|and)| need to| have to| now)* (?:${PUT_THROUGH}|${FETCH})`,
  ),
  /\b(?:transferring|connecting|redirecting|forwarding|putting|patching|sending) (?:you|your call|the call|this call|now)\b/,
  /\byour call (?:is|will be|is being|is now being) (?:now )?(?:being )?(?:transferred|connected|forwarded|answered (?:by|in|shortly|as|soon|momentarily))/,
  /\byour call is (?:very )?important\b|\bnext available\b|\bin the order (?:in which )?(?:it|they)\b/,
  /\b(?:representatives?|agents?|operators?|associates?|specialists?|schedulers?|lines|staff|receptionists?|team members|assistants|attendants|coordinators)\b[^.!?]*\b(?:busy|assisting|helping|on (?:other|another)|currently unavailable)\b/,
  /\byou are (?:currently )?(?:number|caller|next|the next)\b|\b(?:wait|hold) time\b|\bcallers? ahead of you\b/,
  /\b(?:will|shall) be (?:right |with you |on the line )*(?:with you|on the line)\b|\bbe with you (?:shortly|soon|momentarily|in)\b/,
  /\bwhile (?:i|we) (?:connect|transfer|try|locate|get|find|check|put|pull)\b|\bwhile your (?:call|party)\b/,
];

const OFFERS: readonly RegExp[] = [
  /\b(?:would|do) you (?:like|want|prefer|care) (?:me )?to\b/,
  /\b(?:want|need) me to\b/,
  new RegExp(
    `\\b(?:i|we) (?:can|could|may|might|am able to|would be (?:happy|glad) to|am happy to)(?: always| also| just| certainly| definitely| try to)* (?:${PUT_THROUGH}|${FETCH})`,
  ),
  new RegExp(`\\b(?:can|could|shall|should|may|might) (?:i|we) (?:just |try to )?(?:${PUT_THROUGH})`),
  /\bif you (?:would |want|like|prefer|would like|are able to|can)\b/,
  /\bor (?:would you|do you want|should i|can i)\b/,
];

/** What is offered: a transfer, another person, a voicemail box, or to wait. */
const OFFERED = new RegExp(
  `\\b(?:${PUT_THROUGH}|hold|wait|speak (?:to|with)|talk (?:to|with)|be (?:transferred|connected|put through)|(?:his|her|their|the) (?:voice ?mail|extension|line)|${FETCH})`,
);

/** Words after which nobody waits on the line. */
const NOT_NOW =
  /\b(?:call|phone|ring|get back to|email|text) (?:you|her|him|them)(?: back)?\b|\blet you know\b|\bget back to you\b|\b(?:cannot|can not|not able to|unable to|will not|do not want to|am not going to|not going to|never) (?:[a-z]+ )?(?:transfer|connect|put you|hold|patch)/;
const ABOUT_SOMETHING_ELSE =
  /\b(?:please )?(?:to|cannot|not) hold (?!please|on)|\b(?:i|we|they|he|she) (?:can|could|will|would|have to|had to|always|usually|just|only|do|cannot)? ?(?:not )?(?:be )?(?:hold|on hold)(?! on)|\bhold (?:on to|off|our|my|a meeting|meetings)\b|\bminutes? of (?:your|my|his|her) time\b/;

/** Somebody who is on the line again after a wait, or asks for something, does not ask to wait. */
const ASKS_TO_TELL = /\blet me (?:get|grab|check|look) (?:your|some|down)\b/;

const asksToWait = (sentence: string): boolean =>
  !isOffer(sentence) &&
  !NOT_NOW.test(sentence) &&
  !ABOUT_SOMETHING_ELSE.test(sentence) &&
  !ASKS_TO_TELL.test(sentence) &&
  ASKS_TO_WAIT.some((pattern) => pattern.test(sentence));

/** “May I put you on hold?” asks for leave and takes it at once. */
const TAKES_LEAVE = /\b(?:put|place) you on (?:a )?(?:brief |quick |short )?hold\b/;

const isOffer = (sentence: string): boolean =>
  !TAKES_LEAVE.test(sentence) && OFFERS.some((pattern) => pattern.test(sentence)) && OFFERED.test(sentence);

/** The practice asks the caller to wait, or puts the call through now. An offer to do so is none yet. */
export const putsOnHold = (text: string): boolean => sentencesOf(plainWords(text)).some(asksToWait);

/** The practice offers to put the caller through, or asks whether the caller wants to wait; nothing happens yet. */
export const offersTransfer = (text: string): boolean =>
  !putsOnHold(text) && sentencesOf(plainWords(text)).some((sentence) => isOffer(sentence));
