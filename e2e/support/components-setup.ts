/** Before the tests of components: the browser that they run in is made ready, once. */
import type { TestProject } from 'vitest/node';
import { prepareChromium } from './chromium.ts';
import { offer } from './unavailable.ts';

/** Vitest calls this before the first test of a component. */
export default async function setUp(project: TestProject): Promise<void> {
  project.provide('chromium', await offer('Browser', prepareChromium));
}
