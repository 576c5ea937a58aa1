/** Links in Markdown files: to files of this repository, and to their headings by the anchors that GitHub makes. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';

const withoutCode = (markdown: string) => markdown.replace(/^```.*?^```$/gms, '');

/** The anchors of a file: those of its headings, and those that it sets itself. */
export function anchorsOf(markdown: string): Set<string> {
  const slugger = new GithubSlugger();
  const text = withoutCode(markdown);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!.replace(/\\(.)/g, '$1'));
  const anchors = headings.map((heading) => slugger.slug(heading.replace(/\[(.*?)\]\(.*?\)/g, '$1')));
  return new Set([...anchors, ...[...text.matchAll(/<a id="(.*?)">/g)].map(([, id]) => id!)]);
}

/** The broken links of a file. */
export function brokenLinks(path: string): string[] {
  const text = withoutCode(readFileSync(path, 'utf8'));
  const links = [...text.matchAll(/\]\((.*?)\)/g)].map(([, link]) => link!);
  return links.filter((link) => {
    if (/^https:\/\/[^\s/]+/.test(link)) return false; // another site
    const [file, anchor] = link.split('#');
    const target = file === '' ? path : resolve(dirname(path), file!);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
  });
}
