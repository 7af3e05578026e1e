/** What `npm run rehearse` shows of the calls that were played: a table, where they went astray, or JSON. */
import { Duration } from 'luxon';
import pc from 'picocolors';
import { plainTable } from '../demo/plain-table.js';
import type { Terminal } from '../demo/terminal.js';
import { LINES, type LineName } from '../rehearsal/lines/rehearsal-line.js';
import type { CallTrace } from './call-trace.js';
import type { ComparedScenario, Difference } from './compare-lines.js';
import type { Failure } from './judge.js';
import type { PlayedScenario } from './run-scenarios.js';

/** One row for each scenario. */
export function table(played: readonly PlayedScenario[]): string {
  const rows = plainTable(['', 'scenario', 'ending', 'campaign', 'keys', 'call', 'took']);
  for (const { read, failures, trace } of played) {
    rows.push([
      failures.length === 0 ? pc.green('✓') : pc.red('✗'),
      read.name,
      trace?.outcome.ending ?? '',
      trace?.campaign.status ?? '',
      trace?.keys.map(({ key }) => key).join(' ') ?? '',
      trace && trace.transcript.length > 0 ? clock(lengthOf(trace)) : '',
      trace ? `${(trace.durationMs / 1000).toFixed(1)} s` : '',
    ]);
  }
  return rows.toString();
}

/** Expected and found, the states, and the transcript with the place marked. */
export function showFailed(terminal: Terminal, { read, failures, trace }: PlayedScenario): void {
  terminal.heading(read.name, `${read.file}: ${read.scenario.title}`);
  for (const { field, line, expected, found } of failures) {
    terminal.row({ label: 'expected', text: `${expected}${whereOf(read.file, field, line)}`, paint: pc.red });
    terminal.row({ label: 'found', text: found });
  }
  if (!trace) return;
  terminal.row({ label: 'states', text: trace.states.map(({ state }) => state).join(' > ') || 'none' });
  if (trace.jobError !== null) terminal.row({ label: 'job', text: trace.jobError });
  showTranscript(terminal, trace, earliest(failures));
}

const whereOf = (file: string, field: string | null, line: number | null): string =>
  field === null ? ' (in every call)' : pc.dim(` (${file}:${line}: ${field})`);

const earliest = (failures: readonly Failure[]): number | null => {
  const times = failures.flatMap(({ atMs }) => (atMs === null ? [] : [atMs]));
  return times.length === 0 ? null : Math.min(...times);
};

function showTranscript(terminal: Terminal, trace: CallTrace, astrayAtMs: number | null): void {
  const lines = [
    ...trace.transcript.map(({ speaker, text, atMs }) => ({ label: speaker, text, atMs })),
    ...trace.keys.map(({ key, scene, atMs }) => ({ label: 'key', text: `${key} (${scene})`, atMs })),
    ...trace.tools.map(({ name, atMs }) => ({ label: 'tool', text: name, atMs })),
    ...trace.coached.map(({ text, atMs }) => ({ label: 'coach', text, atMs })),
  ].sort((a, b) => a.atMs - b.atMs);
  const marked = astrayAtMs === null ? -1 : lines.findLastIndex(({ atMs }) => atMs <= astrayAtMs);
  for (const [index, { label, text, atMs }] of lines.entries()) {
    const paint = label === 'agent' || label === 'practice' ? pc.cyan : pc.dim;
    terminal.row({ time: clock(atMs), label, text, paint });
    if (index === marked) terminal.row({ label: '  ▲', text: pc.red('here it went astray'), paint: pc.red });
  }
}

/** How many scenarios ended the same on both lines, and what is another in those that did not. */
export function showCompared(terminal: Terminal, compared: readonly ComparedScenario[]): void {
  const differ = compared.filter(({ differences }) => differences.length > 0);
  for (const { name, differences } of differ) {
    terminal.heading(name, 'the lines differ');
    for (const { what, found } of differences) {
      terminal.row({ label: what, text: LINES.map((line, index) => `${line} ${found[index]}`).join('; ') });
    }
  }
  if (differ.length > 0) terminal.blank();
  const same = `${compared.length - differ.length} of ${compared.length} ended the same on both lines.`;
  terminal.text(differ.length === 0 ? pc.green(same) : pc.red(same));
}

/** One JSON object, on one line. `differences`: to what the other line made of it, where both were played. */
export function jsonLine(
  { read, failures, trace }: PlayedScenario,
  line: LineName,
  differences: readonly Difference[] | null = null,
): string {
  return JSON.stringify({
    scenario: read.name,
    line,
    passed: failures.length === 0,
    failures,
    outcome: trace?.outcome ?? null,
    campaign: trace?.campaign ?? null,
    dials: trace?.dials ?? 0,
    keys: trace?.keys.map(({ key }) => key) ?? [],
    states: trace?.states.map(({ state }) => state) ?? [],
    transcript: trace?.transcript ?? [],
    coach: trace?.coach ?? [],
    durationMs: trace?.durationMs ?? 0,
    ...(differences ? { differences } : {}),
  });
}

const lengthOf = ({ transcript, states }: CallTrace): number =>
  Math.max(transcript.at(-1)?.atMs ?? 0, states.find(({ state }) => state === 'wrapUp')?.atMs ?? 0);

const clock = (ms: number): string => Duration.fromMillis(Math.max(0, ms)).toFormat('m:ss');
