/** What a job of the sequencing tool says, checked: a malformed one is refused with a sentence, never half done. */
import type { Job } from 'bull';
import { z } from 'zod';
import type { CampaignJob } from './campaign-queue.js';

const JobData = z.object({
  campaignId: z.string().regex(/^[0-9a-f]{24}$/i, 'must be the 24 hexadecimal digits of a campaign’s id'),
  step: z.number().int().min(0),
  finalStep: z.boolean(),
});

/** Raised for a job that no retry can help; its message says what is wrong with it. */
export class MalformedJobError extends Error {
  override readonly name = 'MalformedJobError';
}

export function parseJob(data: unknown): CampaignJob {
  const parsed = JobData.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the data'}: ${issue.message}`,
  );
  throw new MalformedJobError(
    `The job's data is malformed (${problems.join('; ')}). Expected { campaignId, step, finalStep }.`,
  );
}

/** The fields of a job that its log lines carry. */
export const describeJob = (job: Job<CampaignJob> | undefined) => ({
  jobId: job?.id,
  campaignId: job?.data?.campaignId,
  step: job?.data?.step,
  finalStep: job?.data?.finalStep,
});
