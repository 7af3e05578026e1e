/** What other recordings say: they tell, and neither ask nor offer anything to do. */
import type { Cue } from './cue.js';

export const RECORDING: readonly Cue[] = [
  [
    7,
    /\b(?:office|business|our|clinic|operating|normal|regular|practice|operation) hours\b/,
    /\bhours (?:of operation|are)\b/,
  ],
  [
    7,
    /\b(?:office|clinic|practice|we|offices) (?:is|are|will be) (?:currently |now |temporarily |presently )?closed\b/,
  ],
  [
    4,
    /\bre-?open(?:s|ing)?\b/,
    /\b(?:we are|office is|clinic is) open\b/,
    /\bclosed for\b/,
    /\bafter hours\b/,
  ],
  [
    7,
    /\b(?:number|call|subscriber|line)\b[^.?!]*\b(?:not in service|disconnected|been changed|not be completed|cannot be completed|no longer in|not (?:a )?valid|not working|not accepting|blocked|not go through)\b/,
  ],
  [
    7,
    /\b(?:is|are|does|do) not accept(?:ing)?\b[^.?!]*\bcalls\b/,
    /\bcheck the number\b/,
    /\ball circuits\b/,
    /\btry (?:your call|again) (?:again )?later\b/,
  ],
  [7, /\bwill be closed\b/, /\bhang up and (?:dial|call)\b/, /\bdoes not exist\b/, /\bnon-?working number\b/],
  [
    4,
    /\b(?:dial|call) (?:911|9-1-1|nine[- ]one[- ]one|9 1 1)\b/,
    /\b(?:medical|life[- ]threatening|true) emergency\b/,
    /\bnearest emergency\b/,
  ],
  [
    4,
    /\bcalls? (?:may|will|is|are|might) (?:be )?(?:being )?(?:recorded|monitored)\b/,
    /\b(?:quality|training) (?:assurance|purposes|and)\b/,
  ],
  [5, /\bvisit (?:us|our|www|the)\b/, /\bpatient portal\b/, /\bour fax\b/, /\bwww\b/],
  [
    4,
    /\blocated (?:at|on|in)\b/,
    /\bour (?:\w+ )?(?:office|location|address) (?:is|has) (?:now |moved|located)/,
    /\bwe have (?:moved|relocated)\b/,
  ],
  [
    4,
    /\b(?:flu shots?|vaccin\w*|covid tests?)\b/,
    /\bwe now (?:offer|accept)\b/,
    /\bnow (?:accepting|offering|welcoming|available)\b/,
    /\bdid you know\b/,
  ],
  [3, /\bin observance of\b/, /\bdue to\b/, /\bproud to\b/, /\bare required\b/],
  [1, /\bhave reached\b/, /\bthank you for calling\b[^?]*\.[^?]*\.[^?]*$/, /^welcome to\b/],
];
