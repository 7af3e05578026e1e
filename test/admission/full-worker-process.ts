/** A worker without room, in a process of its own to be killed: it takes jobs and puts them back as fast as it can. */
import { whenAdmitted } from '../../src/admit-job.js';
import { admissionOf, connectTo, FULL_MB, limitsOf, SOON_FOUND } from './workers.js';

const queue = connectTo(process.env['REDIS_URL'] ?? '', SOON_FOUND);
const admission = admissionOf(limitsOf(queue), { memoryMb: FULL_MB }, 0);
const goesOn = new AbortController().signal;
queue.process('call', 5, (job) =>
  whenAdmitted(job, admission, goesOn, async () => process.stdout.write(`did ${job.id}\n`)),
);
queue.once('failed', () => process.stdout.write('puts back\n'));
