/** Puts the jobs of so many campaigns, each with a practice of its own, on the stage's queue. */
import { setEnvironment } from '../../scripts/rehearsal/environment.js';
import { INITIATOR } from '../../scripts/rehearsal/stage.js';
import { seedCampaign } from '../../scripts/seed/seed-campaign.js';
import { readSeedRequest } from '../../scripts/seed/seed-request.js';
import { closeCampaignQueue } from '../../src/campaign-queue.js';
import { mongoDisconnect } from '../../src/mongoose/connection.js';

const FIRST_NUMBER = 5550100;

/** `first`: the number of the first practice; one that was queued before is not phoned again. */
export const queueCalls = async (
  stage: { readonly env: Readonly<Record<string, string>> },
  count: number,
  first = 0,
): Promise<void> => {
  const restoreEnvironment = setEnvironment(stage.env);
  try {
    for (let index = first; index < first + count; index++) {
      const request = await readSeedRequest({
        phone: `+1212${FIRST_NUMBER + index}`,
        practice: 'Smith Family Medicine',
        doctor: 'John Smith',
        email: `practice-${index}@example.com`,
        state: 'NY',
        prompt: 'prompts/sequences/docshield.md',
        initiator: INITIATOR,
        subject: 'Malpractice insurance',
        delay: '0',
      });
      await seedCampaign(request);
    }
  } finally {
    await closeCampaignQueue();
    await mongoDisconnect();
    restoreEnvironment();
  }
};
