/**
 * What went over one Realtime socket, for tests. Audio is noted by its length only, so that a long call stays small.
 */

export interface LoggedEvent {
  /** `performance.now()` when it was sent or received. */
  readonly atMs: number;
  /** As the stand-in sees it. */
  readonly direction: 'sent' | 'received';
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface EventLog {
  readonly events: readonly LoggedEvent[];
  note(
    direction: LoggedEvent['direction'],
    event: { readonly type: string; readonly [field: string]: unknown },
  ): void;
}

export function createEventLog(): EventLog {
  const events: LoggedEvent[] = [];
  return {
    events,
    note(direction, event) {
      const isAudio = event.type === 'response.output_audio.delta';
      const noted = isAudio ? { ...event, delta: `${String(event['delta']).length} characters` } : event;
      events.push({ atMs: performance.now(), direction, type: event.type, event: noted });
    },
  };
}
