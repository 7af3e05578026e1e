import { expect, test } from 'vitest';
import { callPhone } from '../../src/channels/phone.js';
import type { CampaignModelPopulated } from '../../src/mongoose/models/Campaign.js';

test('nobody is phoned from a process whose phone channel is not open', async () => {
  const result = await callPhone({} as CampaignModelPopulated, 0);
  expect(result).toEqual({ success: false, error: expect.stringContaining('startWorker() opens it') });
});
