import { suite } from 'uvu';
import { isExhaustive } from '../support/extent.js';
import { openSite } from '../support/page.js';
import { has } from '../support/programs.js';
import { testAccess } from './page/access.js';
import { testBytes } from './page/bytes.js';
import { testCodes } from './page/codes.js';
import { testComposing } from './page/composing.js';
import { testLinks } from './page/links.js';
import { testPolicy } from './page/policy.js';

const test = suite('site/page');

if (has('chromium', test, 'the inspector page')) {
  const site = await openSite();
  test.after(() => site.close());
  for (const testFeature of [testBytes, testComposing, testCodes, testLinks, testPolicy]) testFeature(site, test);
  if (isExhaustive) testAccess(site, test); // every state at every width, read by axe
}

test.run();
