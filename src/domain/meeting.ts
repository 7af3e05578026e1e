/** The meeting that a call is for. */

/** Who will take the meeting at the practice. */
export interface Attendee {
  readonly name: string;
  readonly email: string;
}

/** A meeting that exists on the calendar: `eventId` is the calendar's own word for it. */
export interface BookedMeeting {
  readonly eventId: string;
  /** ISO 8601 instants in UTC. */
  readonly startUtc: string;
  readonly endUtc: string;
  /** IANA zone of the practice, e.g. `America/New_York`. */
  readonly timeZone: string;
  readonly attendee: Attendee;
  readonly videoLink: string | null;
}
