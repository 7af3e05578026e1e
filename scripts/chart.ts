/** `npm run chart`: draws the call's statechart into docs/call.svg. Run it after a change in machines/. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callMachine } from '../machines/call.machine.js';
import { statechartSvg } from './chart/statechart-svg.js';

const target = fileURLToPath(new URL('../docs/call.svg', import.meta.url));
await mkdir(dirname(target), { recursive: true });
await writeFile(target, await statechartSvg(callMachine));
console.log('The statechart was drawn to docs/call.svg');
