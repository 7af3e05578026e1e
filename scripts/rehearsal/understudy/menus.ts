/**
 * Getting through a phone tree as a sensible model would: reads the options in what the recording has said since the
 * last choice, and takes the one that sounds most like the front desk. It knows nothing of the keypress gate, and
 * never speaks.
 */
import type { MindAnswer, MindItem } from '../stand-ins/openai/index.js';
import { freshOutput, pastCalls } from './conversation-view.js';
import { callOnce, isOffered, type Moment, NOTHING } from './moment.js';

const TOOL = 'choose_menu_option';

interface Option {
  readonly args: { readonly key: string } | { readonly say: string };
  /** What the recording says that it is for. */
  readonly words: string;
}

/** What to look for, best first. */
const WANTED = [
  /\bschedul|\bappointments?\b|\bnew patients?\b|\bbook\b/i,
  /\bfront desk\b|\breception|\boffice staff\b|\bcheck[- ]?in\b/i,
  /\boperator\b|\brepresentative\b|\b(?:someone|somebody|a person|live person|our staff|team member)\b|\b(?:all|any) other\b|\b(?:anything|something|everything) else\b|\bassistance\b/i,
  /\bpatients?\b|\benglish\b|\bcontinue\b/i,
];

const UNWANTED =
  /\bemergenc|\burgent|\b911\b|\blife[- ]threatening|\bcrisis\b|\bhang up\b|\bbill|\bpayment|\binsurance\b|\breferr|\b(?:physician|provider|hospital)s?\b|\bdoctor['’]?s['’]? office|\bfollow(?:ing)?[- ]?up|\bresults?\b|\bpharmac|\brefill|\bprescri|\bmedication|\bnurse|\btriage|\brecords?\b|\bdirectory\b|\bextension\b|\bhours\b|\bdirections\b|\blocations?\b|\bcareer|\bemployment\b|\bfax\b|\brepeat\b|\bagain\b/i;

const KEY_NAMES: Readonly<Record<string, string>> = {
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  pound: '#',
  hash: '#',
  star: '*',
};
const KEY = `(\\d|[*#]|${Object.keys(KEY_NAMES).join('|')})(?![\\d\\w-])`;
const PRESS = new RegExp(
  `\\b(?:press|dial|push|select|touch|enter|hit|choose)\\s+(?:the\\s+)?(?:(?:number|key|option)\\s+)?${KEY}`,
  'gi',
);
const SAY = /\bsay,?\s+([^.!?;]+)/gi;
/** "In a few words, tell me why you are calling." */
const OPEN_QUESTION =
  /\bin a few words\b|\btell (?:me|us)\b|\b(?:reason for|what) (?:your|you(?:'re| are)) call/i;

/** The option to choose next; silence when none fits, or when the moment is not in a phone tree: `null`. */
export function chooseInMenu(moment: Moment): MindAnswer | null {
  if (!isOffered(moment, TOOL)) return null;
  const { items } = moment.view;
  const refusal = freshOutput(items);
  const args = refusal ? proposedBy(refusal) : bestOf(optionsIn(menuHeard(items)));
  return (args && callOnceMore(moment, args)) ?? NOTHING;
}

/** Another choice may follow a refused one before the recording goes on. */
function callOnceMore(moment: Moment, args: Option['args']): MindAnswer | null {
  const isRepetition = pastCalls(moment.view.items).some(
    (call) => call.name === TOOL && call.isOfThisTurn && call.args === JSON.stringify(args),
  );
  const isFirst = callOnce(moment, TOOL, args);
  return isFirst ?? (isRepetition ? null : { calls: [{ name: TOOL, args }] });
}

/** What a refused choice is answered with: "Choose another: 2 (“for appointments”)." */
function proposedBy(output: string): Option['args'] | null {
  const match = /\bChoose another: (?:say “([^”]+)”|([\d*#]))/.exec(output);
  if (match?.[1]) return { say: match[1] };
  return match?.[2] ? { key: match[2] } : null;
}

/** What was heard since the last choice that went through. */
function menuHeard(items: readonly MindItem[]): string {
  // Only a refusal is put into words; an empty output may be an empty JSON string.
  const refused = new Set(
    items.flatMap((item) => (item.kind === 'output' && /\w/.test(item.text) ? [item.callId] : [])),
  );
  const last = items.findLastIndex(
    (item) => item.kind === 'call' && item.name === TOOL && !refused.has(item.callId),
  );
  return items
    .slice(last + 1)
    .flatMap((item) => (item.kind === 'heard' ? [item.text] : []))
    .join(' ');
}

function optionsIn(menu: string): Option[] {
  const spoken = [...menu.matchAll(SAY)].flatMap((match) => spokenOptions(match[1] ?? ''));
  const options = [...keyOptions(menu), ...spoken];
  if (options.length > 0 || !OPEN_QUESTION.test(menu)) return options;
  return [{ args: { say: 'scheduling' }, words: 'scheduling' }];
}

function keyOptions(menu: string): Option[] {
  const presses = [...menu.matchAll(PRESS)];
  const comesAfter = purposeComesAfter(menu, presses);
  return presses.map((press, index) => {
    const start = press.index;
    const end = start + press[0].length;
    const before = menu.slice(endOf(presses[index - 1]), start);
    const after = menu.slice(end, presses[index + 1]?.index ?? menu.length);
    const name = (press[1] ?? '').toLowerCase();
    return {
      args: { key: KEY_NAMES[name] ?? name },
      words: comesAfter(press) ? firstClause(after) : lastClause(before),
    };
  });
}

/** "Press 1 for billing" or "for billing, press 1". Without punctuation the end of the menu tells which. */
function purposeComesAfter(
  menu: string,
  presses: readonly RegExpExecArray[],
): (press: RegExpExecArray) => boolean {
  const rest = (press: RegExpExecArray | undefined) => menu.slice(endOf(press));
  const startsPurpose = (text: string) => /^\s+(?:(?:at any time|now)\s+)?(?:for|to|if|and)\b/i.test(text);
  const isPunctuated = presses.some((press) => /^[.,;]/.test(rest(press)));
  const isLastFollowed = startsPurpose(rest(presses.at(-1)));
  return (press) => (isPunctuated ? startsPurpose(rest(press)) : isLastFollowed);
}

const endOf = (press: RegExpExecArray | undefined): number => (press ? press.index + press[0].length : 0);

const firstClause = (text: string): string => text.split(/[.!?;]/)[0] ?? '';

const lastClause = (text: string): string =>
  text
    .replace(/[.!?;,\s]+$/, '')
    .split(/[.!?;]|\b911\b/)
    .at(-1) ?? '';

/** "Say appointments, billing, or operator". */
function spokenOptions(list: string): Option[] {
  return list
    .split(/,\s*(?:or\s+)?|\s+or\s+(?:say\s+)?/i)
    .map((each) => each.replace(/[“”"]/g, '').trim())
    .filter(Boolean)
    .map((words) => ({ args: { say: words.replace(/\s+(?:for|to|if)\b.*$/i, '') }, words }));
}

function bestOf(options: readonly Option[]): Option['args'] | null {
  const wanted = options.filter(({ words }) => !UNWANTED.test(words));
  for (const kind of WANTED) {
    const found = wanted.find(({ words }) => kind.test(words));
    if (found) return found.args;
  }
  return null;
}
