/** What the demo's call left at every service, and the files that it is kept in. Reads; changes nothing at the services. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logger } from '../../src/libraries/utils/logger.js';
import type { S3Object } from '../rehearsal/stand-ins/s3/s3-object.js';
import type { RehearsedCall, StoredCampaign } from './rehearsed-call.js';

export interface Traces {
  readonly campaign: StoredCampaign | null;
  readonly event: RehearsedCall['stage']['google']['events'][number] | null;
  /** Email addresses that an invitation went to. */
  readonly invited: readonly string[];
  /** By key, in the bucket of the stage. */
  readonly objects: ReadonlyMap<string, S3Object>;
  readonly webhook: { readonly id: string; readonly payload: unknown; readonly attempts: number } | null;
  /** Lines in the worker's log, and those of them that reached Logtail. */
  readonly logLines: { readonly written: number; readonly drained: number };
}

export const LOG_FILE = 'worker.log';

/** An empty folder for this run's files. */
export async function clearFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

export async function collectTraces(call: RehearsedCall, folder: string): Promise<Traces> {
  const { google, s3, bucket, crm, logtail } = call.stage;
  await logger.flush();
  const log = await readFile(join(folder, LOG_FILE), 'utf8').catch(() => '');
  return {
    campaign: await call.campaign(),
    event: google.events[0] ?? null,
    invited: google.invitations.map(({ email }) => email),
    objects: s3.objects(bucket),
    webhook: [...crm.deliveries.values()][0] ?? null,
    logLines: {
      written: log.split('\n').filter((line) => line !== '').length,
      drained: logtail.entries.length,
    },
  };
}

/** Writes what there is; the log is in the folder already. */
export async function writeArtefacts(traces: Traces, folder: string): Promise<void> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
  const { campaign, event, webhook, objects } = traces;
  for (const [key, { body }] of objects) await write(key.slice(key.lastIndexOf('/') + 1), body);
  if (campaign) await write('campaign.json', json(campaign));
  if (event) await write('calendar-event.json', json(event));
  if (webhook) await write('crm-webhook.json', json(webhook.payload));
}
