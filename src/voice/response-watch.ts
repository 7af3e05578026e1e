/**
 * Whether a request for speech came to anything. The Realtime API can fail a response, or never begin one,
 * without an exception: the practice would wait in silence.
 */
import type { ServerEvent } from './safe-realtime.js';

export type ResponseVerdict =
  /** Words or a tool call. */
  | 'spoke'
  /** The model chose to say nothing. */
  | 'silent'
  /** Failed, or never answered. */
  | 'failed';

export interface ResponseWatch {
  handle(event: ServerEvent): void;
  /** A response is about to be asked for. */
  begin(): void;
  verdict(): ResponseVerdict;
}

export const createResponseWatch = (): ResponseWatch => {
  let items = 0;
  let status: string | null = null;
  const begin = (): void => {
    items = 0;
    status = null;
  };
  return {
    begin,
    handle(event) {
      if (event.type === 'response.created') begin();
      if (event.type === 'response.output_item.added') items += 1;
      if (event.type === 'response.done') {
        status = String((event['response'] as { status?: string } | undefined)?.status ?? 'completed');
      }
    },
    verdict() {
      if (items > 0) return 'spoke';
      return status === 'completed' || status === 'cancelled' ? 'silent' : 'failed';
    },
  };
};
