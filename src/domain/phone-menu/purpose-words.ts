/**
 * The words by which the lines of a practice are named, in English and Spanish, by line. Used by `purposes.ts`, which
 * says in what order they count. Each entry is a regular expression that begins and ends at a word.
 */
import type { Purpose } from './menu.js';

const anyOf = (...phrases: readonly string[]): RegExp => new RegExp(`\\b(?:${phrases.join('|')})\\b`);

/** Never taken, named beside whatever else. */
export const WRONG: readonly (readonly [Purpose, RegExp])[] = [
  [
    'referral',
    anyOf(
      'refer\\w*',
      'authori[sz]\\w*(?! representatives?)',
      'referencias?',
      'referid[oa]s?',
      'remisi[oa]n\\w*',
    ),
  ],
  [
    'pharmacy',
    anyOf(
      'pharma\\w*|prescri\\w*|re ?fill\\w*|medications?|(?<!(?:internal|family|sports|general|sleep|pain|regenerative|physical|integrative|podiatric|adult|of) )medicines?|meds|drug ?stores?|drugs?|scripts?|rx',
      'recetas?|farmacia|medicamentos?',
    ),
  ],
  [
    'nurse',
    anyOf(
      'nurs\\w*(?! practitioner)|(?<!\\b(?:appointments?|visits?|schedule|see|seen by) (?:\\w+ ){0,5})nurs\\w*(?= practitioner)',
      'triage|advice|clinical|symptoms?|fever|sick(?! (?:visits?|appointments?|child|and well))|side effects?|midwife|health (?:question|concern)s?',
      'medical(?! (?:records?|offices?|groups?|centers?|practices?|bill\\w*|insurance|forms?|suppl\\w+|associates|clinics?|receptionists?|secretary)\\b)',
      'enfermer[ao]s?',
    ),
  ],
  [
    'billing',
    anyOf(
      'bill\\w*|pay(?:ment|ments|ing|able)?|account\\w*|balance\\w*|statements?|owed?|financ\\w*|money',
      'collections?|charged?|charges|invoices?|co ?pays?|claims?|costs?|fees?|pric(?:es?|ing)|refunds?|deductibles?',
      'insur\\w*|benefits?|coverage|covered|pre ?cert\\w*|(?:which|what|your|health) plans?|medicare|medicaid',
      'cobro\\w*|factura\\w*|pagos?|pagar|cuentas?|seguro',
    ),
  ],
  [
    'follow_up',
    anyOf(
      '(?<!\\bnew (?:and|or|and returning and) )follow(?:ed|s|ups?|ing (?:up|on))?|results?|treatments?|status|post ?op\\w*|after ?care|reminders?|bloodwork|blood work',
      '(?:last|recent|previous|prior|past|upcoming|earlier) (?:\\w+ )?(?:visits?|appointments?|surger\\w+|procedures?|tests?)',
      '(?:not|wont|cant|cannot) (?:be )?able to (?:make|keep|come)|(?:running|be|are|am) late|late arrivals?|(?:no longer|un)(?: be)? ?able to|cannot make|cant make|call(?:ing)? off|outcome',
      '(?:time|date|day|hour|details?) (?:\\w+ )?(?:of|for) (?:your|my|an?|the) (?:\\w+ )?(?:appointment|visit)|your next (?:appointment|visit)|cancel\\w* (?:desk|line|office|department|team)',
      'seguimiento|resultados?',
    ),
  ],
  [
    'other_line',
    anyOf(
      // Records, forms, messages
      'records?|fax\\w*|charts?|cop(?:y|ies) of|forms?|paperwork|disability|fmla|information management|expedientes?',
      'voice ?mail\\w*|leave (?:a|us|word)|(?<!\\b(?:this|entire|whole|following) )messages?|mailbox\\w*|answering machine|mensaje',
      '(?:return )?call (?:you |me |us )?back|callbacks?|return(?:ed)? (?:\\w+ )?calls?|name and number',
      // Who is where
      'directory|extensions?|by (?:last |first )?name|(?:the|your|last|first|know) names?|spell\\w*|list of \\w+ (?:staff|doctors|extensions)|(?:someone|person|one) in particular',
      '(?:we are|were) open|(?:general )?information about (?:our|the|us|this)\\w*|general information|find (?:us|our)|parking|park|get(?:ting)? here',
      // Work and trade
      'holiday\\w*|shared patients?|careers?|talent|human resources|verif\\w* (?:that|if|whether|some|employ|work)\\w*|works? here\\w*|(?<!\\b(?:an?|actual|real|live) )human(?! being)|employ\\w*|jobs?|positions?|resumes?|hir(?:e|ing)|recruit\\w*|(?:job|current|career) openings?',
      '(?:work|working) (?:with|for|here\\w*)(?: us)?|join(?:ing)? (?:us|(?:\\w+ ){0,3}?(?:team|staff))|(?:physician|provider|doctor|community|hospital) (?:liaisons?|relations)|volunteer\\w*|students?|internships?|empleo',
      'vendors?|purchas\\w*|suppl(?:y|ies|iers?)|marketing|solicit(?!ar)\\w*|sales|sell\\w*|buyers?|products?|(?:pharm|pharma|drug|medical) reps?|pharmaceutical',
      // Everything else that is none of the front desk's
      'technical|portal\\w*|web ?sites?|log ?ins?|log in|log(?:ging)? (?:in|on)|sign(?:ing)? in|passwords?|locked out|surveys?|workers? comp\\w*|legal(?! guardian)|attorneys?|lawyers?|research|trials?|same day',
      'complaints?|grievance\\w*|compliance|privacy|media|donat\\w+|foundation|equipment|(?<!\\b(?:call(?:ed|ing)?|us|you) )t?oday\\w*|toda$',
      // Colleagues
      'hospital staff|colleagues?|(?:other|another) (?:medical |doctors? |physicians? )?(?:offices|practices?|facilit\\w+)|(?:other|another) (?:medical |doctors |physicians )office|outside \\w+|(?:doctors?|physicians?|providers?) offices?',
      '(?<!your )(?:physicians?|providers?|hospitals?|facilit\\w+|doctors?|pharmac\\w+) (?:calling|only|line|office|to)',
      '(?:if you are|youre|from|for|this is|is|another|are|as) (?:an? |the |our |other |another |fellow )*(?:physicians?|providers?|hospitals?(?! operator)|facility|doctors|doctor(?! \\w+$)|health ?care \\w+|medical (?:provider|professional|office|practice|facilit\\w+)\\w*|clinicians?)',
    ),
  ],
];

/** Wrong by themselves, and no harm beside an appointment or the front desk: "an appointment at our new location". */
export const WRONG_ALONE: readonly (readonly [Purpose, RegExp])[] = [
  [
    'follow_up',
    anyOf(
      '(?:visits?|appoint\\w*) (?:confirm|cancel|chang|reminder)\\w*',
      '(?:cancel\\w*|confirm\\w*|resched\\w*|chang\\w+|exist\\w*|current|modif\\w*|move|keep|your|about|regarding|running late|check(?:ing)? (?:on|in|the)|cancelar|confirmar|cambiar)\\b.*\\b(?:appoint\\w*|visits?|citas?)',
      're ?schedul\\w*|cancel\\w*|scheduled (?:appointments?|visits?)|reprogramar|cancelar',
    ),
  ],
  [
    'other_line',
    anyOf(
      'hours?|locations?|directions?|address\\w*|campus\\w*|sites?|where (?:we|our)|(?:office|parking|mailing) (?:information|details)|horarios?|ubicaci\\w+|direcci\\w+',
      '(?:different|other|another|satellite|our \\w+|\\w+ ?side) (?:office|clinic)s?',
      'lab\\w*|radiology|imaging|x ?rays?|mri|surger\\w+|surgical|pre ?op\\w*|(?:physical|occupational|speech) therap\\w+|optical|hearing aids?|contact lens\\w*',
      'practice manage\\w*|managers?|openings?|referring|health ?care (?:providers?|professionals?|facilit\\w+)|medical professionals?',
    ),
  ],
  [
    'nurse',
    /(?<!\bpatients? of (?:\w+ ){0,3})\b(?:doctors?|physicians?|providers?|surgeons?)\b(?! \w+$)|\bmedical (?:staff|team)\b|\bdoctora?\b$/,
  ],
];

/** Something that was arranged before. */
export const ALREADY = anyOf(
  '(?:has|have|was|were|is|are|previously) (?:already |previously )?(?:been )?(?:booked|scheduled)',
  '(?<!\\bnot )already\\w* (?:have|had|made|booked|scheduled|on|set|arranged)|appointments? (?:that )?(?:you|u) (?:have )?made|(?:you|have) (?:already|forgotten) .*(?:appointments?|visits?)',
);

const VISIT = '(?:appoint\\w*|visits?|consult\\w*|check ?ups?|physicals?|exams?|evaluations?|citas?)';

/** That somebody makes an appointment, or comes for the first time. */
export const SCHEDULES = anyOf(
  '(?<!re )(?:schedul(?:e|es|ing|er|ers)|book|booking)|intake|agendar|programar',
  `(?:make|making|arrange|arranging|reserve|plan|sets?|setting|get|getting|find|request|new|first|line up|hacer|programar|agendar|sacar) (?!(?:an? )?changes? (?:to|in)\\b)(?:\\w+ ){0,3}?${VISIT}`,
  `(?:make|making|arrange|request|set up|get) (?:(?:or|and|an?|new|your|existing|chang(?:e|ing)|cancel(?:l?ing)?|confirm(?:ing)?|reschedul(?:e|ing)|modify(?:ing)?|move|update) )*${VISIT}`,
  `appointments? (?:desk|line|cent\\w+|office|team|department|request|requests|coordinators?|secretary)`,
  '(?:visits?|appointments?|consultations?) (?:with\\w*|to see) (?:dr|doctor|a|an|the|our|your|any|one|some) .*',
  '(?:have|has|had) ?(?:not|nt)(?: yet)? (?:made|booked|scheduled|set) .*appointment|(?:ver|consultar) (?:al?|con) \\w*(?:doctora?|medic[oa])',
  '(?:see|seeing) (?:a|an|the|our|your|one of our) (?:\\w+ )?(?:doctors?|providers?|physicians?|specialists?)|(?:doctors?|providers?|physicians?|specialists?) to see you',
  '(?:be|get|getting) seen|come in|get in (?:to|with)|(?:on|to) (?:the|our) (?:schedule|calendar)|spot on|(?:an?|open|available|next) (?:\\w+ )?slots?',
  '(?:reserve|find|pick|set|choose|get|a) (?:a |an |the )?(?:\\w+ )?(?:time|day|date) (?:to|with|and|that|for)|set (?:something|it) up',
  '(?:solicitar|pedir) \\w+ citas?|citas? nuevas?|appointments? (?:and|or) (?:re ?schedul|cancel|chang)\\w*|(?:(?:looking for|find) a (?:new )?|(?:need|want) a new )(?:doctor|provider|physician)',
  'appointment availab\\w*|(?:next|first|earliest|soonest) (?:available )?(?:openings?|appointments?|slots?)',
  '(?:get|getting|bring|bringing) (?:\\w+ ){1,3}in (?:to (?:see|be seen)|for an?)|(?:annual|yearly|well|wellness|sick) (?:\\w+ ){0,2}?(?:visits?|physicals?|exams?)',
  'new patients?|patients? who are new|prospective patients?|pacientes? nuev[oa]s?|(?:brand )?new to (?:the|our|us|this)|people new',
  '(?:become|be|as) (?:a |our )?(?:new )?patient (?:here|with|of)|become a patient|(?:sign|signing) (?:up|on)|join(?:ing)? (?:the|our) practice|register\\w*|first (?:time|visits?)',
  '(?:never|not|havent|hasnt|yet to|not yet) (?:yet )?(?:be |been |come |came |visited |seen )(?!able)|not yet (?:a|been)|(?:are|is) ?(?:not|nt) (?:yet )?a patient',
);

/** No more than the wish for one: "I need to cancel a visit". */
export const WANTS_VISIT = anyOf(`(?:want|need|wish|like|for|an?|our|your) (?:\\w+ ){0,3}?${VISIT}`);
export const APPOINTMENTS = anyOf('appointments?|scheduled|schedul\\w*|citas?|consultations?');

export const FRONT_DESK = anyOf(
  '^(?:for |to )?(?:reach |get )?(?:our|the|this) (?:main |medical )?(?:office|practice|clinic)$',
  'front ?(?:desk|office|counter|\\w*sk)|front of the office|desk|recepti\\w*|recepci\\w*|office (?:staff|coordinators?|assistants?)|main office',
  'people (?:up|at the|in) front|administrative|secretar\\w*|check ?in|check ?out|greeters?|counter',
);

export const OPERATOR = anyOf(
  'operat(?:or|ors|er)|operador\\w*|representa\\w+|attendants?|switchboard|help ?desk|concierge|navigators?|liaisons?|call cent\\w+',
  '(?:an?|our|the|next|available|with|patient|care|free) (?:\\w+ )?(?:agents?|associates?|coordinators?|specialists?)',
  '(?:live|real|actual) \\w+|(?<!the )person|persona|human beings?|an? human|someone|somebody|some one|one of (?:us|our)|whoever|alguien',
  '(?:our|the|your|any|friendly|office|care|support|patient|reception\\w*|front|right|appropriate) (?:staff|team)|member of|assistance(?! with)|(?:customer|caller|member|guest) (?:service|care|support)s?|patient (?:services?|care|support|access|relations)|asistencia|ayuda',
);

export const FOREIGN = anyOf(
  '\\w{0,2}spa(?:n|gn)\\w+|continuar en(?! ingles)|creole|kreyol|french|francais|portuguese|portugues|russian|chinese',
  'mandarin|cantonese|korean|vietnamese|arabic|polish|italian|another language|language|idioma',
);
export const ENGLISH = anyOf('english|ingles');

export const REPEAT = anyOf(
  'repeat|repeated|replay|(?:hear|listen|play) (?:\\w+ ){0,5}?again|over (?:\\w+ )*again|once more|start over|go back|return to',
  '(?<!(?:proceed|continue|go|on|move|hear|enter) (?:to )?(?:the |our )?)(?:main|previous|prior) menu',
  'repetir|menu principal|regresar',
);

export const CONTINUE = anyOf(
  'continu\\w+|proceed|agree|understand|connect\\w*(?! (?:to|with\\w*))|skip|accept|begin|(?:move|go|carry|keep) (?:on|going|ahead)|get(?:ting)? started|(?:are|when|youre) read\\w+|routine',
  'bypass|what else|acknowledge|consent to|you are not an automated|not (?:described|named)|other nature|seeking care|(?:next|following) (?:menu|set|options)|(?:hear|go to|to|enter) (?:our|the) (?:main )?menu|options|choices?|rest of|remain(?:ing|s)|additional|further',
  'patients?|pacientes?|(?:receiving|in our|under our) care|parents?|caregivers?|guardians?|family members?|yourself|your own|on (?:your|their) behalf',
  '(?:all|any|every|other|anything) (?:\\w+ )?(?:other|else|inquir\\w*|calls?|callers?|questions?|needs?|reasons?|matters?|requests?|issues?|concerns?|topics?|departments?)|(?:general|other) \\w+|(?:different|another) departments?|(?:another|different) (?:reason|question|matter|need)\\w*|something different',
  '(?:everything|something|anything|nothing|what|whatever|all|no ?one) else|anything not|every(?:one|body) else|none of|not (?:listed|mentioned|on (?:this|the) list)|did not mention|(?:did|do) ?(?:not|nt) (?:hear|see|know)|nothing that|(?:are|if) (?:not|un) ?sure|otherwise|all others?',
  '(?:todas? |cualquier )?(?:las |los )?(?:demas|otr[oa]s?)|continuar',
);
