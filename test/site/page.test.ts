import { suite } from 'uvu';
import { isExhaustive } from '../support/extent.js';
import { openSite } from '../support/page.js';
import { has } from '../support/programs.js';
import { testAccess } from './page/access.js';
import { testBytes } from './page/bytes.js';
import { testChoices } from './page/choices.js';
import { testCodes } from './page/codes.js';
import { testComposing } from './page/composing.js';
import { testLinks } from './page/links.js';
import { testPane } from './page/pane.js';
import { testPolicy } from './page/policy.js';
import { testSteadiness } from './page/steady.js';

const test = suite('site/page');

if (has('chromium', test, 'the inspector page')) {
  const site = await openSite();
  test.after(() => site.close());
  for (const testFeature of [
    testBytes,
    testChoices,
    testPane,
    testComposing,
    testCodes,
    testLinks,
    testPolicy,
    testSteadiness,
  ])
    testFeature(site, test);
  if (isExhaustive) testAccess(site, test); // every state at every width, read by axe
}

test.run();
