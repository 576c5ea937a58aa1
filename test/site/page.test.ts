import { suite } from 'uvu';
import { noChromium } from '../support/chromium.js';
import { openSite } from '../support/page.js';
import { testAccess } from './page/access.js';
import { testBytes } from './page/bytes.js';
import { testCodes } from './page/codes.js';
import { testComposing } from './page/composing.js';
import { testLinks } from './page/links.js';
import { testPolicy } from './page/policy.js';

const test = suite('site/page');

if (noChromium === undefined) {
  const site = await openSite();
  test.after(() => site.close());
  for (const testFeature of [testBytes, testComposing, testCodes, testLinks, testPolicy, testAccess]) {
    testFeature(site, test);
  }
} else {
  test.skip();
  console.log(`The inspector page is not tested: ${noChromium}.`);
}

test.run();
