/** What to do about a setting, in the words of the table of settings. */
import { VARIABLES, type VariableName } from '../../src/config-variables.js';

/** E.g. `Check OPENAI_API_KEY: https://platform.openai.com/api-keys.` */
export function check(...names: readonly VariableName[]): string {
  const [last, ...others] = [...names].reverse();
  const whole = others.length > 0 ? `${others.reverse().join(', ')} and ${last}` : String(last);
  return `Check ${whole}: ${names.map(whereOf).join('; ')}.`;
}

/** Where the value of a setting is found. */
export function whereOf(name: VariableName): string {
  const variable = VARIABLES.find((candidate) => candidate.name === name);
  if (variable === undefined) throw new Error(`There is no setting ${name}.`);
  return variable.where;
}
