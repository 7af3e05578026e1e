/**
 * Being passed on: asks for the name and email of whoever decides before the call goes there, notes them, and waits
 * when told to. Says only lines of the instructions and uses only tools that are on offer.
 */
import type { MindAnswer } from '../stand-ins/openai/index.js';
import { exchanges, pastCalls } from './conversation-view.js';
import { isQuestion, putsOnHold, speaksOfTransfer } from './intents.js';
import { callOnce, isOffered, lastSaid, lineFor, type Moment, sayOnce, talkOf } from './moment.js';
import { isScheduling } from './scheduling.js';
import { asksWho, type ScriptLine } from './script.js';
import { emailIn, nameIn } from './slots.js';

const TOOL = 'note_decision_maker';

const DECIDES = /\b(?:manager|administrator|director|handles|decides|in charge|takes care of|responsible)\b/i;

/** Reacts to a transfer, a hold, or the name of the one who decides; `null` when none is at hand. */
export function takeTransfer(moment: Moment): MindAnswer | null {
  const noted = noteDecisionMaker(moment);
  if (noted) return noted;
  const { heard } = moment;
  if (speaksOfTransfer(heard) && isOffered(moment, TOOL) && !hasAskedWho(moment)) {
    const ask = sayOnce(moment, transferLine(moment));
    if (ask) return ask;
  }
  const isOffer = speaksOfTransfer(heard) && isQuestion(heard);
  if (isOffer) return sayOnce(moment, holdLine(moment)) ?? callOnce(moment, 'wait_on_hold');
  return putsOnHold(moment.latest) ? callOnce(moment, 'wait_on_hold') : null;
}

/** After `note_decision_maker` has all it wants: happy to hold, or back to the meeting. */
export function afterNoted(moment: Moment): MindAnswer | null {
  const wasOffered = exchanges(talkOf(moment.view)).some(({ heard }) => speaksOfTransfer(heard));
  return sayOnce(moment, wasOffered ? holdLine(moment) : lineFor(moment, /\bif they do not\b/i));
}

/** Notes who decides, where that is asked for or named; `null` when it is not. */
export function noteDecisionMaker(moment: Moment): MindAnswer | null {
  const { heard, view } = moment;
  const isAnswer = asksWho(lastSaid(moment));
  if (!isAnswer && (isScheduling(view.tools) || !DECIDES.test(heard))) return null;
  const name = nameIn(heard, isAnswer);
  const email = emailIn(heard);
  if (name === null && email === null) return null;
  return callOnce(moment, TOOL, { ...(name === null ? {} : { name }), ...(email === null ? {} : { email }) });
}

function hasAskedWho({ view }: Moment): boolean {
  return (
    exchanges(talkOf(view)).some(({ said }) => asksWho(said)) ||
    pastCalls(view.items).some(({ name }) => name === TOOL)
  );
}

/** The stage's line before a transfer, else the prompt's own question after the name and email. */
function transferLine(moment: Moment): ScriptLine | undefined {
  return lineFor(moment, /\bask before a transfer\b/i) ?? moment.script.lines.find(({ say }) => asksWho(say));
}

const holdLine = (moment: Moment): ScriptLine | undefined => lineFor(moment, /\bif they put you through\b/i);
