/**
 * Gmail's half of the Google stand-in: GET /gmail/v1/users/me/threads/{id}, which the worker reads for replies.
 */
import { type HttpReply, type HttpRequest, json } from '../http-stand-in.js';
import { googleError } from './google-error.js';

/** A thread with what the worker reads of it: who wrote each message. */
export interface GmailThread {
  readonly id: string;
  readonly messages: readonly {
    readonly id: string;
    /** `Name <address>` or a bare address. */
    readonly from: string;
    readonly subject?: string;
  }[];
}

export function findThread(
  threads: ReadonlyMap<string, GmailThread>,
  { method }: HttpRequest,
  [users, user, resource, id = '']: readonly string[],
): HttpReply {
  const isThreadRequest = method === 'GET' && `${users}/${user}/${resource}` === 'users/me/threads';
  const thread = isThreadRequest ? threads.get(id) : undefined;
  if (!thread) return googleError(404, 'notFound', 'Requested entity was not found.');
  return json(200, {
    id: thread.id,
    historyId: '1',
    messages: thread.messages.map((message) => ({
      id: message.id,
      threadId: thread.id,
      payload: {
        mimeType: 'text/plain',
        headers: [
          { name: 'From', value: message.from },
          { name: 'Subject', value: message.subject ?? '' },
        ],
      },
    })),
  });
}
