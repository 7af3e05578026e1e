/** Reads the number of a command's option. */
import { InvalidArgumentError } from 'commander';

export const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.');
  return number;
};
