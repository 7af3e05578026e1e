/** Every check, in the order in which a person reads them. */
import type { Problem } from '../../../src/read-settings.js';
import type { Check } from '../check.js';
import { clerk } from './clerk.js';
import { crm } from './crm.js';
import { googleCalendar } from './google-calendar.js';
import { livekit, sipTrunk } from './livekit.js';
import { logtail } from './logtail.js';
import { coach, openai } from './models.js';
import { mongo } from './mongo.js';
import { redis } from './redis.js';
import { s3 } from './s3.js';
import { settingsCheck } from './settings.js';
import { voice } from './voice.js';

export const checksFor = (problems: readonly Problem[]): readonly Check[] => [
  settingsCheck(problems),
  redis,
  mongo,
  livekit,
  sipTrunk,
  openai,
  voice,
  coach,
  clerk,
  googleCalendar,
  s3,
  crm,
  logtail,
];
