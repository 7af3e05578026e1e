/**
 * The cues by which a machine and a person on the phone are told apart, with their weights. Used by `answer-kind.ts`.
 * A weight of 4 settles the matter where nothing speaks against it; 1 only tips the scales.
 * The patterns read the words that `plainWords` makes.
 */

export type AnswerKind = 'person' | 'menu' | 'voicemail' | 'screener' | 'hold' | 'recording' | 'unclear';

export interface Cue {
  readonly kind: Exclude<AnswerKind, 'unclear'>;
  readonly weight: number;
  readonly pattern: RegExp;
  /** Counts each time it is found and not only once. */
  readonly each?: true;
}

const KEY =
  '(?:\\d|zero|one|two|three|four|five|six|seven|eight|nine|pound|star|hash|the (?:pound|star|hash)|any key)';

const cue = (kind: Cue['kind'], weight: number, pattern: RegExp | string): Cue => ({
  kind,
  weight,
  pattern: new RegExp(pattern),
});

export const CUES: readonly Cue[] = [
  // A menu names keys, or words to say.
  {
    kind: 'menu',
    weight: 3,
    pattern: new RegExp(
      `(?<!hang up or )\\b(?:press|dial|push|touch|hit|oprima|marque|presione) (?:or say )?(?:the )?(?:number )?${KEY}\\b`,
      'g',
    ),
    each: true,
  },
  cue(
    'menu',
    4,
    /\b(?:menu|options) (?:options )?(?:have|has) (?:recently )?changed\b|\blisten (?:carefully|closely)\b|\bmain menu\b|\bmenu options\b/,
  ),
  cue(
    'menu',
    4,
    /\b(?:following|these) (?:menu )?(?:options|choices|menu)\b|\byou can say\b|\b(?:say|answer) yes or no\b|\bsay or press\b|\bpress or say\b|\btouch[- ]?tone\b|\bkeypad\b/,
  ),
  cue(
    'menu',
    4,
    /\bin a few words\b|\bbriefly (?:tell|describe|say)\b|\btell me (?:what|why|the reason) you are calling\b|\bdial[- ]by[- ]name\b|\bdirectory\b/,
  ),
  cue(
    'menu',
    4,
    /\byour party'?s? (?:extension|ext)\b|\b(?:enter|dial|know) (?:the|your|their|a)(?: party'?s?| [a-z]+'s)? extension\b|\bat any time\b/,
  ),
  cue(
    'menu',
    3,
    /\b(?:virtual|automated|digital|voice|ai|phone) (?:assistant|attendant|receptionist|agent|system)\b/,
  ),
  cue(
    'menu',
    2,
    /\bfor (?:appointments|scheduling|billing|english|spanish|prescriptions?|refills|medical records|all other|new patients|existing patients|referrals|[a-z]+ questions)\b|\bif you are (?:a|an|calling)(?! about your)\b|\bpara (?:espanol|español|continuar)\b/,
  ),
  cue(
    'menu',
    2,
    /\bto (?:schedule|reach|speak (?:to|with)|make|confirm|cancel|refill|repeat|request|hear)\b[^.?!]*,? (?:press|say|dial|stay)\b/,
  ),
  cue(
    'menu',
    2,
    /\b(?:or|otherwise),? (?:please )?(?:stay|remain|hold) on the line\b|\bplease (?:select|choose)\b|\b(?:did not|do not) (?:recognize|understand) (?:your|that) (?:selection|entry|response)\b|\binvalid (?:selection|entry|option)\b/,
  ),

  // A voicemail box asks for a message after a tone.
  cue(
    'voicemail',
    5,
    /\b(?:after|at|wait for|following|upon) (?:the|this|hearing the) (?:tone|beep|sound of the tone|signal)\b/,
  ),
  cue(
    'voicemail',
    4,
    /\b(?:leave|record)(?: us| me| him| her| them)?(?: a| your| the| any| an?)?(?: [a-z]+){0,2} (?:message|messages|voicemail)\b|\bleave (?:us |me |him |her |them )?(?:your|a) (?:(?:full|first|last) )?(?:name|number|phone|contact|callback|call back)\b/,
  ),
  cue(
    'voicemail',
    5,
    /\b(?:reached|to|for) (?:the )?(?:[a-z.' ]+ )?(?:voice ?mail|voice messaging|voice ?mailbox|mailbox|answering machine|answering service)\b|\bvoice (?:messaging|mail) (?:system|service|box)\b|\bmailbox\b/,
  ),
  cue(
    'voicemail',
    4,
    `\\b(?:no ?(?:one|body)|nobody|we|i|he|she|they|us|party|person|caller|subscriber|customer|someone)\\b[^.?!]*\\b(?:available|able|here|unable|cannot|not|away|free)\\b[^.?!]*\\b(?:take|answer|get|come|accept|pick)(?: up)?(?: to)? (?:your|the|calls?|this)\\b`,
  ),
  cue(
    'voicemail',
    4,
    /\b(?:missed your call|sorry (?:i|we) missed you|away from (?:my|the|our) (?:desk|phone)|cannot (?:get|come) to the phone|unable to come to the phone|on the other line or|(?:either )?(?:on|assisting|with) (?:another|other) (?:line|lines|call|calls|callers|patients?|customers?)[^.?!]*\bor (?:away|closed|out|helping|we))\b/,
  ),
  cue(
    'voicemail',
    4,
    /\b(?:return|get back to|call|respond to) (?:you|your (?:call|message))(?: back)? (?:as soon|when|at (?:my|our|the) earliest|within|shortly|promptly|the next|by|during|in the order)|\bget back to you\b|\b(?:as soon as|at (?:my|our|the) earliest)\b[^.?!]*\b(?:possible|can|convenience|opportunity|able)\b/,
  ),
  cue(
    'voicemail',
    4,
    /\b(?:finished|done) (?:recording|with your message)\b|\bhang up or press\b|\bat the (?:tone|beep)\b|\b(?:call|phone) (?:has been|was|is being) forwarded\b|\byou know what to do\b/,
  ),
  cue(
    'voicemail',
    4,
    /\b(?:is|are|was) not available\b(?=[.,]? (?:please|at the|record)|\.?$)(?<=\b(?:trying to reach|called|dialed|calling|reached|number)\b.*)/,
  ),
  cue(
    'voicemail',
    1,
    /\b(?:your|and) name,? (?:and )?(?:your )?(?:phone |telephone |call ?back )?number\b|\bhave reached\b/,
  ),

  // A screener asks who calls, in order to ask the person.
  cue('screener', 6, /\b(?:call )?screen(?:ing|er|ed)\b|\bcall assist(?:ant)?\b/),
  cue(
    'screener',
    7,
    /(?<!\b(?:you|i) (?:please )?)\b(?:state|say|record|announce|speak|give|provide) your (?:first |full |first and last )?name\b(?![^.?!]*\bmessage\b)(?!,? (?:and )?(?:your )?(?:phone|number|telephone))/,
  ),
  cue(
    'screener',
    6,
    /\b(?:see|check|find out) if (?:this|the|your) (?:person|party|subscriber|user|customer|owner)\b|\b(?:see|check) if (?:they|he or she) (?:is|are) available\b|\b(?:before|and) (?:i|we) (?:will )?(?:try to )?connect you\b|\btry to connect you\b/,
  ),
  cue(
    'screener',
    5,
    /\bthe person you (?:are|have) (?:calling|called|are trying)\b[^.?!]*\b(?:using|uses|wants to know|would like to know|asks|asked|requires)\b|\bwho(?: is|'s)? (?:is )?calling\b[^.?!]*\b(?:after|at) the (?:tone|beep)\b/,
  ),
  cue(
    'screener',
    4,
    /\b(?:name|who you are)\b[^.?!]*\b(?:why you are calling|reason for (?:your call|calling|the call)|purpose of (?:your|the) call)\b|\bunknown (?:callers?|numbers?)\b|\bnot a robot\b|\bprove you are\b/,
  ),

  // A queue, or somebody who puts the call through. What a person says is read by `putsOnHold`.
  cue(
    'hold',
    5,
    /\byour call is (?:very |extremely )?(?:important|valued)\b|\bcontinue to hold\b|\bnext available\b|\bin the order (?:in which )?(?:it|they|calls)\b/,
  ),
  cue(
    'hold',
    5,
    /\b(?:representatives?|agents?|operators?|associates?|specialists?|schedulers?|lines|staff|receptionists?|team members?|assistants|attendants|coordinators)\b[^.!?]*\b(?:busy|assisting|helping|on (?:other|another)|currently unavailable)\b/,
  ),
  cue(
    'hold',
    4,
    /\byou are (?:currently )?(?:number|caller|next|the next)\b|\b(?:wait|hold) times?\b|\bcallers? ahead of you\b|\byour call will be (?:answered|taken|connected)\b/,
  ),
  cue(
    'hold',
    4,
    /\b(?:please )?(?:enjoy|listen to) the music\b|\bwhile (?:your (?:call|party)|we (?:connect|transfer|try|locate|reach))\b|\b(?:hold )?music\b/,
  ),
  cue(
    'hold',
    4,
    /\bthank you for (?:holding|your patience|waiting|continuing)\b|\bsomeone will be (?:right )?with you\b|\bexperiencing (?:a )?(?:high|higher|heavy|unusually)\b/,
  ),
  cue('hold', 2, /\b(?:stay|remain) on the line\b|\bplease (?:hold|wait|stand by)\b/),

  // A recording tells and does not ask.
  cue(
    'recording',
    5,
    /\b(?:office|business|our|clinic|operating|normal|regular|practice) hours\b|\bhours (?:of operation|are)\b|\b(?:are|is) (?:currently |now |temporarily )?closed\b|\bwill be closed\b|\b(?:re)?open(?:s|ing)? (?:again )?(?:on|at|mon|tues|from|tomorrow)/,
  ),
  cue(
    'recording',
    5,
    /\b(?:number|call)\b[^.?!]*\b(?:not in service|disconnected|been changed|cannot be completed|not be completed|no longer in service|not (?:a )?valid|is not working|not accepting calls|been blocked)\b|\b(?:not accepting|does not accept|cannot accept)\b[^.?!]*\bcalls\b|\bcheck the number\b|\ball circuits\b/,
  ),
  cue(
    'recording',
    4,
    /\b(?:dial|call) (?:911|9-1-1|nine[- ]one[- ]one)\b|\b(?:medical|life[- ]threatening|true) emergency\b|\bnearest emergency\b/,
  ),
  cue(
    'recording',
    4,
    /\b(?:may|will|is|are|might) (?:be )?(?:being )?(?:recorded|monitored)\b|\bfor (?:quality|training)\b|\bvisit (?:us|our|www|the)\b|\bour (?:website|patient portal|fax)\b|\bpatient portal\b|\bwww\b/,
  ),
  cue(
    'recording',
    3,
    /\b(?:located at|our (?:office|location|address) (?:is|has moved)|we have moved|flu shots?|now accepting new|welcoming new|did you know|in observance of|due to the)\b/,
  ),
  cue('recording', 1, /\bhave reached\b|\bthank you for calling\b[^?]*\.[^?]*\.[^?]*$/),

  // A person gives a name, offers help, asks back.
  cue(
    'person',
    6,
    /\b(?:how|what) (?:can|may|could|might) (?:i|we) (?:help|do|assist|direct|be of)\b|\bhow (?:can|may) i direct\b/,
  ),
  cue(
    'person',
    4,
    /\b(?:can|may|could) (?:i|we) (?:please )?(?:help|ask|have|get|take|assist|tell|let|know|call you|see)\b|\b(?:may|can|could) i (?:ask )?who\b/,
  ),
  cue(
    'person',
    4,
    /\bwho(?: is|'s)? (?:this|calling|am i|are you|may i)\b|\bwho did you say\b|\bwhat is (?:this|your name|it) (?:about|regarding|in regards?|concerning|pertaining|for|please)\b|\bwhat (?:company|is the name|are you|do you)\b|\bwhere are you calling from\b|\bis this (?:about|regarding|a sales|for)\b/,
  ),
  cue(
    'person',
    3,
    /\bthis is (?!the (?:voice|auto|main|after|answering|recor)|an? (?:auto|recor|medical|non)|not |our )[a-z]+|\bmy name is\b|\bspeaking\b(?! with)/,
  ),
  cue(
    'person',
    4,
    /\b(?:he|she) (?:is|was|cannot|will|does|has|would|works|only)\b(?![^.?!]*\b(?:tone|beep|message after)\b)|\bwith a patient\b|\bin (?:surgery|a procedure|a meeting)\b|\bday off\b/,
  ),
  cue(
    'person',
    4,
    /\b(?:would|do|did|are|have|can|could|will) you\b[^.!]*\?|\bi am sorry\?|\b(?:sorry|pardon),? (?:what|who|can|could|i did|say)\b|\bsay that again\b/,
  ),
  cue(
    'person',
    3,
    /^(?:yes|yeah|hello|hi|hey|yep|speaking|go ahead|front desk|doctor's office|okay|sure|no)\b[^.?!]*[.?!]*(?: (?:hello|hi|yes|yeah|go ahead)\b[^.?!]*[.?!]*)*$/,
  ),
  cue('person', 2, /\bgood (?:morning|afternoon|evening)\b|\bhow are you\b|\bgo ahead\b|\bspeaking\b/),
];
