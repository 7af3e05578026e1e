export type { ApprovedKey, KeyDecision, MenuSoFar } from './gate.js';
export type { Choice, Key, MenuOption, PhoneMenu, Purpose } from './menu.js';
