import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { compile } from './compile.js';
import { startDensityStage } from './density/density-stage.js';
import { measure, type Row } from './density/measure.js';
import { summarise } from './density/profile.js';
import { ordinary, ours } from './density/sides.js';
const stage = await startDensityStage();
try {
  const [side = 'ours', n = '1', node = process.execPath] = process.argv.slice(2);
  for (const k of n.split(',').map(Number)) {
    const t = performance.now();
    const row = await measure(stage, { name: side, start: side === 'ours' ? ours : ordinary }, { calls: k, name: `${side}-${k}`, node, samplesFile: join(stage.folder, `${side}-${k}`) }, async (w, edge) => {
  if (side !== 'ours') return;
  const file = join(stage.folder, 'p.json');
  w.process.send({ profile: edge === 'begin' ? 'begin' : file });
  if (edge === 'end') { await w.report('profiled'); console.log(JSON.stringify(await summarise(file), null, 1)); execFileSync('cp', [file, '/tmp/density.cpuprofile']); }
}).catch((e) => e);
    console.log(row, performance.now() - t);
  }
} finally { await stage.close(); }
