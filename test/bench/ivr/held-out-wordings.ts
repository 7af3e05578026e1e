/**
 * The held-out wordings. NEVER to be used for the parser's tests, nor read by those who write the parser: they show how
 * it does on sentences that nobody tuned it to. See `wordings.ts`.
 */
import { HELD_OUT_PHRASES } from './held-out-phrases.js';
import type { Wordings } from './wordings.js';

export const HELD_OUT_WORDINGS: Wordings = {
  practices: [
    'Maple Internal Medicine',
    'Desert Skin Clinic',
    'the Advanced Bone and Joint Institute',
    'Sunny Days Children’s Clinic',
    'Coastal Heart Specialists',
    'Bayview Obstetrics and Gynecology',
    'Foothills Dental Implants and Surgery',
    'the Neurology Group of Denton',
    'Prairie Allergy and Asthma',
    'Stone Creek Podiatry',
  ],
  greetings: [
    'Good day, you are through to {practice}.',
    'Thanks so much for calling {practice}, where patients come first.',
    'This is {practice}.',
    'Your call is important to {practice}.',
  ],
  announcements: [
    'For faster service, have your date of birth ready.',
    'Calls are monitored to help us serve you better.',
    'We are experiencing higher than normal call volume.',
    'Masks are optional in our waiting room.',
    'Our offices will be closed this Thursday for the holiday.',
    'Parking is free in the garage behind the building.',
    'We have recently updated this phone system.',
    'Did you know that you can text us at this number.',
    'We close early, at 3 pm, on Fridays.',
  ],
  templates: {
    noun: [
      'If you are calling for {x}, choose {k}.',
      'Hit {k} for {x}.',
      'Choose {k} for {x}.',
      'For {x}, just press {k}.',
      'To be connected to {x}, enter {k}.',
      'For {x}, push {k} on your keypad.',
      '{x} can be reached by pressing {k}.',
    ],
    act: [
      'Choose {k} to {x}.',
      'In order to {x}, press {k}.',
      'If you want to {x}, simply press {k}.',
      'Should you wish to {x}, push {k}.',
      'Enter {k} to {x}.',
    ],
    who: ['If you {x}, choose {k}.', 'Callers who {x}, press {k}.', 'Enter {k} if you {x}.'],
  },
  listTemplates: { first: 'Choose {k} for {x}', next: 'press {k} for {x}' },
  phrases: HELD_OUT_PHRASES,
  english: ['Press {k} to hear this in English.', 'English, press {k}.', 'If you speak English, choose {k}.'],
  continue: ['Hit {k} to go on.', 'To be connected, press {k}.', 'When you are ready, press {k} to move on.'],
  repeat: ['If you would like to hear these choices once more, press {k}.', 'Choose {k} to start over.'],
  extension: [
    'At any time, you can enter a three digit extension.',
    'Callers who have an extension may enter it now, followed by the pound sign.',
  ],
  emergency: {
    notices: [
      'Should you have a true medical emergency, end this call and dial 911.',
      'Anyone with a life or death situation needs to call 911 right away.',
      'Please do not use this line for emergencies. Dial 911.',
      'If you believe you are having a heart attack or a stroke, hang up and call 911.',
    ],
    keyed: [
      'Should this be an emergency, choose {k}.',
      'In the event of a medical emergency, press {k}.',
      'Patients with a true emergency can press {k} at any time.',
      'For critical or life threatening situations, hit {k}.',
      'If you are bleeding heavily or cannot breathe, press {k} right away.',
      'To have the physician on call paged for an urgent problem, press {k}.',
      'Choose {k} only for a real medical emergency.',
      'If you need to be seen right now for an emergency, press {k}.',
    ],
    again: ['As a reminder, emergencies are {k}.', 'If at any point it becomes an emergency, hit {k}.'],
    filters: [
      'Is this an emergency? If so, press {k}, if not, press {other}.',
      'Callers with an emergency, choose {k}. Everyone else, choose {other}.',
      'Choose {k} for a medical emergency and {other} for anything that is not.',
    ],
    stays: [
      'Those with an emergency need to hang up and dial 911. Everyone else, just stay with us.',
      'In a life threatening situation call 911, if not, remain on the line.',
    ],
    keyedStays: [
      'Should this be an emergency, press {k}. Everyone else, just remain on the line.',
      'Emergency callers choose {k}. If it is not one, simply hold.',
    ],
    shared: [
      'To be booked in for an emergency, choose {k}.',
      'Hit {k} as well to reach reception about an emergency.',
    ],
    said: ['Should this be an emergency, just say {s}.'],
  },
  stay: {
    person: [
      'If none of these apply, just remain on the line and our staff will pick up.',
      'Everyone else, hold on and a receptionist will take your call.',
      'If you do nothing, you will be connected to our front desk.',
    ],
    on: ['If not, just hold on.', 'Everyone else, remain on the line.'],
  },
  speech: {
    listed: ['Just say {s} for {x}.', 'When you want {x}, say {s}.'],
    either: ['Say {s} or press {k} for {x}.', 'For {x}, you can say {s} or choose {k}.'],
    open: ['Tell me in your own words what you need.', 'So, what are you calling about today?'],
  },
  holds: [
    'One moment while we connect you.',
    'You are number 2 in the queue. Please keep holding.',
    'We will be right with you. You may press {k} to leave a voicemail instead.',
    'Connecting you now. As always, dial 911 if it is an emergency.',
  ],
  invalid: ['Hmm, that did not work.', 'We did not understand your choice. Please try again.'],
  spanish: {
    language: ['Si prefiere español, presione el {k}.', 'En español, presione {k}.'],
    emergency: ['En caso de emergencia, presione el {k}.', 'Si tiene una emergencia, presione {k}.'],
    lines: {
      scheduling: ['Si desea programar una cita, presione {k}.'],
      billing: ['Para pagos y facturas, presione {k}.'],
      pharmacy: ['Si necesita una receta, presione {k}.'],
      front_desk: ['Para recepción, presione {k}.'],
      operator: ['Para hablar con un representante, presione {k}.'],
    },
  },
};
