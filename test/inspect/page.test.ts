/** The inspector's page in a real browser, during a real call. CI installs Chromium; elsewhere it may be missing. */
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Inspection, startInspection } from '../../scripts/inspect/inspection.js';
import { hangsUp } from '../../scripts/rehearsal/practices.js';
import { findOnPath } from '../../scripts/rehearsal/services/child-server.js';

const program = findOnPath('chromium', process.env['PATH']);
const why = program === null ? ' (skipped: there is no chromium on the PATH; apt-get install chromium)' : '';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The chart's own, and those that other systems have in their place. */
const FONTS = ['Helvetica, Arial, sans-serif', 'DejaVu Sans', 'Liberation Sans'];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The chart's boxes, and its texts, each with the box that it is part of: those of the arrows have none. */
const measured = (chart: Locator, font: string) =>
  chart.evaluate((svg, family) => {
    const boxOf = (element: typeof svg): Box => {
      const { x, y, width, height } = element.getBBox();
      return { left: x, right: x + width, top: y, bottom: y + height };
    };
    const texts = [...svg.querySelectorAll('text')].map((text) => {
      text.setAttribute('font-family', family);
      const outline = text.closest('g.step, g.node, g.cluster')?.querySelector('path');
      return { words: String(text.textContent), at: boxOf(text), box: outline ? boxOf(outline) : null };
    });
    return { texts, boxes: [...svg.querySelectorAll('g.node > path')].map(boxOf) };
  }, font);

const isIn = (one: Box, other: Box): boolean =>
  one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom;

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

const lit = (state: string): string => `[id="state-call.${state}"].active`;

describe.skipIf(program === null)(`the inspector's page${why}`, () => {
  let browser: Browser;
  let inspection: Inspection;
  let page: Page;
  let running: ReturnType<Inspection['run']>;
  const complaints: string[] = [];

  beforeAll(async () => {
    inspection = await startInspection({ speed: 4, practice: hangsUp });
    browser = await chromium.launch({ executablePath: program ?? '', args: FLAGS });
    page = await browser.newPage();
    page.setDefaultTimeout(50_000);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(inspection.url);
    await inspection.firstPage;
    running = inspection.run();
  });

  afterAll(async () => {
    await browser?.close();
    await inspection?.close();
  });

  test('lights the states as the call goes through them', async () => {
    await page.waitForSelector(lit('connected'));
    await page.waitForSelector(lit('connected.conversation.greeting'));
    await page.waitForSelector(lit('connected.conversation.intro'));
    expect(await page.locator(lit('connected.conversation.greeting')).count()).toBe(0);
  });

  test('shows what is said, and the brief under which it is said', async () => {
    await page.getByText('Smith Family Medicine, this is Amy').waitFor();
    await page.locator('#conversation .agent:not(.speaking)').first().waitFor();
    await page.locator('#tools').getByText('begin_scheduling').waitFor();
    expect(await page.locator('#stage').textContent()).toMatch(/^(intro|objections) · [\d,]+ characters$/);
  });

  test('tells how the call ended', async () => {
    expect(await running).toEqual({ error: null });
    await page.locator('#state', { hasText: 'settled: hung up' }).waitFor();
    await page.waitForSelector(lit('settled'));
  });

  test('shows the call as it was at an event that is chosen, and the present again', async () => {
    await page.locator('#events li').first().click();
    await page.waitForSelector(lit('preparing'));
    expect(await page.locator('#conversation li').count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the present' }).click();
    await page.waitForSelector(lit('settled'));
    expect(await page.locator('#conversation li').count()).toBeGreaterThan(2);
  });

  test('lights the step within a state of the conversation, and the state around it', async () => {
    await page.locator('#events li', { hasText: '→ connected.greeting.saying' }).first().click();
    await page.waitForSelector(lit('connected.conversation.greeting.saying'));
    await page.waitForSelector(lit('connected.conversation.greeting'));
    expect(await page.locator('.step.active').evaluateAll((steps) => steps.map(({ id }) => id))).toContain(
      'state-call.connected.conversation.greeting.saying',
    );
    await page.getByRole('button', { name: 'Back to the present' }).click();
  });

  test.each(FONTS)(
    'keeps the words of the chart within their boxes, and off the others, in %s',
    async (font) => {
      const another = await browser.newPage();
      await another.goto(inspection.url);
      const { texts, boxes } = await measured(another.locator('#chart svg'), font);
      const misplaced = texts.filter(({ at, box }) =>
        box ? !isIn(at, box) : boxes.some((foreign) => overlap(at, foreign)),
      );
      expect(misplaced.map(({ words }) => words)).toEqual([]);
      expect(texts.length).toBeGreaterThan(150);
      await another.close();
    },
  );

  test('shows the whole call to a page that is opened afterwards', async () => {
    const late = await browser.newPage();
    await late.goto(inspection.url);
    await late.locator('#state', { hasText: 'settled: hung up' }).waitFor();
    expect(await late.locator('#conversation').textContent()).toContain('I have to go.');
    await late.close();
  });

  test('complains of nothing in the console', () => {
    expect(complaints).toEqual([]);
  });

  test('gives nothing to the page of another web site', async () => {
    const foreign = new WebSocket(inspection.url.replace('http', 'ws').concat('feed'), {
      origin: 'https://example.com',
    });
    const outcome = await new Promise((resolve) => {
      foreign.once('open', () => resolve('open'));
      foreign.once('error', () => resolve('refused'));
    });
    foreign.terminate();
    expect(outcome).toBe('refused');
  });
});
