/**
 * What words of a menu are for. Used by the parser, for an option's words and for words to be said.
 * A wrong line named anywhere in the words decides, whatever else they name: "billing and appointments" is billing.
 */
import { speaksOfEmergency } from './emergency.js';
import type { Purpose } from './menu.js';
import { remembered } from './remembered.js';
import { respelled } from './respell.js';

/** Never taken, named beside whatever else. */
const WRONG: readonly (readonly [Purpose, RegExp])[] = [
  ['referral', /\brefer\w*|\bauthori[sz]\w*|\breferencias?\b|\breferid[oa]s?\b|\bremisi[oa]n\w*\b/],
  [
    'pharmacy',
    /\bpharma\w*|\bprescri\w*|\bre ?fill\w*|\bmedications?\b|\bmedicines?\b|\bmeds\b|\bdrug ?stores?\b|\bdrugs?\b|\bscripts?\b|\brx\b|\brecetas?\b|\bfarmacia\b|\bmedicamentos?\b/,
  ],
  [
    'nurse',
    /\bnurs\w*|\btriage\b|\badvice\b|\bmedical\b(?! (?:records?|offices?|groups?|centers?|practices?|bill\w*|insurance|forms?|suppl\w+|associates|clinics?|receptionists?|secretary)\b)|\bclinical\b|\bsymptoms?\b|\bfever\b|\bhealth (?:question|concern)s?\b|\benfermer[ao]s?\b|\bside effects?\b|\bmidwife\b|\bsick\b/,
  ],
  [
    'billing',
    /\bbill\w*|\bpay(?:ment|ments|ing|able)?\b|\baccount\w*|\bbalance\w*|\bstatements?\b|\bowed?\b|\binsurance\b|\bfinanc\w*|\bcollections?\b|\bcharges?\b|\binvoices?\b|\bco ?pays?\b|\bclaims?\b|\bbenefits?\b|\bcoverage\b|\bpre ?cert\w*|\b(?:which|what|your|health) plans?\b|\bcobro\w*|\bfactura\w*|\bpagos?\b|\bpagar\b|\bcuentas?\b|\bseguro\b/,
  ],
  [
    'follow_up',
    /\bfollow(?:ed|s|ups?|ing (?:up|on))?\b|\bresults?\b|\btreatments?\b|\bstatus\b|\b(?:last|recent|previous|prior|past|upcoming) (?:\w+ )?(?:visits?|appointments?|surger\w+|procedures?|tests?)\b|\bpost ?op\w*|\breminders?\b|\brunning late\b|\bseguimiento\b|\bresultados?\b/,
  ],
  [
    'other_line',
    /\brecords?\b|\bfax\w*|\bdirectory\b|\bextensions?\b|\bcareers?\b|\bhuman(?! being)\b(?<!\ba human)|\bemploy\w*|\bhuman resources\b|\bjobs?\b|\bvendors?\b|\bpurchas\w*|\bsuppliers?\b|\btechnical\b|\bmarketing\b|\bsolicit\w*|\bvoice ?mail\w*|\bleave (?:a|us)\b|(?<!\b(?:this|entire|whole|following) )\bmessages?\b|\bmailbox\w*|\banswering machine\b|\bpharmaceutical\b|\bportal\w*|\bwebsite\b|\bforms?\b|\bdisability\b|\bpaperwork\b|\bsurveys?\b|\bpharm rep\w*|\bworkers? comp\w*|\blegal\b|\battorneys?\b|\blawyers?\b|\bresearch\b|\btrials?\b|\bsame day\b|\bcharts?\b|\bcop(?:y|ies) of\b|\b(?:return )?call (?:you |me |us )?back\b|\bcallbacks?\b|\breturn(?:ed)? (?:\w+ )?calls?\b|\bby name\b|\b(?:the|your|last|first|spell\w*|know) names?\b|\bname and number\b|\bspell\w*|\bjoin (?:us|our)\b|\bhir(?:e|ing)\b|\bproducts?\b|\b(?:drug|pharma|medical) reps?\b|\b(?:job|current|career) openings?\b|\bweb ?sites?\b|\binformation management\b|\bparking\b|\bhospital staff\b|\b(?:other|another) (?:medical |doctors? |physicians? )offices?\b|\bfmla\b|\b(?:work|working) (?:with|for) us\b|\b(?:we are|were) open\b|\bfind us\b|\bsales\b|\b(?:other|another) (?:medical )?practices?\b|\bcolleagues?\b|\bt?oday\w*|\btoda\b$|\bcomplaints?\b|\bgrievance\w*|\brecruit\w*|\bexpedientes?\b|\bempleo\b|\bmensaje\b|\bdoctors? offices?\b|\bphysicians? offices?\b|\bproviders? offices?\b|\b(?:physicians?|providers?|hospitals?|facilit\w+|doctors?|pharmac\w+) (?:calling|only|line|office|to)\b|\b(?:if you are|youre|from|for|this is|is|another|are) (?:an? |the |our |other |another |fellow )*(?:physicians?|providers?|hospitals?|facility|doctors|doctor(?! \w+$)|health ?care \w+|medical (?:provider|professional|office|practice|facilit\w+)\w*|colleagues?|clinicians?)\b/,
  ],
];

/** Wrong by themselves, and no harm beside an appointment or the front desk: "an appointment at our new location". */
const WRONG_ALONE: readonly (readonly [Purpose, RegExp])[] = [
  [
    'follow_up',
    /\b(?:cancel\w*|confirm\w*|resched\w*|chang\w+|exist\w*|current|modify|move|your|about|regarding|running late|check(?:ing)? (?:on|in|the)|cancelar|confirmar|cambiar)\b.*\b(?:appoint\w*|visits?|citas?)\b|\b(?:re ?schedul\w*|cancel\w*|reprogramar|scheduled (?:appointments?|visits?)|cancelar)\b|\balready (?:have|scheduled)\b/,
  ],
  [
    'other_line',
    /\bhours?\b|\blocations?\b|\bhealth ?care (?:providers?|professionals?|facilit\w+)\b|\bmedical professionals?\b|\bcampus\w*\b|\b(?:office|parking|mailing|insurance) information\b|\bwhere (?:we|our)\b|\bopenings?\b|\breferring\b|\bdirections?\b|\baddress\w*|\b(?:other|another|satellite|our \w+) (?:office|clinic)s?\b|\blab\w*\b|\bradiology\b|\bimaging\b|\bx ?rays?\b|\bsurger\w+|\bsurgical\b|\bpre ?op\w*|\bpractice manage\w*|\bmanagers?\b|\bhorarios?\b|\bubicaci\w+|\bdirecci\w+/,
  ],
  [
    'nurse',
    /\b(?:doctors?|physicians?|providers?|surgeons?)\b(?! \w+$)|\bmedical (?:staff|team)\b|\bdoctora?\b$/,
  ],
];

const SCHEDULES =
  /\b(?:(?<!re )(?:schedul(?:e|es|ing|er|ers)|book|booking)|(?:see|seeing) (?:a|an|the|our|your|one of our) (?:\w+ )?(?:doctors?|providers?|physicians?|specialists?)|be seen|come in|(?:make|making|arrange|arranging|reserve|sets?|setting|get|getting|request|new|first|hacer|programar|agendar|sacar) (?:\w+ ){0,3}?(?:appoint\w*|visits?|consult\w*|citas?)|appointments? (?:desk|line|cent\w+|office|team|department)|on (?:the|our) schedule|new patients?|patients? who are new|prospective patients?|pacientes? nuev[oa]s?|new to (?:the|our|us|this)|become a patient|first (?:time|visits?)|never been (?!able)|(?:have|has|are|is) ?(?:not|nt) (?:yet )?(?:been|seen|visited|a patient)|havent (?:been|seen)|not yet (?:been|a)|agendar|programar)\b/;
/** No more than the wish for one: "I need to cancel a visit". */
const WANTS_VISIT = /\b(?:want|need|wish|like) (?:\w+ ){0,3}?(?:visits?|consult\w*)\b/;
const APPOINTMENTS = /\b(?:appointments?|scheduled|schedul\w*|citas?|consultations?)\b/;
const FRONT_DESK =
  /\b(?:front ?(?:desk|office|\w*sk)|desk|recepti\w*|recepci\w*|office staff|secretar\w*|check ?in|check ?out)\b/;
const OPERATOR =
  /\b(?:operat(?:or|ors|er)|operador\w*|representa\w+|attendants?|(?:an?|our|the|next|available|with|patient|care) (?:\w+ )?(?:agents?|associates?|coordinators?|specialists?)|(?:live|real|actual) \w+|(?<!the )person|persona|an? human|someone|somebody|some one|alguien|staff|team|member of|assistance|customer (?:service|care|support)|patient (?:services?|care|support|access)|call cent\w+|switchboard|help ?desk|asistencia|ayuda)\b/;
const FOREIGN =
  /\b(?:\w{0,2}spa(?:n|gn)\w+|continuar en(?! ingles)|creole|kreyol|french|francais|portuguese|portugues|russian|chinese|mandarin|cantonese|korean|vietnamese|arabic|polish|italian|another language|language|idioma)\b/;
const ENGLISH = /\b(?:english|ingles)\b/;
const REPEAT =
  /\b(?:repeat|repeated|replay|(?:hear|listen|play) (?:\w+ ){0,5}?again|once more|start over|(?<!(?:proceed|continue|go|on|move|hear) (?:to )?(?:the |our )?)(?:main|previous|prior) menu|go back|return to|repetir|menu principal|regresar)\b/;
const CONTINUE =
  /\b(?:continu\w+|proceed|connect\w*|accept|begin|options|routine|patients?|pacientes?|parents?|caregivers?|guardians?|(?:all|any|every|other|anything) (?:\w+ )?(?:other|else|inquir\w*|calls?|callers?|questions?|needs?|reasons?|matters?|requests?|issues?|concerns?)|(?:general|other) \w+|everything else|anything (?:else|not)|every(?:one|body) else|none of|not (?:listed|mentioned)|(?:move|go) on|get(?:ting)? started|next menu|(?:hear|go to|to) (?:our|the) (?:main )?menu|(?:are|when|youre) ready|(?:did|do) ?(?:not|nt) (?:hear|see|know)|yourself|rest of|remaining|additional|all others?|otherwise|something else|(?:todas? |cualquier )?(?:las |los )?(?:demas|otr[oa]s?)|continuar)\b/;

/** Say nothing about what an option is for. */
const EMPTY =
  /\b(?:for|to|if|you|your|are|is|a|an|the|of|in|on|at|or|and|then|please|press|now|with|our|us|we|it|this|that|be|by|may|can|will|just|also|when|like|would|want|wish|need|have|calling|call|about|regarding|speak|talk|reach|line|para|si|de|el|la|los|un|una|con|oprima|marque|number|option|key|questions?|one|not|all|any|do|as|from|i|who|which)\b/g;

/** Sentences that end in a lost word: what was lost may be an emergency. */
const LOST = /\bmatters?\b|\b(?:this|it) is an?\b|\b(?:having|suffering|need help|need care|feel\w*)\b/;
const CUT_OFF = /\b(?:is|are|an?|the|this|thi|if|of|in|your|our|and|or)(?: please| now)*$/;

/** What somebody is or does, and none of those above: it may be an emergency in words that no list has. */
const OF_A_PERSON =
  /\b(?:if|when|should|do|does|are|is|has|have|for) (?:you|your|someone|somebody|anyone|they|he|she|a child|a baby|a patient|a relative)\b/;

/** An answer to the question before: "if yes", "if not". */
const YES =
  /^(?:(?:if|for|when|say|and|press|or) )*(?:yes|so|yeah|si|true|correct|(?:it|this|that) is|you (?:do|are))$/;
const NO = /^(?:(?:if|for|when|say|and|press|or) )*(?:no|not|none|neither)(?: of (?:these|those))?$/;

/** Not a misheard directory. */
const DIRECTLY = /\b(speak|talk|go|call) directly\b/g;

/** `words` as they were normalised; without those that name the key. */
export const purposeOf = (words: readonly string[]): Purpose => purposeOfText(words.join(' '));

const purposeOfText = remembered((heard) => judged(heard), 2000);

function judged(heard: string): Purpose {
  const words = heard.split(' ');
  if (speaksOfEmergency(words)) return 'emergency';
  const text = respelled(heard.replace(DIRECTLY, '$1').split(' ')).join(' ');
  const wrong = WRONG.find(([, pattern]) => pattern.test(text) || pattern.test(heard));
  if (wrong) return wrong[0];
  if (YES.test(text)) return 'other_line';
  if (NO.test(text)) return 'continue';
  if (FOREIGN.test(text)) return 'language';
  if (SCHEDULES.test(text)) return 'scheduling';
  if (FRONT_DESK.test(text)) return 'front_desk';
  const alone = WRONG_ALONE.find(([, pattern]) => pattern.test(text));
  if (alone) return APPOINTMENTS.test(text) && alone[0] === 'other_line' ? 'scheduling' : alone[0];
  if (APPOINTMENTS.test(text) || WANTS_VISIT.test(text)) return 'scheduling';
  if (CUT_OFF.test(text)) return 'other_line';
  if (ENGLISH.test(text)) return 'language';
  if (REPEAT.test(text)) return 'repeat';
  if (OPERATOR.test(text)) return 'operator';
  if (CONTINUE.test(text)) return 'continue';
  return saysNothing(text) || LOST.test(text) || OF_A_PERSON.test(text) ? 'other_line' : 'unknown';
}

/** "If yes", "if it is": an answer to the question before. */
export const answersYes = (text: string): boolean => YES.test(text);

/** Whether nothing in these words could tell what an option is for. */
export const saysNothing = (text: string): boolean => text.replace(EMPTY, ' ').trim() === '';

/** Purposes that are never taken, whoever asks. */
export const FORBIDDEN: ReadonlySet<Purpose> = new Set<Purpose>([
  'emergency',
  'billing',
  'referral',
  'follow_up',
  'pharmacy',
  'nurse',
  'other_line',
]);
