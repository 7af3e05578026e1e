/**
 * Where a call by hand leaves what it came to: files in one folder. In the place of MongoDB, S3 and the CRM; it tells
 * nobody outside this machine.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunPorts } from '../../src/call/ports.js';
import { noCrm } from '../../src/crm/no-crm.js';
import { transcriptJson, transcriptText } from '../../src/domain/transcript-document.js';

/** The folder is made with the first file. */
export function createLocalRecords(folder: string): Pick<RunPorts, 'records' | 'archive' | 'ledger' | 'crm'> {
  const write = async (name: string, content: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), content);
  };
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

  return {
    records: {
      recordBooking: (_plan, meeting) => write('meeting.json', json(meeting)),
      // The outcome says it, and there is no other call to be kept from.
      async recordDoNotCall() {},
      recordSettlement: ({ plan: { callId, toE164, practiceName }, outcome, transcript, notDone }) =>
        write('outcome.json', json({ callId, toE164, practiceName, ...outcome, transcript, notDone })),
    },
    archive: {
      async store(record) {
        await write('transcript.txt', transcriptText(record));
        await write('transcript.json', transcriptJson(record));
        return { bucket: folder, key: 'transcript.json', source: record.source };
      },
    },
    // Nobody else could place this call, so nobody is to be kept from it.
    ledger: { async settled() {} },
    crm: noCrm,
  };
}
