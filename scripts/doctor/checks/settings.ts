/** The settings themselves, with the problems that a worker would stop at. */
import type { Problem } from '../../../src/read-settings.js';
import { type Check, defineCheck } from '../check.js';
import { fails, works } from '../note.js';

export const settingsCheck = (problems: readonly Problem[]): Check =>
  defineCheck({
    service: 'Settings',
    required: true,
    needs: [],
    async run({ settings }) {
      if (problems.length === 0) {
        return [works(`${Object.keys(settings).length} are set or have a default, and can be used`)];
      }
      return problems.map(({ text, name }) => fails('not-set', `${name} cannot be used`, text));
    },
  });
