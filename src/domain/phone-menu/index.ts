export type { ApprovedKey, KeyDecision, MenuSoFar } from './gate.js';
export { bestOption, decideOption } from './gate.js';
export type { Choice, Key } from './menu.js';
export { parseMenu } from './parse.js';
export { isAnotherMenu, isSameMenu } from './same-menu.js';
