/** The requests of LiveKit's SIP API, as the clients send them: protobuf's JSON, in which what is empty is absent. */
import { z } from 'zod';
import type { HttpRequest } from '../http-stand-in.js';
import { TwirpError } from './twirp.js';

const text = z.string().default('');
const seconds = z
  .string()
  .regex(/^\d+(\.\d+)?s$/)
  .transform((duration) => Number.parseFloat(duration));

/** What the gateway heeds of a request to phone somebody. */
export const ParticipantRequest = z.object({
  sipTrunkId: text,
  sipCallTo: text,
  sipNumber: text,
  roomName: text,
  participantIdentity: text,
  participantName: text,
  participantMetadata: text,
  participantAttributes: z.record(z.string(), z.string()).default({}),
  hidePhoneNumber: z.boolean().default(false),
  ringingTimeout: seconds.optional(),
  maxCallDuration: seconds.optional(),
  waitUntilAnswered: z.boolean().default(false),
});

export type ParticipantRequest = z.output<typeof ParticipantRequest>;

export const TrunkListRequest = z.object({
  trunkIds: z.array(z.string()).default([]),
  numbers: z.array(z.string()).default([]),
});

/** Throws the {@link TwirpError} of a body that is none. */
export function readBody<T extends z.ZodType>(schema: T, { headers, body }: HttpRequest): z.output<T> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('application/json')) {
    throw new TwirpError('bad_route', `unexpected Content-Type: "${type}"; the stand-in speaks JSON only`);
  }
  try {
    return schema.parse(JSON.parse(body.toString()));
  } catch {
    throw new TwirpError('malformed', 'the json request could not be decoded');
  }
}

/** What livekit-server refuses before anything is dialed. */
export function checkParticipant({ sipTrunkId, sipCallTo, roomName }: ParticipantRequest): void {
  const problem =
    (sipTrunkId === '' && 'missing sip trunk id') ||
    (sipCallTo === '' && 'missing sip callee number') ||
    (sipCallTo.includes('@') && 'SipCallTo should be a phone number or SIP user, not a full SIP URI') ||
    (roomName === '' && 'missing room name');
  if (problem) throw new TwirpError('invalid_argument', problem);
}
