import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { sendEmail } from '../../src/channels/email.js';
import type { CampaignModelPopulated } from '../../src/mongoose/models/Campaign.js';

test('an email step fails clearly as long as the application’s sendEmail is not in its place', async () => {
  const campaign = { _id: new mongoose.Types.ObjectId() } as CampaignModelPopulated;
  const result = await sendEmail(campaign, 1);
  expect(result.success).toBe(false);
  expect(result.error).toContain('src/channels/email.ts');
  expect(result.error).toContain(campaign._id.toString());
});
