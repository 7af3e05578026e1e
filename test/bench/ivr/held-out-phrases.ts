/**
 * What the options are for, in the held-out wordings. NEVER to be used for the parser's tests; see
 * `held-out-wordings.ts`.
 */
import type { PhrasedSubject, Phrases } from './wordings.js';

export const HELD_OUT_PHRASES: Readonly<Record<PhrasedSubject, Phrases>> = {
  scheduling: {
    nouns: [
      'the appointment desk',
      'the scheduling team',
      'a first visit',
      'booking',
      'appointment scheduling',
    ],
    acts: [
      'set up an appointment',
      'get on the schedule',
      'arrange a consultation',
      'book your first visit with us',
    ],
    whos: ['want to come in for a first visit', 'have never been here and want an appointment'],
    spoken: ['make an appointment', 'schedule'],
  },
  front_desk: {
    nouns: ['our front desk team', 'the reception desk', 'the office staff'],
    acts: ['talk to someone at the front desk', 'be connected to reception'],
    whos: ['want to talk to someone at reception'],
    spoken: ['reception', 'front desk'],
  },
  operator: {
    nouns: ['a real person', 'our switchboard', 'the attendant', 'live help'],
    acts: ['talk to a human', 'be connected to someone who can help', 'reach the switchboard operator'],
    whos: ['want to talk to a person'],
    spoken: ['agent', 'operator'],
  },
  billing: {
    nouns: ['account balances', 'payments', 'the business office', 'billing statements'],
    acts: ['settle a balance', 'go over your charges', 'set up a payment plan'],
    whos: ['have questions about charges'],
    spoken: ['payments'],
  },
  referrals: {
    nouns: ['incoming referrals', 'our referral desk'],
    acts: ['send us a referral', 'check the status of a referral'],
    whos: ['were referred to us by another provider'],
    spoken: ['referral'],
  },
  follow_up: {
    nouns: [
      'post visit questions',
      'an upcoming appointment that you have already booked',
      'follow up visits',
    ],
    acts: ['check the time of your upcoming appointment', 'ask about a visit you have had'],
    whos: ['are running late for your appointment today'],
    spoken: ['upcoming visit'],
  },
  pharmacy: {
    nouns: ['refill requests', 'questions about your medicines', 'our in house pharmacy'],
    acts: ['renew a prescription', 'order more of your medication'],
    whos: ['are out of your medication', 'are a pharmacist'],
    spoken: ['prescriptions'],
  },
  nurse: {
    nouns: ['clinical questions', 'our nursing team', 'a medical assistant'],
    acts: ['get advice from one of our nurses', 'describe your symptoms to a nurse'],
    whos: ['have a clinical question'],
    spoken: ['nursing'],
  },
  records: {
    nouns: ['copies of your chart', 'release of information'],
    acts: ['have your records sent'],
    whos: ['need your chart sent to another office'],
    spoken: ['medical records'],
  },
  results: {
    nouns: ['laboratory reports', 'x ray and lab reports'],
    acts: ['find out about your lab work'],
    whos: ['are waiting for lab work'],
    spoken: ['lab work'],
  },
  hours: {
    nouns: ['our address and opening times', 'driving directions'],
    acts: ['find out when we are open'],
    whos: ['want to know where we are'],
    spoken: ['address'],
  },
  directory: {
    nouns: ['a list of extensions', 'the employee directory'],
    acts: ['look up someone by last name'],
    whos: ['want to look up an employee'],
    spoken: ['employee directory'],
  },
  locations: {
    nouns: ['our north campus', 'our clinic in Georgetown'],
    acts: ['be transferred to our downtown clinic'],
    whos: ['are trying to reach our east side clinic'],
    spoken: ['north campus'],
  },
  careers: {
    nouns: ['job openings', 'our personnel department'],
    acts: ['inquire about open positions'],
    whos: ['are looking for a job'],
    spoken: ['jobs'],
  },
  physicians: {
    nouns: ['medical professionals', 'referring providers'],
    acts: ['be connected to the provider line'],
    whos: ['are a provider or are calling on behalf of one', 'are with a hospital or a clinic'],
    spoken: ['provider'],
  },
  insurance: {
    nouns: ['coverage and benefits', 'pre certification'],
    acts: ['update your insurance information'],
    whos: ['are an insurance company'],
    spoken: ['coverage'],
  },
  portal: {
    nouns: ['online account help', 'website support'],
    acts: ['get help logging in to your account'],
    whos: ['cannot log in to the website'],
    spoken: ['website'],
  },
  vendors: {
    nouns: ['suppliers', 'sales calls'],
    acts: ['reach our buyers'],
    whos: ['have something to sell'],
    spoken: ['suppliers'],
  },
  voicemail: {
    nouns: ['our mailbox', 'the answering machine'],
    acts: ['record a message for our staff'],
    whos: ['want us to call you back'],
    spoken: ['mailbox'],
  },
  patients: {
    nouns: ['patient calls', 'patients or caregivers'],
    acts: ['be helped as a patient'],
    whos: ['are one of our patients or would like to be', 'are a patient or a caregiver'],
    spoken: ['I am a patient'],
  },
  all_others: {
    nouns: ['everything else', 'any other reason', 'other matters'],
    acts: ['get to the other choices', 'reach someone about something else'],
    whos: ['have a different reason for calling'],
    spoken: ['everything else'],
  },
  new_patients: {
    nouns: ['first time patients', 'new patient registration'],
    acts: ['become a patient'],
    whos: ['have not been to our clinic yet', 'are new to us'],
    spoken: ['first time'],
  },
  existing_patients: {
    nouns: ['returning patients', 'current patients'],
    acts: ['go on as a current patient'],
    whos: ['have been here before', 'are a current patient'],
    spoken: ['returning patient'],
  },
};
