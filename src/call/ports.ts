/** Everything that one call needs from outside, handed over by the composition root. */
import type {
  Calendar,
  CampaignRecords,
  Coach,
  Crm,
  Recorder,
  Telephony,
  Transcriber,
  TranscriptArchive,
  Voice,
} from '../../machines/call.ports.js';
import type { CallLedger } from './ledger.js';

export interface CallPorts {
  readonly telephony: Telephony;
  readonly voice: Voice;
  readonly coach: Coach;
  readonly recorder: Recorder;
  readonly transcriber: Transcriber;
  readonly archive: TranscriptArchive;
  readonly calendar: Calendar;
  readonly records: CampaignRecords;
  readonly ledger: CallLedger;
  readonly crm: Crm;
}

/** What running a call takes. The rest is for whoever plans it, places it once, and gives it its tools. */
export interface RunPorts extends Omit<CallPorts, 'calendar' | 'ledger'> {
  readonly ledger: Pick<CallLedger, 'settled'>;
}
