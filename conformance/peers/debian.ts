/** Programs and libraries from Debian's packages, unpacked into a folder: nothing is installed. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that caches everything between runs; delete it to get newer packages. */
const cache =
  process.env['CLOSE_FRAME_PEERS'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'close-frame-peers');

const programs = fileURLToPath(new URL('programs', import.meta.url));

/** A download or a compilation that takes longer than this is taken to hang. */
const STEP_SECONDS = 600;

/** Runs a step at low priority, with a time limit that also ends the processes that the step started. */
function step(cwd: string, command: string, args: readonly string[], env: Record<string, string> = {}): string {
  const limited = ['--kill-after=5', `${STEP_SECONDS}`, 'nice', command, ...args];
  try {
    return execFileSync('timeout', limited, {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stderr = '', status } = error as { stderr?: string; status?: number };
    throw new Error(`${command} ended with ${status}: ${stderr.trim().slice(-500)}`);
  }
}

function folder(...names: string[]): string {
  const path = join(cache, ...names);
  mkdirSync(path, { recursive: true });
  return path;
}

/** A path in a package: in the folder that it was unpacked into, or in the system if the package is installed. */
export function at(path: string): string {
  const unpacked = join(cache, 'root', path);
  return existsSync(unpacked) ? unpacked : path;
}

/** A list of paths for an environment variable; for each, the unpacked one first. */
export function pathsAt(...paths: string[]): string {
  return paths.flatMap((path) => [join(cache, 'root', path), path]).join(':');
}

/** Unpacks packages and the dependencies that the system lacks; returns the upstream version of the first package. */
export function unpack(...packages: string[]): string {
  const stamp = join(folder('unpacked'), packages[0]!);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8');
  const plan = step(cache, 'apt-get', ['install', '--simulate', '--no-install-recommends', ...packages]);
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name!);
  const debs = folder('debs');
  const fileOf = (name: string) => readdirSync(debs).find((file) => file.startsWith(`${name}_`));
  const absent = missing.filter((name) => fileOf(name) === undefined);
  if (absent.length > 0) step(debs, 'apt-get', ['download', ...absent]);
  for (const name of missing) step(debs, 'dpkg', ['-x', fileOf(name)!, folder('root')]);
  const own = fileOf(packages[0]!);
  const fields =
    own === undefined ? step(cache, 'dpkg', ['--status', packages[0]!]) : step(debs, 'dpkg-deb', ['--field', own]);
  const upstream = fields.match(/^Version: (?:\d+:)?(\d+(?:\.\d+)*)/m)![1]!;
  writeFileSync(stamp, upstream);
  return upstream;
}

/** A program that is compiled from sources in `programs`. */
export interface Compilation {
  sources: readonly string[];
  command: string;
  /** The arguments after the sources; `OUTPUT` stands for the path of the output. */
  args: readonly string[];
  env?: Record<string, string>;
}

/** Compiles, unless these sources have been compiled before; returns the path of the output. */
export function compile(name: string, { sources, command, args, env = {} }: Compilation): string {
  const hash = createHash('sha256').update(JSON.stringify([command, args]));
  for (const source of sources) hash.update(readFileSync(join(programs, source)));
  const output = join(folder('compiled'), `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(output)) return output;
  const path = folder('compiling', name);
  const filled = args.map((arg) => arg.replace('OUTPUT', join(path, 'output')));
  step(programs, command, filled, { ...env, GOCACHE: join(cache, 'go') });
  step(path, 'mv', ['output', output]); // so that an interrupted compilation is not mistaken for a finished one
  return output;
}

/** A scratch folder for a program that needs one. */
export function scratch(name: string): string {
  return folder('scratch', name);
}

export { programs };
