/** What the options are for, in the fourth set of wordings. See `fourth.ts`. */
import type { PhrasedSubject, Phrases } from '../wordings.js';

export const FOURTH_PHRASES: Readonly<Record<PhrasedSubject, Phrases>> = {
  scheduling: {
    nouns: [
      'appointments',
      'scheduling an appointment',
      'our appointment desk',
      'scheduling a new appointment',
      'an appointment with one of our providers',
      'new patient scheduling',
      'scheduling',
      'a consultation',
    ],
    acts: [
      'make a new appointment',
      'schedule an office appointment',
      'book a visit with one of our doctors',
      'set up a new patient appointment',
      'speak with a scheduler',
      'schedule a consultation or an exam',
    ],
    whos: [
      'would like to make an appointment',
      'need an appointment with one of our specialists',
      'are a new patient and would like to schedule your first visit',
      'wish to schedule an appointment or an evaluation',
    ],
    spoken: ['appointments', 'scheduling'],
  },
  front_desk: {
    nouns: [
      'the front desk',
      'our reception desk',
      'our front office staff',
      'a member of our front desk team',
      'check-in and reception',
    ],
    acts: [
      'talk with someone at the front desk',
      'reach our receptionist',
      'be connected to the front office',
    ],
    whos: [
      'need to speak with the front desk',
      'would like to talk to our receptionist',
      'need help from our front office staff',
    ],
    spoken: ['front desk', 'receptionist'],
  },
  operator: {
    nouns: [
      'the operator',
      'operator assistance',
      'the next available representative',
      'a live operator',
      'a patient services representative',
    ],
    acts: [
      'speak with a live person',
      'reach the operator',
      'talk to a patient care coordinator',
      'have a representative assist you',
    ],
    whos: [
      'would like to speak to an operator',
      'need to speak with a representative',
      'need an operator to assist you',
    ],
    spoken: ['operator', 'representative'],
  },
  billing: {
    nouns: [
      'billing',
      'the billing office',
      'billing questions',
      'payments or account balances',
      'our patient accounts department',
      'our business office',
    ],
    acts: [
      'make a payment over the phone',
      'pay a bill or set up a payment plan',
      'discuss your account balance',
      'speak with our billing team',
    ],
    whos: [
      'have a question about a statement you received',
      'would like to pay a bill',
      'are calling about a balance on your account',
    ],
    spoken: ['billing'],
  },
  referrals: {
    nouns: ['referrals', 'referrals or authorizations', 'our referrals desk', 'referral status'],
    acts: [
      'find out if we received your referral',
      'reach our referrals team',
      'ask about a prior authorization',
    ],
    whos: [
      'have a question about your referral',
      'are checking on the status of an authorization',
      'need a referral sent to another office',
    ],
    spoken: ['referrals'],
  },
  follow_up: {
    nouns: [
      'rescheduling or cancellations',
      'changes to an existing appointment',
      'cancellations',
      'confirming or canceling an appointment',
    ],
    acts: [
      'cancel or reschedule an existing appointment',
      'confirm an upcoming appointment',
      'change an appointment you already have',
      'let us know you are running late',
    ],
    whos: [
      'need to cancel or reschedule',
      'are returning our call to confirm your appointment',
      'were told to come back for a follow-up after your surgery',
    ],
    spoken: ['reschedule'],
  },
  pharmacy: {
    nouns: ['refills', 'medication refill requests', 'our refill line', 'prescription refills and questions'],
    acts: ['request a refill', 'refill a prescription', 'leave the name of the medication you need refilled'],
    whos: [
      'need a refill on your medication',
      'are a pharmacist or are calling from a drugstore',
      'have a question about a prescription',
    ],
    spoken: ['refills'],
  },
  nurse: {
    nouns: [
      'our nurse line',
      'a nurse or medical assistant',
      'medical questions',
      'our nursing staff',
      'nurse triage',
    ],
    acts: [
      'speak with one of our nurses',
      'leave a message for your care team',
      'ask a question about your treatment',
    ],
    whos: [
      'have a medical question for our nurse',
      'need to speak with a medical assistant',
      'have a question about your prep instructions',
    ],
    spoken: ['nurse', 'medical question'],
  },
  records: {
    nouns: [
      'records requests',
      'copies of your records or images',
      'our medical records office',
      'forms and disability paperwork',
    ],
    acts: [
      'request a copy of your medical records',
      'reach medical records',
      'get a copy of your films on disc',
    ],
    whos: [
      'need copies of your chart',
      'are calling to request records',
      'need F M L A or disability forms completed',
    ],
    spoken: ['medical records'],
  },
  results: {
    nouns: ['results', 'lab and pathology results', 'biopsy results', 'X-ray or M R I results'],
    acts: ['obtain test results', 'check on a biopsy or lab result', 'hear the results of a recent scan'],
    whos: [
      'are calling for your lab results',
      'are waiting on pathology results',
      'would like the results of your M R I',
    ],
    spoken: ['test results'],
  },
  hours: {
    nouns: [
      'our office hours',
      'our hours of operation',
      'holiday hours',
      'our fax number and business hours',
    ],
    acts: ['hear our office hours', 'hear what days and times we are open', 'hear our holiday schedule'],
    whos: [
      'would like to hear our hours',
      'need our hours of operation',
      'would like our hours and fax number',
    ],
    spoken: ['office hours'],
  },
  directory: {
    nouns: ['a staff directory', 'our dial-by-name directory', 'a list of extensions'],
    acts: [
      'use our dial-by-name feature',
      'look up an extension by last name',
      'search for a staff member by name',
    ],
    whos: ['would like our staff directory', 'know the last name of the person you are trying to reach'],
    spoken: ['directory'],
  },
  locations: {
    nouns: [
      'driving directions',
      'our office locations',
      'our address and parking information',
      'directions to our office',
    ],
    acts: ['get driving directions', 'hear a list of our locations', 'hear our address'],
    whos: ['need directions to our office', 'are looking for our address or parking'],
    spoken: ['locations'],
  },
  careers: {
    nouns: [
      'our human resources office',
      'careers with our practice',
      'employment or wage verification',
      'current job openings',
    ],
    acts: ['speak with human resources', "verify someone's employment", 'ask about open positions'],
    whos: ['are interested in joining our team', 'are calling about a job opening'],
    spoken: ['employment'],
  },
  physicians: {
    nouns: [
      'physicians and other healthcare providers',
      'our physician access line',
      'doctors and hospital staff',
      'referring offices',
    ],
    acts: [
      'reach our provider line as a referring physician',
      'consult with one of our physicians about a shared patient',
    ],
    whos: [
      "are a physician or calling from a physician's office",
      'are a doctor, hospital, or nursing facility',
      'are a healthcare provider calling about a patient',
      "are with a referring provider's office",
    ],
    spoken: ['physician line'],
  },
  insurance: {
    nouns: [
      'insurance company representatives',
      'insurance and eligibility',
      'questions about your insurance',
      'insurance carriers and claims adjusters',
    ],
    acts: [
      'update your insurance information',
      'find out which insurance plans we accept',
      'verify insurance coverage',
    ],
    whos: [
      'represent an insurance company',
      'are a case manager or claims adjuster',
      'have a question about your insurance coverage',
    ],
    spoken: ['insurance'],
  },
  portal: {
    nouns: ['assistance with the patient portal', 'portal support', 'help logging in to your online account'],
    acts: [
      'reset the password for your portal account',
      'get help with MyChart',
      'receive a text with a link to our patient portal',
    ],
    whos: ['are having trouble signing in to the portal', 'need help with online check-in'],
    spoken: ['portal'],
  },
  vendors: {
    nouns: ['vendor calls', 'sales representatives and suppliers', 'pharmaceutical and device reps'],
    acts: ['reach purchasing', 'speak with our purchasing manager'],
    whos: ['are a vendor or supplier', 'are a drug rep', 'are calling with a business solicitation'],
    spoken: ['vendors'],
  },
  voicemail: {
    nouns: ['the office voicemail', 'the after-hours mailbox', 'our general mailbox'],
    acts: ['leave us a message', 'leave a voicemail message', 'leave a non-urgent message'],
    whos: [
      'wish to leave a message',
      'would rather leave us a voicemail',
      'would like to leave a voicemail and have us call you back',
    ],
    spoken: ['leave a message'],
  },
  patients: {
    nouns: ['patients and caregivers', 'patients or family members', 'all patient calls', 'patient services'],
    acts: ['reach our patient line', 'continue to our patient menu'],
    whos: [
      'are a patient or caregiver',
      'are a patient or are calling on behalf of one',
      "are a patient or a patient's family member",
      'are one of our patients or would like to become one',
    ],
    spoken: ['patient'],
  },
  all_others: {
    nouns: [
      'all other questions',
      'all other requests',
      'everything else',
      'any other reason',
      'all other departments',
    ],
    acts: [
      'speak to someone about anything else',
      'hear additional options',
      'reach us for any other reason',
    ],
    whos: [
      'are calling about something else',
      'have a different question',
      'did not hear the option you need',
    ],
    spoken: ['anything else', 'other'],
  },
  new_patients: {
    nouns: ['new patient visits', 'patients who are new to our practice', 'first-time visits'],
    acts: ['schedule as a new patient', 'set up your very first visit with us', 'become a patient'],
    whos: [
      'will be a new patient',
      'have not seen any of our doctors before',
      'have not been seen here in the past three years',
      'are new to us',
    ],
    spoken: ['new patient'],
  },
  existing_patients: {
    nouns: ['established patient visits', 'patients we have seen before', 'our current patients'],
    acts: ['schedule as an established patient', 'book a return visit as a current patient'],
    whos: [
      'are an established patient of ours',
      'have been seen by us before',
      'are already a patient here',
      'have seen one of our doctors within the last three years',
    ],
    spoken: ['established'],
  },
};
