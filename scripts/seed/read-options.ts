/**
 * Reads what a person says of a practice on the command line. Used by `npm run seed` and `npm run call`; each adds what
 * is wrong to `problems`, so that all of it is told at once.
 */
import { readFile } from 'node:fs/promises';
import { VFile } from 'vfile';
import { matter } from 'vfile-matter';
import { z } from 'zod';
import { parsePhoneNumber } from '../../src/domain/phone-number.js';
import { isUsState } from '../../src/domain/practice-clock.js';

const Email = z.email();

/** Empty names for an empty `doctor`. */
export function readDoctor(doctor: string, problems: string[]): { fName: string; lName: string } {
  const [fName = '', ...rest] = doctor.split(/\s+/);
  if (fName !== '' && rest.length === 0)
    problems.push('--doctor needs a first and a last name, e.g. --doctor "John Smith"');
  return { fName, lName: rest.join(' ') };
}

/** E.164; empty where it cannot be phoned. */
export function readPhone(flag: string, given: string, problems: string[]): string {
  const phone = parsePhoneNumber(given);
  if (phone.ok) return phone.e164;
  problems.push(`${flag}: ${phone.reason}`);
  return '';
}

/** Null where none is given. */
export function readEmail(given: string | undefined, problems: string[]): string | null {
  const email = given?.trim();
  if (!email) return null;
  if (!Email.safeParse(email).success) problems.push('--email is not an email address');
  return email.toLowerCase();
}

export function readState(given: string | undefined, problems: string[]): string | null {
  const state = given?.trim();
  if (!state) return null;
  if (!isUsState(state)) problems.push(`--state "${state}" is not a US state, e.g. --state NY`);
  return state;
}

/** The words of the file, without its front matter, and what that calls them. */
export async function readPromptFile(
  path: string,
  problems: string[],
): Promise<{ readonly title: string; readonly prompt: string }> {
  try {
    const file = new VFile({ path, value: await readFile(path, 'utf8') });
    matter(file, { strip: true });
    const prompt = String(file).trim();
    if (prompt === '') problems.push(`--prompt: ${path} is empty`);
    const { title } = (file.data['matter'] ?? {}) as { title?: unknown };
    return { prompt, title: typeof title === 'string' ? title : path };
  } catch {
    problems.push(`--prompt: ${path} cannot be read`);
    return { prompt: '', title: path };
  }
}
