/** What the options are for, in the second open set. See `second.ts`. */
import type { PhrasedSubject, Phrases } from '../wordings.js';

export const SECOND_PHRASES: Readonly<Record<PhrasedSubject, Phrases>> = {
  scheduling: {
    nouns: [
      'the appointment desk',
      'appointment scheduling',
      'one of our schedulers',
      'new patient visits and annual physicals',
      'the appointment line',
      'visits with any of our providers',
    ],
    acts: [
      'set up a visit with one of our providers',
      'get on the schedule',
      'arrange a time to come in',
      'see one of our doctors',
      'request an appointment',
    ],
    whos: [
      'need to be seen by one of our providers',
      'want to come in for a checkup',
      'have not made your appointment yet',
    ],
    spoken: ['set up a visit', 'appointment desk'],
  },
  front_desk: {
    nouns: ['our office staff', 'the check in desk', 'a front office team member', 'our main desk'],
    acts: ['talk with someone at the front', 'get the check in staff on the line'],
    whos: ['want someone at our front desk', 'need one of the secretaries in our office'],
    spoken: ['check in desk', 'office staff'],
  },
  operator: {
    nouns: [
      'a team member',
      'a live agent',
      'the switchboard',
      'further assistance',
      'a patient representative',
    ],
    acts: [
      'talk to a real person',
      'have an attendant come on the line',
      'be helped by a member of our team',
    ],
    whos: ['would rather talk to someone', 'need one of our associates to help you'],
    spoken: ['team member', 'agent'],
  },
  billing: {
    nouns: ['patient accounts', 'the business office', 'statements and payment plans', 'account balances'],
    acts: [
      'talk with someone about a balance you owe',
      'pay an invoice by card',
      'go over the charges from your visit',
    ],
    whos: ['got a statement from us in the mail', 'want to set up a payment plan'],
    spoken: ['payments'],
  },
  referrals: {
    nouns: ['referral status', 'the referral desk', 'outgoing referrals'],
    acts: ['find out if your referral has been sent', 'talk to the person who handles referrals'],
    whos: ['are waiting on a referral', 'want to be referred to a specialist'],
    spoken: ['referral desk'],
  },
  follow_up: {
    nouns: [
      'cancellations and confirmations',
      'changes to an upcoming visit',
      'appointments you have already made',
    ],
    acts: [
      'move or cancel a visit that is already scheduled',
      'confirm your upcoming appointment',
      'check the time of your next appointment',
    ],
    whos: ['are running late for your visit today', 'have to cancel your appointment'],
    spoken: ['cancel or confirm'],
  },
  pharmacy: {
    nouns: ['medication renewals', 'our refill line', 'pharmacists and pharmacy staff'],
    acts: ['renew a medication', 'have a prescription sent to your drugstore'],
    whos: ['are running low on a medication', 'work at a drugstore'],
    spoken: ['refill line'],
  },
  nurse: {
    nouns: ['the nursing staff', 'our clinical team', 'a medical assistant', 'medical questions'],
    acts: ['ask about symptoms or side effects', "leave word for your doctor's nurse"],
    whos: ['have symptoms you want to ask about', 'need advice from our clinical staff'],
    spoken: ['nursing staff', 'clinical team'],
  },
  records: {
    nouns: ['copies of your chart', 'health information management', 'forms and records requests'],
    acts: ['have your chart sent to another office', 'ask about a form the doctor needs to sign'],
    whos: ['want your chart released to someone', 'have a form for the doctor to fill out'],
    spoken: ['charts and forms'],
  },
  results: {
    nouns: ['lab reports', 'blood work and x ray reports'],
    acts: ['find out how your blood work came back', 'go over a recent scan or biopsy'],
    whos: ['are waiting to hear about your blood work', 'recently had a lab test done'],
    spoken: ['lab reports'],
  },
  hours: {
    nouns: ['hours of operation', 'parking and driving directions', 'our address and fax number'],
    acts: ['find out when we are open', 'hear where to park'],
    whos: ['want to know when we are open', 'are looking for our building'],
    spoken: ['office information'],
  },
  directory: {
    nouns: ['a list of our extensions', 'the name directory'],
    acts: ['look someone up by last name', 'hear a list of our staff and their extensions'],
    whos: ['only know the last name of the person you are calling'],
    spoken: ['extension list'],
  },
  locations: {
    nouns: ['our Oakdale clinic', 'the surgery center', 'our east side location'],
    acts: ['be transferred to our Maple Grove clinic', 'call the surgery center instead'],
    whos: ['meant to call our downtown clinic'],
    spoken: ['another clinic'],
  },
  careers: {
    nouns: ['job openings', 'job applicants', 'employment verification'],
    acts: ['apply for a position with us', 'verify that someone works here'],
    whos: ['are interested in working here'],
    spoken: ['job openings'],
  },
  physicians: {
    nouns: ['referring providers', 'hospitals and medical offices', 'healthcare professionals'],
    acts: ['speak doctor to doctor with one of our specialists', 'refer a patient to our practice'],
    whos: [
      'work in a hospital or medical office',
      'are a provider with a question about a shared patient',
      'are a referring office scheduling one of your patients',
    ],
    spoken: ['medical office'],
  },
  insurance: {
    nouns: ['coverage and benefits', 'insurance companies', 'pre certifications'],
    acts: ['update your coverage', 'find out if we take your plan'],
    whos: ['are with an insurance company', 'recently switched health plans'],
    spoken: ['health plan'],
  },
  portal: {
    nouns: ['MyChart support', 'help with your online account'],
    acts: ['get help signing in to MyChart', 'unlock your online account'],
    whos: ['cannot log in to your online account', 'are having trouble with our app'],
    spoken: ['online account'],
  },
  vendors: {
    nouns: ['pharmaceutical representatives', 'suppliers and sales calls'],
    acts: ['talk to our buyer about a delivery', 'offer us a product or service'],
    whos: ['represent a drug company', 'are selling a product or service'],
    spoken: ['sales calls'],
  },
  voicemail: {
    nouns: ['our message box', 'the office mailbox', 'a call back'],
    acts: ['record a message for our staff', 'have us return your call later'],
    whos: ['want us to call you back', 'prefer to leave your name and number'],
    spoken: ['message'],
  },
  patients: {
    nouns: ['patients and caregivers', 'patients and their families'],
    acts: ['get help as a patient', 'get help for yourself or a family member'],
    whos: [
      'are the patient or a family member',
      'are a patient here or hope to become one',
      'are calling about your own care',
    ],
    spoken: ['patient or caregiver'],
  },
  all_others: {
    nouns: ['everything else', 'any other reason', 'a different department', 'other matters'],
    acts: ['hear the rest of our choices', 'reach a department we did not mention'],
    whos: ['need something we did not mention', 'are calling for a different reason'],
    spoken: ['everything else', 'different reason'],
  },
  new_patients: {
    nouns: ['first time patients', 'those new to our practice'],
    acts: ['become a patient here', 'come to us for the first time'],
    whos: ['have not been to our practice before', 'will be seeing us for the first time', 'are new to us'],
    spoken: ['first time patient'],
  },
  existing_patients: {
    nouns: ['returning patients', 'patients already in our care'],
    acts: ['be seen again as a returning patient', 'return for another visit'],
    whos: [
      'have already been to our practice',
      'are already a patient of ours',
      'came to see us in the past',
    ],
    spoken: ['returning patient'],
  },
};
