/** A worker that takes the one place on a trunk and holds it until it is killed. */
import { connectTo, limitsOf } from './workers.js';

const limits = limitsOf(connectTo(process.env['REDIS_URL'] ?? ''), {
  trunk: 'ST_killed',
  callsPerTrunk: 1,
  placeMs: 1_000,
});
process.stdout.write(`${(await limits.take()).kind}\n`);
