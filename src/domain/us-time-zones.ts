/**
 * The clocks of the United States: which zones each state and territory keeps, and what people call a zone.
 * Used by `practice-clock.ts` and `meeting-time.ts`. Data only; it never reads a clock.
 *
 * Sources: 49 CFR Part 71 (Standard Time Zone Boundaries) for the states that are divided;
 * IANA tz database, `northamerica`, for zones. Zones that have kept the same time since 2007
 * are written as one (Detroit and Indianapolis as New_York, Boise as Denver), so that a state has several
 * candidates only where a person would ask.
 */

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const ARIZONA = 'America/Phoenix';
const PACIFIC = 'America/Los_Angeles';
const ALASKA = 'America/Anchorage';
const ALEUTIAN = 'America/Adak';
const HAWAII = 'Pacific/Honolulu';
const ATLANTIC = 'America/Puerto_Rico';
const CHAMORRO = 'Pacific/Guam';
const SAMOA = 'Pacific/Pago_Pago';

/** The mainland's zones, the most populous first. */
export const MAINLAND_ZONES: readonly string[] = [EASTERN, CENTRAL, PACIFIC, MOUNTAIN];

/**
 * USPS abbreviation, name, zones with the most populous first.
 * Two states have a corner that differs and still count as one clock, because asking would sound odd to nearly
 * everyone: Arizona (the Navajo Nation changes to daylight time) and Nevada (West Wendover keeps Mountain time).
 */
export const STATES: readonly (readonly [usps: string, name: string, ...zones: string[]])[] = [
  ['AL', 'Alabama', CENTRAL],
  ['AK', 'Alaska', ALASKA, ALEUTIAN],
  ['AS', 'American Samoa', SAMOA],
  ['AZ', 'Arizona', ARIZONA],
  ['AR', 'Arkansas', CENTRAL],
  ['CA', 'California', PACIFIC],
  ['CO', 'Colorado', MOUNTAIN],
  ['CT', 'Connecticut', EASTERN],
  ['DE', 'Delaware', EASTERN],
  ['DC', 'District of Columbia', EASTERN],
  ['FL', 'Florida', EASTERN, CENTRAL],
  ['GA', 'Georgia', EASTERN],
  ['GU', 'Guam', CHAMORRO],
  ['HI', 'Hawaii', HAWAII],
  ['ID', 'Idaho', MOUNTAIN, PACIFIC],
  ['IL', 'Illinois', CENTRAL],
  ['IN', 'Indiana', EASTERN, CENTRAL],
  ['IA', 'Iowa', CENTRAL],
  ['KS', 'Kansas', CENTRAL, MOUNTAIN],
  ['KY', 'Kentucky', EASTERN, CENTRAL],
  ['LA', 'Louisiana', CENTRAL],
  ['ME', 'Maine', EASTERN],
  ['MD', 'Maryland', EASTERN],
  ['MA', 'Massachusetts', EASTERN],
  ['MI', 'Michigan', EASTERN, CENTRAL],
  ['MN', 'Minnesota', CENTRAL],
  ['MS', 'Mississippi', CENTRAL],
  ['MO', 'Missouri', CENTRAL],
  ['MT', 'Montana', MOUNTAIN],
  ['NE', 'Nebraska', CENTRAL, MOUNTAIN],
  ['NV', 'Nevada', PACIFIC],
  ['NH', 'New Hampshire', EASTERN],
  ['NJ', 'New Jersey', EASTERN],
  ['NM', 'New Mexico', MOUNTAIN],
  ['NY', 'New York', EASTERN],
  ['NC', 'North Carolina', EASTERN],
  ['ND', 'North Dakota', CENTRAL, MOUNTAIN],
  ['MP', 'Northern Mariana Islands', CHAMORRO],
  ['OH', 'Ohio', EASTERN],
  ['OK', 'Oklahoma', CENTRAL],
  ['OR', 'Oregon', PACIFIC, MOUNTAIN],
  ['PA', 'Pennsylvania', EASTERN],
  ['PR', 'Puerto Rico', ATLANTIC],
  ['RI', 'Rhode Island', EASTERN],
  ['SC', 'South Carolina', EASTERN],
  ['SD', 'South Dakota', CENTRAL, MOUNTAIN],
  ['TN', 'Tennessee', CENTRAL, EASTERN],
  ['TX', 'Texas', CENTRAL, MOUNTAIN],
  ['UT', 'Utah', MOUNTAIN],
  ['VT', 'Vermont', EASTERN],
  ['VI', 'Virgin Islands', ATLANTIC],
  ['VA', 'Virginia', EASTERN],
  ['WA', 'Washington', PACIFIC],
  ['WV', 'West Virginia', EASTERN],
  ['WI', 'Wisconsin', CENTRAL],
  ['WY', 'Wyoming', MOUNTAIN],
];

/** Further spellings of names in {@link STATES}, with the abbreviation they stand for. */
export const OTHER_STATE_NAMES: readonly (readonly [name: string, usps: string])[] = [
  ['Washington DC', 'DC'],
  ['US Virgin Islands', 'VI'],
];

/** What a zone is called: `spoken` after a time of day, `words` when someone names it. */
export interface NamedZone {
  readonly zone: string;
  readonly spoken: string;
  readonly words: RegExp;
}

/** `EST` in July means the clock of the East, so standard and daylight abbreviations name the same zone. */
export const NAMED_ZONES: readonly NamedZone[] = [
  { zone: EASTERN, spoken: 'Eastern', words: /\b(?:eastern|east coast|e[sd]?t)\b/i },
  { zone: CENTRAL, spoken: 'Central', words: /\b(?:central|c[sd]t)\b/i },
  { zone: PACIFIC, spoken: 'Pacific', words: /\b(?:pacific|west coast|p[sd]t)\b/i },
  { zone: ARIZONA, spoken: 'Arizona time', words: /\b(?:arizona|phoenix)\b/i },
  { zone: MOUNTAIN, spoken: 'Mountain', words: /\b(?:mountain|m[sd]t)\b/i },
  { zone: ALEUTIAN, spoken: 'Aleutian time', words: /\b(?:hawaii[- ]aleutian|aleutians?|adak)\b/i },
  { zone: ALASKA, spoken: 'Alaska time', words: /\b(?:alaskan?|ak[sd]t)\b/i },
  { zone: HAWAII, spoken: 'Hawaii time', words: /\b(?:hawaii(?:an)?|hst)\b/i },
  { zone: ATLANTIC, spoken: 'Atlantic time', words: /\b(?:atlantic|puerto rico|a[sd]t)\b/i },
  { zone: CHAMORRO, spoken: 'Guam time', words: /\b(?:chamorro|guam|chst)\b/i },
  { zone: SAMOA, spoken: 'Samoa time', words: /\b(?:samoan?|sst)\b/i },
];
