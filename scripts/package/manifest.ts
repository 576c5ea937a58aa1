/** Checks the list of files and the manifest: the package contains only what belongs there, and nothing that runs. */

import assert from 'node:assert/strict';

/** The part of a package.json that is checked. */
export interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly [field: string]: unknown;
}

const belonging = [
  /^package\/(dist|src)\/.+$/,
  /^package\/schemas\/command\.json$/,
  /^package\/test\/vectors\/([\w-]+\.json|README\.md)$/,
  /^package\/(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
];
/** What the package would be broken without, besides its code. */
export const needed: readonly string[] = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'test/vectors/schema.json',
  'schemas/command.json',
  'dist/cli/LICENSES.txt',
];

/**
 * Asserts that the tarball contains what belongs there and nothing else: no configuration, no secret, and no
 * `binding.gyp`, for which npm would run a script.
 *
 * @param files - The paths in the tarball, which begin with `package/`.
 */
export function checkFiles(files: readonly string[]): void {
  const odd = files.filter((file) => !belonging.some((form) => form.test(file)) || /\/\./.test(file));
  assert.deepEqual(odd, [], 'files that do not belong in the package');
  const missing = needed.filter((file) => !files.includes(`package/${file}`));
  assert.deepEqual(missing, [], 'files that are missing from the package');
}

/** What npm runs when a package is installed from a registry. `prepare` is not one of them. */
const installScripts = ['preinstall', 'install', 'postinstall'];

const dependencyFields = /dependencies$|^bundle/i;

/** Asserts that installing the package runs nothing and installs nothing else, so `npm audit` has nothing to find. */
export function checkManifest(manifest: Manifest): void {
  const scripts = installScripts.filter((name) => manifest.scripts?.[name] !== undefined);
  assert.deepEqual(scripts, [], 'scripts that run when the package is installed');
  const fields = Object.keys(manifest).filter((name) => dependencyFields.test(name) && name !== 'devDependencies');
  assert.deepEqual(fields, [], 'fields that install other packages');
}

/** The files in a manifest's `exports`, except declarations and package.json. */
export function entriesOf(manifest: Manifest): string[] {
  const targets: string[] = [];
  const collect = (target: unknown): void => {
    if (typeof target === 'string') targets.push(target);
    else if (typeof target === 'object' && target !== null) Object.values(target).forEach(collect);
  };
  collect(manifest.exports);
  return [...new Set(targets)].filter((target) => target.endsWith('.js'));
}
