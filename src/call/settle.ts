/**
 * Writes what a call came to: the campaign and the ledger first, the CRM after them.
 * Everything here may be repeated. The campaign's record is what must not be lost, so it is tried for a while.
 */

import pRetry from 'p-retry';
import type { Settlement } from '../../machines/call.ports.js';
import { type NotDone, nobodyWasPhoned } from '../domain/call-outcome.js';
import { errorMessage } from '../domain/error-message.js';
import { logger } from '../libraries/utils/logger.js';
import { timeLimit } from '../libraries/utils/time-limit.js';
import type { RunPorts } from './ports.js';

const CRM_LIMIT_MS = 20_000;
const RECORD_RETRIES = { retries: 5, minTimeout: 500, maxTimeout: 8_000 };

export type SettlingPorts = Pick<RunPorts, 'records' | 'ledger' | 'crm'>;

/** Resolves with what could not be done besides; rejects when the campaign could not be written. */
export const settleCall = async (
  ports: SettlingPorts,
  settlement: Settlement,
  signal?: AbortSignal,
): Promise<NotDone[]> => {
  const record = async (settled: Settlement): Promise<void> => {
    await ports.records.recordSettlement(settled);
    if (!nobodyWasPhoned(settled.outcome.ending)) await ports.ledger.settled(settled);
  };
  await pRetry(() => record(settlement), { ...RECORD_RETRIES, ...(signal ? { signal } : {}) });

  try {
    await ports.crm.notify(settlement, timeLimit(CRM_LIMIT_MS));
    return [];
  } catch (error) {
    const missed: NotDone = { what: 'crm', why: errorMessage(error) };
    logger.error('The CRM was not told of a call', { callId: settlement.plan.callId, error });
    await record({ ...settlement, notDone: [...settlement.notDone, missed] }).catch((recordError) =>
      logger.error('What was not done could not be recorded', {
        callId: settlement.plan.callId,
        error: recordError,
      }),
    );
    return [missed];
  }
};
