/**
 * Words that are no names although they may be written with a capital letter: at the beginning of a sentence, in a
 * greeting, in a title. Used by `names.ts` only. A name that is also such a word is not checked.
 */
const ORDINARY = `
a an the this that these those it its i me my mine we us our ours you your yours he him his she her hers they them their
who whom whose which what when where why how there here and or but nor so yet if then than because while although though
since until unless after before once also as at by for from in into of off on onto out over per through to toward under up
upon with within without about above across against along among around behind below beside between beyond down during except
am is are was were be been being do does did done doing have has had having can could may might must shall should will would
not no yes yeah yep nope okay ok alright right sure certainly absolutely definitely of-course great good perfect wonderful
excellent fantastic awesome lovely nice fine fair understood understandable got gotcha thanks thank please sorry apologies
pardon excuse hello hi hey greetings goodbye bye welcome well oh ah um uh hmm mm actually basically honestly certainly
maybe perhaps possibly probably really just only even still already again always never ever often sometimes usually
generally typically currently recently today tomorrow yesterday tonight now later soon next last first second third
morning afternoon evening night day days week weeks month months year years time times hour hours minute minutes moment
one two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand million
all any both each either every everyone everybody everything few many more most much neither nobody none nothing other
others another same several some someone somebody something such anyone anybody anything
let lets let's go goes going gone come comes coming came get gets getting give gives giving given take takes taking make
makes making see sees look looks looking find finds know knows think thinks feel want wants need needs like likes love
say says said tell tells ask asks asking call calls calling called speak speaks speaking talk talks talking hear heard
hold wait stay try tries help helps helping work works working use uses using pay pays paid keep leave send sends sending
set show start stop end press dial schedule scheduling book booking meet meeting meetings save saves saving savings cost
costs price prices quote quotes offer offers compare bring brings lunch happy glad free busy open closed interested
available possible able ready clear correct exactly indeed true new existing current better best less
bear hang hope hopefully appreciate understand mind wish might imagine wonder guess believe suppose
doctor doctors dr mr mrs ms miss prof professor sir madam ma'am physician physicians practice practices office offices
manager managers management administrator receptionist front desk staff team nurse patient patients appointment
appointments clinic medical medicine family health healthcare care center hospital group associates department billing
insurance insurances insurer insurers malpractice coverage policy policies premium premiums carrier carriers liability
broker brokerage specialist specialists agent agents agency company companies startup start-up producer license licensed
independent funded customer customers client clients question questions answer name names number numbers phone email
emails mail message messages voicemail address invite invitation calendar video conference link site website online
google zoom gmail outlook teams internet web
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
january february march april june july august september october november december
mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
eastern central mountain pacific atlantic standard daylight est edt cst cdt mst mdt pst pdt et ct pt am pm
christmas thanksgiving easter new-year holiday labor memorial independence english spanish american america united states
voice agent note notes however whoever whichever instead otherwise therefore purpose sample sequence components greeting
objection objections handling leaving navigating appended navigate listen rejection intro introduction summary booked confirmed
sent learn learned keep kept repeat confirm confirming unfortunately fortunately naturally surprisingly besides additionally
finally lastly alternatively honestly speaking regarding concerning saying asked said going given based depending
god lord covid medicare medicaid hipaa ai pc llc inc md do faq
don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't haven't hasn't
i'm i'll i've i'd we're we'll we've we'd you're you'll you've you'd he's she's it's that's there's here's what's
who's they're they'll they've where's how's
`;

const ORDINARY_WORDS: ReadonlySet<string> = new Set(ORDINARY.trim().split(/\s+/));

export const isOrdinary = (word: string): boolean =>
  ORDINARY_WORDS.has(word.toLowerCase().replace(/’/g, "'"));
