import { describe, expect, test } from 'vitest';
import { parseMenu } from '../../../src/domain/phone-menu/index.js';

/** "1 scheduling, 2 billing": each option's key, or its words in quotes, and what it is for. */
const read = (...heard: string[]): string[] =>
  parseMenu(heard).options.map(({ key, say, purpose }) => `${key ?? `“${say}”`} ${purpose}`);

describe('the options of a phone menu', () => {
  test.each([
    ['For billing, press 2. To schedule an appointment, press 1.', ['2 billing', '1 scheduling']],
    ['Press one for scheduling, press two for billing.', ['1 scheduling', '2 billing']],
    ['for scheduling press one for billing press two', ['1 scheduling', '2 billing']],
    ['press one for scheduling press two for billing', ['1 scheduling', '2 billing']],
    ['Appointments, 1. Billing, 2. The front desk, 0.', ['1 scheduling', '2 billing', '0 front_desk']],
    ['Option one is for referrals. Option two is for the operator.', ['1 referral', '2 operator']],
    ['1 for new patients, 2 for prescription refills', ['1 scheduling', '2 pharmacy']],
    ['If you would like to speak with a nurse, dial 3.', ['3 nurse']],
    ['For appointments, press to. For the operator, press for.', ['2 scheduling', '4 operator']],
    ['For appointments press won. For billing press ate.', ['1 scheduling', '8 billing']],
    ['To continue, press pound. To hear this menu again, press star.', ['# continue', '* repeat']],
    ['For appointments press press 1 1.', ['1 scheduling']],
    ['Need an appointment? Press 2.', ['2 scheduling']],
    ['To make, change or cancel an appointment, press 6.', ['6 scheduling']],
    ['To make changes to an appointment, press 6.', ['6 follow_up']],
    [
      'Flu season is here so please wear a mask if you have a cough or fever. If you are a patient, press 1.',
      ['1 continue'],
    ],
    // The many ways to lead to a key
    [
      "For the billing office, you'll want 2. For our front desk, you'll want option 9.",
      ['2 billing', '9 front_desk'],
    ],
    ['If you called today to make an appointment, that would be 3.', ['3 scheduling']],
    ['If your call concerns new appointments, 1 should be pressed at this time.', ['1 scheduling']],
    ['If you need a new appointment, seven is your option.', ['7 scheduling']],
    ['Pressing 5 will place you in the queue for our front desk.', ['5 front_desk']],
    ['Option 1 is reserved for patients or their legal guardians.', ['1 continue']],
    ['By pressing 1, you acknowledge this message and will be taken to our menu.', ['1 continue']],
    [
      'the button for our front desk is 3 the button for our hours is 4 the button for records is 5',
      ['3 front_desk', '4 other_line', '5 other_line'],
    ],
    ['By selecting 2, you may arrange a consultation.', ['2 scheduling']],
    ['Your call will be continued in English if you press two.', ['2 language']],
    [
      'Enter one at any time for records. Enter zero at any time for live assistance.',
      ['1 other_line', '0 operator'],
    ],
    ['Press 1 for billing, while pound should be pressed for all other calls.', ['1 billing', '# continue']],
    [
      "for records it's two medical advice from a nurse is three a member of our team is zero",
      ['2 other_line', '3 nurse', '0 operator'],
    ],
    // What it is for
    ['For our talent acquisition team, press 1.', ['1 other_line']],
    ['For the cancellation desk, press 1.', ['1 follow_up']],
    ['For the time of your next appointment, press 1.', ['1 follow_up']],
    ['If you were referred to us and need an appointment, press 2.', ['2 scheduling']],
    ['Callers preferring English may press 1.', ['1 language']],
    ['To hear what else we have, press 6.', ['6 continue']],
    ['For more choices, press 6.', ['6 continue']],
    ['If it is a member of our team you need, press 0.', ['0 operator']],
    ['For an actual human, press 0. For human resources, press 1.', ['0 operator', '1 other_line']],
    ['For modifications to an appointment that has already been scheduled, press 3.', ['3 follow_up']],
    ['To ask for the next available appointment, press 2.', ['2 scheduling']],
    // Beside announcements
    [
      'Calls are answered in the order in which they are received. We close daily between 12 and 1. Press 3 for appointments.',
      ['3 scheduling'],
    ],
    ['please have your insurance card handy push 1 to accept and continue', ['1 continue']],
    [
      'For job applications it is one, our opening hours is three, all else is four.',
      ['1 other_line', '3 other_line', '4 continue'],
    ],
    [
      'appointments not canceled 24 hours ahead are subject to a 50 dollar fee if you need to schedule press 1 if you need a refill press 2',
      ['1 scheduling', '2 pharmacy'],
    ],
    ['The fastest way to get one is to call your pharmacy. For English, press one.', ['1 language']],
    [
      'Did you know that 1 in 5 adults needs glasses? As of January 1 we charge a fee. To go on, press 3.',
      ['3 continue'],
    ],
    ['Refill requests take 2 to 3 business days. For English, press 4.', ['4 language']],
  ])('are found in “%s”', (heard, options) => {
    expect(read(heard)).toEqual(options);
  });

  test('are put together from pieces', () => {
    expect(read('for billing', 'press two', 'for a new', 'appointment press three')).toEqual([
      '2 billing',
      '3 scheduling',
    ]);
  });

  test('come once when the menu is repeated', () => {
    const menu = 'For scheduling, press 1. For billing, press 2.';
    expect(read(menu, menu)).toEqual(['1 scheduling', '2 billing']);
  });

  test('are cited verbatim, over pieces too', () => {
    const { options } = parseMenu(['Hello. For a NEW appointment,', 'press 5. Goodbye.']);
    expect(options[0]?.words).toBe('For a NEW appointment, press 5');
  });

  test.each([
    ['Para español, oprima el dos.', ['2 language']],
    ['Para citas marque uno, para facturación marque dos.', ['1 scheduling', '2 billing']],
    ['Para emergencias, presione nueve.', ['9 emergency']],
    ['For English press 1, para español oprima el 8', ['1 language', '8 language']],
  ])('may be Spanish: “%s”', (heard, options) => {
    expect(read(heard)).toEqual(options);
  });

  test.each([
    ['For lab results, press 4.', 'follow_up'],
    ['To confirm or cancel an existing appointment, press 4.', 'follow_up'],
    ["If you are calling from a doctor's office, press 4.", 'other_line'],
    ['For physicians and hospitals, press 4.', 'other_line'],
    ['For our hours and location, press 4.', 'other_line'],
    ['For the dial by name directory, press 4.', 'other_line'],
    ['For medical records, press 4.', 'other_line'],
    ['For billing or appointments, press 4.', 'billing'],
    ['For questions about insurance, press 4.', 'billing'],
  ])('are wrong lines: “%s”', (heard, purpose) => {
    expect(parseMenu([heard]).options).toMatchObject([{ key: '4', purpose }]);
  });

  test('are none in hours, addresses and telephone numbers', () => {
    expect(
      read(
        'We are open Monday through Friday, 8 to 5.',
        'Patients are seen Monday to Thursday froms 7:30 until 4:15, and Fridays at 9:00.',
        'We are located at 450 Main Street, suite 2. Our fax number is 5 5 5 1 2 3 4.',
        'One of our representatives will be with you in 2 minutes.',
        'Flu vaccines are now available for patients age 9',
        'and older. We close after 5',
      ),
    ).toEqual([]);
  });

  test('are none in a "for" that was heard as a number', () => {
    expect(read('when you check in', '4', 'our appointment department press option 1')).toEqual([
      '1 scheduling',
    ]);
  });

  test('do not take an extension for a key', () => {
    expect(read('To hear other services, enter 1. Please enter the extension of your party now.')).toEqual([
      '1 continue',
    ]);
    expect(read("If you know your party's extension, dial it at any time. For reception, press 0.")).toEqual([
      '0 front_desk',
    ]);
  });

  test('may be said', () => {
    expect(read('You can say scheduling, or press 2 for billing.')).toEqual([
      '“scheduling” scheduling',
      '2 billing',
    ]);
    expect(parseMenu(['In a few words, tell me why you are calling.'])).toMatchObject({
      options: [],
      takesSpeech: true,
    });
  });

  test('may be to wait', () => {
    expect(
      parseMenu(['For billing, press 1. Or stay on the line for the operator.']).stayOnTheLine,
    ).toMatchObject({
      purpose: 'operator',
    });
    expect(
      parseMenu(['If no selection is made, your call will be transferred to the operator.']).stayOnTheLine,
    ).toMatchObject({ purpose: 'operator' });
    expect(parseMenu(['For billing, press 1.']).stayOnTheLine).toBeNull();
  });
});

describe('a menu that begins again', () => {
  test('does not end the last option with its first words', () => {
    const menu = 'to schedule an appointment press one for billing press two for the operator press zero';
    expect(read(menu, menu)).toEqual(['1 scheduling', '2 billing', '0 operator']);
  });

  test('begins again with an announcement, too', () => {
    const menu = [
      'We are now offering telehealth visits. If you have a fever, please wear a mask.',
      'For all other calls',
      'press one.',
    ];
    expect(read(...menu, ...menu)).toEqual(['1 continue']);
  });

  test('tells what a key is for that did not tell the first time', () => {
    const { options } = parseMenu(['Select option 2 if uh.', 'Select option 2 for scheduling.']);
    expect(options).toMatchObject([{ key: '2', purpose: 'scheduling', sure: true }]);
  });

  test('shows which of two hearings was the mistake', () => {
    expect(read('For scheduling, press 1.', 'For billing, press 1.', 'For scheduling, press 1.')).toEqual([
      '1 scheduling',
    ]);
  });
});

describe('words that could belong to either key', () => {
  test('make both wrong lines where one reading is', () => {
    expect(read('press 1 for billing press 2')).toContain('1 billing');
    expect(read('scheduling press 1 billing press 2 scheduling')).not.toContain('2 scheduling');
  });

  test('of the sentence before, where a greeting ends, are none of the option', () => {
    expect(
      read('Thank you for calling. This call may be recorded for quality. For appointments, press 1.'),
    ).toEqual(['1 scheduling']);
  });

  test('heard once as scheduling and once as billing are billing', () => {
    expect(read('For scheduling, press 1.', 'For billing, press 1.')).toEqual(['1 billing']);
  });
});
