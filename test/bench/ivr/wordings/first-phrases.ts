/** What the options are for, in the first open set. See `first.ts`. */
import type { PhrasedSubject, Phrases } from '../wordings.js';

export const FIRST_PHRASES: Readonly<Record<PhrasedSubject, Phrases>> = {
  scheduling: {
    nouns: [
      'appointments',
      'scheduling',
      'new appointments',
      'patient scheduling',
      'our scheduling department',
    ],
    acts: [
      'schedule an appointment',
      'make an appointment',
      'schedule a new appointment',
      'book a visit',
      'schedule, cancel or change an appointment',
    ],
    whos: [
      'are a new patient wishing to make an appointment',
      'would like to schedule an appointment',
      'are calling to make an appointment',
    ],
    spoken: ['appointments', 'scheduling', 'schedule an appointment'],
  },
  front_desk: {
    nouns: ['the front desk', 'our receptionist', 'reception', 'the front office'],
    acts: ['speak with the front desk', 'speak to a receptionist', 'reach our front office staff'],
    whos: ['would like to speak with our front desk', 'need to talk to the receptionist'],
    spoken: ['front desk', 'receptionist'],
  },
  operator: {
    nouns: ['the operator', 'an operator', 'a representative', 'operator assistance'],
    acts: ['speak with an operator', 'speak to a representative', 'talk to a live person'],
    whos: ['would like to speak with an operator', 'need to speak to a member of our staff'],
    spoken: ['operator', 'representative'],
  },
  billing: {
    nouns: ['billing', 'the billing department', 'billing and payments', 'questions about your bill'],
    acts: ['pay your bill', 'speak with our billing department', 'make a payment'],
    whos: ['have a question about your bill', 'are calling about a statement you received'],
    spoken: ['billing'],
  },
  referrals: {
    nouns: ['referrals', 'the referral coordinator', 'referrals and authorizations'],
    acts: ['request a referral', 'speak with our referral coordinator'],
    whos: ['need a referral to a specialist', 'are calling about a referral'],
    spoken: ['referrals'],
  },
  follow_up: {
    nouns: ['questions about a past appointment', 'appointment follow up', 'existing appointments'],
    acts: ['confirm or cancel an existing appointment', 'follow up on a recent visit'],
    whos: [
      'have a question about an appointment you already have',
      'need to follow up on your last appointment',
    ],
    spoken: ['follow up'],
  },
  pharmacy: {
    nouns: ['prescription refills', 'the pharmacy', 'medication refills', 'prescriptions'],
    acts: ['request a prescription refill', 'refill a medication'],
    whos: ['need a refill', 'are a pharmacy'],
    spoken: ['refills', 'pharmacy'],
  },
  nurse: {
    nouns: ['the nurse', 'a nurse', 'the triage nurse', 'the nurse advice line'],
    acts: ['leave a message for the nurse', 'speak with a nurse', 'ask a medical question'],
    whos: ['have a question for the nurse', 'would like medical advice'],
    spoken: ['nurse'],
  },
  records: {
    nouns: ['medical records', 'our records department'],
    acts: ['request your medical records', 'get a copy of your records'],
    whos: ['need a copy of your medical records'],
    spoken: ['records'],
  },
  results: {
    nouns: ['test results', 'lab results', 'lab and imaging results'],
    acts: ['get your test results', 'ask about lab results'],
    whos: ['are calling for your test results'],
    spoken: ['results'],
  },
  hours: {
    nouns: ['our hours and location', 'office hours', 'directions', 'our fax number'],
    acts: ['hear our office hours and address', 'get directions to our office'],
    whos: ['would like directions to our office'],
    spoken: ['hours', 'directions'],
  },
  directory: {
    nouns: ['a company directory', 'the staff directory', 'our dial by name directory'],
    acts: ['use the dial by name directory', 'search for an extension by name'],
    whos: ['would like to hear the staff directory'],
    spoken: ['directory'],
  },
  locations: {
    nouns: ['our other locations', 'our Springfield office', 'our satellite offices'],
    acts: ['reach our other office', 'be connected to another location'],
    whos: ['are calling for our Lincoln Street location'],
    spoken: ['other locations'],
  },
  careers: {
    nouns: ['employment opportunities', 'careers', 'human resources'],
    acts: ['ask about a job', 'reach human resources'],
    whos: ['are calling about employment'],
    spoken: ['careers'],
  },
  physicians: {
    nouns: ["physicians' offices", 'doctors and hospitals', 'the physician line'],
    acts: ["reach the physicians' line"],
    whos: [
      "are a doctor or calling from a doctor's office",
      'are a physician or a hospital',
      "are calling from another physician's office",
    ],
    spoken: ['physician'],
  },
  insurance: {
    nouns: ['insurance questions', 'prior authorizations', 'insurance verification'],
    acts: ['ask about insurance we accept', 'check on an authorization'],
    whos: ['have a question about your insurance'],
    spoken: ['insurance'],
  },
  portal: {
    nouns: ['help with the patient portal', 'technical support'],
    acts: ['reset your portal password', 'get help with the patient portal'],
    whos: ['need help with your portal account'],
    spoken: ['portal'],
  },
  vendors: {
    nouns: ['vendors and sales', 'purchasing'],
    acts: ['reach our purchasing department'],
    whos: ['are a vendor or sales representative'],
    spoken: ['vendors'],
  },
  voicemail: {
    nouns: ['our general voicemail', 'voice mail'],
    acts: ['leave a message', 'leave a voicemail'],
    whos: ['would like to leave a message'],
    spoken: ['voicemail'],
  },
  patients: {
    nouns: ['patients', 'patients and family members'],
    acts: ['continue as a patient', 'reach patient services'],
    whos: ['are a patient', 'are calling as a patient', 'are a patient or calling for a patient'],
    spoken: ['patient'],
  },
  all_others: {
    nouns: ['all other inquiries', 'all other calls', 'anything else', 'all other questions'],
    acts: ['hear more options', 'reach all other departments'],
    whos: ['are calling about anything else', 'have any other question'],
    spoken: ['other questions', 'something else'],
  },
  new_patients: {
    nouns: ['new patients'],
    acts: ['register as a new patient'],
    whos: ['are a new patient', 'have never been seen in our office'],
    spoken: ['new patient'],
  },
  existing_patients: {
    nouns: ['existing patients', 'established patients'],
    acts: ['continue as an existing patient'],
    whos: ['are an existing patient', 'have been seen here before'],
    spoken: ['existing patient'],
  },
};
