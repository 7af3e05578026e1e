/**
 * The held-out wordings. NEVER to be used for the classifier's tests, nor is a cue to be written for one of them: they
 * show how it does on sentences that nobody tuned it to. See `wordings.ts`.
 */
import { HELD_OUT_MACHINES } from './held-out-machines.js';
import { HELD_OUT_PEOPLE } from './held-out-people.js';
import type { Wordings } from './wordings.js';

export const HELD_OUT_WORDINGS: Wordings = {
  ...HELD_OUT_MACHINES,
  practices: [
    'Maple Internal Medicine',
    'Desert Skin Clinic',
    'Coastal Heart Specialists',
    'Bayview Obstetrics and Gynecology',
    'Foothills Oral Surgery',
    'Prairie Allergy and Asthma',
    'Stone Creek Podiatry',
    'Sunny Days Children’s Clinic',
    'The Spine Institute',
    'Ridgeway Family Doctors',
  ],
  doctors: ['Abernathy', 'Kowalski', 'Ramaswamy', 'Oyelaran', 'Feinberg', 'Castellanos'],
  names: ['Tamika', 'Gwen', 'Luis', 'Priya', 'Shelby', 'Marcus', 'Yolanda'],
  surnames: ['Whitaker', 'Delgado', 'Novak', 'Huang', 'Brennan'],
  towns: ['Denton', 'Fall River', 'Boise', 'Macon'],
  numbers: [
    'six one seven, five five five, oh one four two',
    'eight hundred, five five five, nineteen hundred',
  ],
  people: HELD_OUT_PEOPLE,
  prods: [
    'Anybody on?',
    'Um, hello there?',
    'I can’t hear anybody.',
    'Hello hello?',
    'Did you want something?',
  ],
  answers: [
    'I’m all right, and yourself?',
    'Good, good. What’s the reason for the call?',
    'Hello to you too.',
    'Fine. Which company is that?',
    'Oh, hi. Um, what is it you do?',
    'Not bad. I’m kind of swamped, though.',
  ],
  returns: [
    'Okay, I’m with you now, what was it?',
    'Sorry to leave you hanging, this is {name}.',
    'Yes, {name} {surname} here.',
    'All right, thanks so much for waiting, how can I help?',
    'Hello? Still there?',
  ],
  noises: ['', '[static]', '(clears throat)', '[dial tone]'],
  music: ['[upbeat music]', '(piano music)', '♫'],
};
