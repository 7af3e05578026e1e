/** Imports one package and says what it cost. Started by import.ts, compiled. */
import { tell } from './child.js';

const BYTES_PER_MB = 1024 * 1024;

const name = process.argv[2] ?? '';
const startedAtMs = performance.now();
const before = process.memoryUsage.rss();
await import(name);
tell({
  kind: 'import',
  ms: performance.now() - startedAtMs,
  rssMb: (process.memoryUsage.rss() - before) / BYTES_PER_MB,
});
process.disconnect?.();
