/** What the model reads under a brief: the plan's words for the stage, and what the call has brought about so far. */
import { type CallContext, menuWordsOf } from '../../machines/call.context.js';
import type { Brief } from '../../machines/call.ports.js';

const sayExactly = (words: string): string =>
  `# Say this\n\nSay exactly this, word for word, and nothing else: “${words}”`;

/** What has to be said word for word under the brief; null where the agent speaks freely. */
const wordsOf = ({ says }: Brief, context: CallContext): string | null => {
  switch (says) {
    case 'menuWords':
      return menuWordsOf(context);
    case 'screeningLine':
      return context.plan.screeningLine;
    case 'voicemailMessage':
      return context.plan.voicemailMessage;
    default:
      return null;
  }
};

/** Said again with every brief: the model forgets on a reconnect. */
const doneSoFar = ({ meeting, decisionMaker }: CallContext): string | null => {
  const done = [
    meeting &&
      `The meeting is booked and the invitation was sent to ${meeting.attendee.email}. Book no other; change it with book_meeting only where they correct the time, the name or the email.`,
    decisionMaker &&
      `Who decides is noted: ${[decisionMaker.name, decisionMaker.email].filter(Boolean).join(', ')}. Do not ask for it again.`,
  ].filter((line) => line !== null);
  return done.length === 0 ? null : `# What is done\n\n${done.join('\n')}`;
};

export const instructionsFor = (brief: Brief, context: CallContext): string => {
  const words = wordsOf(brief, context);
  return [
    context.plan.instructions[brief.stage],
    doneSoFar(context),
    words === null ? null : sayExactly(words),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
};
