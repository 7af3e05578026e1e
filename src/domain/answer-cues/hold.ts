/** What a queue says. What a person says in order to keep the caller waiting is read by `asksToWait`. */
import type { Cue } from './cue.js';

const STAFF =
  '(?:representatives?|agents?|operators?|associates?|specialists?|schedulers?|lines|staff|receptionists?|team|team members?|assistants?|attendants?|coordinators?|employees|personnel)';

export const HOLD: readonly Cue[] = [
  [
    7,
    /\byour (?:call|time) (?:is|means)(?: very| extremely| a lot| truly)* (?:important|valued|valuable|to us)\b/,
    /\bvalue your call\b/,
  ],
  [
    7,
    /\b(?:continue|keep) (?:to hold|holding)\b/,
    new RegExp(`\\b(?:next|first) available(?: \\w+)? ?(?:${STAFF}|\\.|$)`),
    new RegExp(`\\bnext ${STAFF}\\b|\\b${STAFF} will (?:pick up|answer|be with|assist|help)\\b`),
    /\bin (?:a|the|our) queue\b/,
    /\bin the order\b/,
  ],
  [
    7,
    new RegExp(
      `\\b${STAFF}\\b[^.!?]*\\b(?:busy(?! with patients)|(?:assisting|helping|serving|speaking with) (?:other|another|our|someone)|on (?:other|another)|unavailable)\\b`,
    ),
  ],
  [
    4,
    /\byou are (?:currently )?(?:caller|number|next)\b/,
    /\byour call is next\b/,
    /\b(?:in line|in (?:the|our) queue)\b/,
  ],
  [
    4,
    /\b(?:wait|hold|holding) times?\b/,
    /\bcallers? (?:ahead of|before|in front of) you\b/,
    /\bposition in (?:the|line)\b/,
  ],
  [
    4,
    /\byour call will be (?:answered|taken|connected|transferred)\b/,
    /\b(?:is|your call) being transferred\b/,
  ],
  [
    4,
    /\bwill be (?:right )?with you\b/,
    /\bbe with you (?:shortly|soon|momentarily|as)\b/,
    /\bwill (?:answer|take your call|assist you) (?:shortly|soon|momentarily)\b/,
  ],
  [4, /\benjoy the music\b/, /\bwhile (?:your (?:call|party)|we (?:connect|transfer|try|locate|reach))\b/],
  [4, /\bthank you for (?:holding|your patience|waiting|continuing|staying)\b/],
  [3, /\bthanks for (?:holding|your patience|waiting|continuing|staying)\b/],
  [
    4,
    /\b(?:appreciate|apologize for) (?:your patience|the (?:wait|delay))\b/,
    /\bpatience is\b/,
    /\bwait is\b/,
  ],
  [
    4,
    /\bexperiencing (?:\w+ )*(?:call|volume|wait|delay)/,
    /\b(?:high|higher|heavy)(?: \w+)* (?:call volumes?|volume of calls)\b/,
  ],
  [
    3,
    /^(?:please )?(?:stay|remain) on the line\b/,
    /\bplease (?:hold|wait|stand by|(?:stay|remain) on the line)\b/,
  ],
];
