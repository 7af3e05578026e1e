/** The wordings that may be known to those who write the classifier. See `wordings.ts`. */
import { OPEN_MACHINES } from './open-machines.js';
import { OPEN_PEOPLE } from './open-people.js';
import type { Wordings } from './wordings.js';

export const OPEN_WORDINGS: Wordings = {
  ...OPEN_MACHINES,
  practices: [
    'Smith Family Medicine',
    'Lakeside Pediatrics',
    'Oak Street Clinic',
    'Valley Urology',
    'Summit Orthopedics',
    'Harbor OBGYN',
    'Westside Dermatology',
    'Greenfield Eye Care',
    'Riverside Ear, Nose and Throat',
    'Internal Medicine Associates',
    'Northgate Women’s Health',
    'Cedar Hill Pain Management',
  ],
  doctors: ['Smith', 'Patel', 'Nguyen', 'Okafor', 'Rosenberg', 'Gomez', 'O’Brien'],
  names: ['Amy', 'Jennifer', 'Maria', 'Deb', 'Tasha', 'Kim', 'Linda', 'Nate'],
  surnames: ['Jones', 'Miller', 'Carter', 'Coleman', 'Ruiz'],
  towns: ['Springfield', 'Dayton', 'White Plains', 'Fresno'],
  numbers: [
    'nine one four, eight two oh, five seven three four',
    'two one two, five five five, oh one two three',
  ],
  people: OPEN_PEOPLE,
  prods: ['Hello?', 'Hello? Is anyone there?', 'Can I help you?', 'Hello, can you hear me?', 'Yes? Hello?'],
  answers: [
    'I’m good, how are you?',
    'Hi. What is this about?',
    'Good morning.',
    'I’m fine, thank you. What can I do for you?',
    'Who are you with?',
    'Yes, how can I help you?',
  ],
  returns: [
    'Thank you for holding, how can I help you?',
    'Thanks for waiting, this is {name}.',
    'Hi, this is {name}, sorry about that.',
    'Okay, what can I do for you?',
    '{practice}, this is {name}.',
  ],
  noises: ['', '', '[noise]', '(coughs)', '[phone ringing]', '...'],
  music: ['[music]', '[hold music]', '♪ ♪', '(soft music playing)'],
};
