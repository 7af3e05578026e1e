/** `npm test`: runs every test and closes with one line, made from the runner's own report. Arguments go to Vitest. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveKitServerProgram } from './rehearsal/services/livekit-server.js';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** False also when a file failed to load, or something was left open or thrown outside a test. */
  readonly success: boolean;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const runVitest = (reportPath: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const vitest = spawn(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportPath}`,
        ...args,
      ],
      { stdio: 'inherit' },
    );
    vitest.once('error', reject);
    vitest.once('close', (code) => resolve(code ?? 1));
  });

// To build it takes longer than any test may.
await liveKitServerProgram();
const folder = await mkdtemp(join(tmpdir(), 'test-report-'));
try {
  const reportPath = join(folder, 'report.json');
  const code = await runVitest(reportPath, process.argv.slice(2));
  const report = JSON.parse(await readFile(reportPath, 'utf8')) as Report;
  // A file that could not be loaded ran no test and is a failure all the same.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length || (code === 0 ? 0 : 1);
  const skipped = report.numPendingTests + report.numTodoTests;
  console.log(
    `\n${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
