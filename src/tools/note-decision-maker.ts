/**
 * Tool `note_decision_maker`: who decides about insurance at the practice, and by which email that person is
 * reached. It remembers what was said of both on one call. It writes nothing: the call's outcome carries them.
 */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { parseEmailAddress } from '../domain/email-address.js';
import { defineTool, say } from './define-tool.js';

const MAX_NAME_LENGTH = 100;
const MAX_EMAIL_LENGTH = 320;

const ASK_NAME = say('Thank you. And who should I ask for?');
const ASK_EMAIL = say('Thank you. And what is the best email to reach them?');

export function createNoteDecisionMakerTool(): Tool {
  let known = { name: '', email: '' };

  return defineTool({
    name: 'note_decision_maker',
    description:
      'Call when the practice names who decides about its insurance, such as the practice manager, or gives that person’s email. ' +
      'Do not call with a name or an email that the practice did not give, nor for whoever takes a meeting that is being booked.',
    args: z.object({
      name: z
        .string()
        .max(MAX_NAME_LENGTH)
        .optional()
        .describe('Name of the person who decides, as the practice said it. Leave out if it was not given.'),
      email: z
        .string()
        .max(MAX_EMAIL_LENGTH)
        .optional()
        .describe("That person's email, as the practice said it. Leave out if it was not given."),
    }),
    async run(args) {
      const name = nameOf(args.name ?? '');
      const sentEmail = args.email?.trim() ?? '';
      const address = sentEmail === '' ? null : parseEmailAddress(sentEmail);
      if (name === '' && !address?.ok) {
        const ask = address
          ? `That is not an email address. ${say(address.say)}`
          : 'Nothing was given to note.';
        return { reply: ask };
      }

      known = { name: name || known.name, email: address?.ok ? address.email : known.email };
      return {
        reply: address && !address.ok ? `The name is noted. ${say(address.say)}` : replyTo(known),
        event: { type: 'practice.namedDecisionMaker', decisionMaker: known },
      };
    },
  });
}

/** What has letters in it. */
const nameOf = (sent: string): string => (/\p{L}/u.test(sent) ? sent.trim() : '');

function replyTo({ name, email }: { readonly name: string; readonly email: string }): string {
  if (email === '') return `Noted. The email is missing: ask for it once. ${ASK_EMAIL}`;
  if (name === '') return `Noted. The name is missing: ask for it once. ${ASK_NAME}`;
  return 'Noted. If they offered to put you through, say that you are happy to hold; otherwise thank them and go on as your instructions say.';
}
