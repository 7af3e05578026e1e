/**
 * The video link of a calendar event. Called by the Calendar half of the Google stand-in for requests with
 * conferenceDataVersion=1; without it Google ignores the conference data that was sent.
 * Source: https://developers.google.com/workspace/calendar/api/guides/create-events#conferencing
 */
import { createHash } from 'node:crypto';

/**
 * The fields that a `createRequest` adds to an event. Its `requestId` decides the link: the same id gives the same one.
 * Conference data that exists already stays; undefined when there is nothing to add.
 */
export function createVideoLink(conferenceData: unknown): Record<string, unknown> | undefined {
  if (typeof conferenceData !== 'object' || conferenceData === null) return undefined;
  const requestId = requestIdOf(conferenceData);
  if (requestId === null) return { conferenceData };

  const code = meetCode(requestId);
  const hangoutLink = `https://meet.google.com/${code}`;
  return {
    hangoutLink,
    conferenceData: {
      createRequest: {
        requestId,
        conferenceSolutionKey: { type: 'hangoutsMeet' },
        status: { statusCode: 'success' },
      },
      entryPoints: [
        { entryPointType: 'video', uri: hangoutLink, label: hangoutLink.replace('https://', '') },
      ],
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      conferenceId: code,
    },
  };
}

function requestIdOf(conferenceData: object): string | null {
  const { createRequest } = conferenceData as { createRequest?: { requestId?: string } };
  return createRequest?.requestId ?? null;
}

/** Ten letters in the form `abc-defg-hij`. */
function meetCode(requestId: string): string {
  const letters = [...createHash('sha256').update(requestId).digest().subarray(0, 10)]
    .map((byte) => String.fromCharCode('a'.charCodeAt(0) + (byte % 26)))
    .join('');
  return `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}`;
}
