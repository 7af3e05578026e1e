/**
 * Tool `choose_menu_option`: what the model wants in a phone tree. It presses nothing and only previews: the chart
 * asks the keypress gate again, on what it has heard by then, and the gate alone lets a key out.
 */
import { z } from 'zod';
import type { Tool } from '../../machines/call.ports.js';
import { bestOption, decideOption, type KeyDecision, type MenuSoFar } from '../domain/phone-menu/index.js';
import { defineTool } from './define-tool.js';

const MAX_KEY_LENGTH = 20;
const MAX_WORDS_LENGTH = 100;

export interface ChooseMenuOptionDeps {
  /** The menu now playing, as far as it was heard. */
  readonly menu: () => MenuSoFar;
}

/** The agent stays silent in a phone tree, so it is told something only where it has to choose again. */
export const createChooseMenuOptionTool = ({ menu }: ChooseMenuOptionDeps): Tool =>
  defineTool({
    name: 'choose_menu_option',
    description:
      'Call when the recording has offered an option that leads to the front desk: scheduling a new appointment, the front desk, or an operator. ' +
      'Give the key, or the words to say where the recording asks for words. ' +
      'Do not call for an emergency, billing, referral, follow-up, pharmacy or nurse line, nor with a key that the recording has not named.',
    args: z.object({
      key: z
        .string()
        .max(MAX_KEY_LENGTH)
        .optional()
        .describe('The key as the recording named it: 0 to 9, * or #. Leave out where words are said.'),
      say: z
        .string()
        .max(MAX_WORDS_LENGTH)
        .optional()
        .describe('The words to say, as the recording put them. Leave out where a key is pressed.'),
    }),
    async run(args) {
      const asked = { key: args.key?.trim() || null, say: args.say?.trim() || null };
      const heard = menu();
      const decision = decideOption(asked, heard);
      return {
        reply: decision.kind === 'refuse' ? refused(decision, bestOption(heard)) : null,
        event: { type: 'agent.choseOption', asked },
      };
    },
  });

const refused = ({ why }: KeyDecision, best: KeyDecision): string => `Not chosen: ${why}. ${instead(best)}`;

function instead(best: KeyDecision): string {
  if (best.kind === 'press') return `Choose another: ${best.key} (“${best.words}”).`;
  if (best.kind === 'say') return `Choose another: say “${best.say}”.`;
  return 'Choose nothing, stay silent and wait.';
}
