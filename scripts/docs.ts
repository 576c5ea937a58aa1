/**
 * `npm run docs`: writes the API reference, docs/api, from the TSDoc of everything that package.json exports, and the
 * tables of docs/migrating.md from the names of other systems. `npm run docs:check` writes the reference to a temporary
 * folder instead, and fails if docs differs from it.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, type TypeDocOptions } from 'typedoc';
import { MarkdownTheme, type MarkdownThemeContext, type PluginOptions } from 'typedoc-plugin-markdown';
import ts from 'typescript';
import { migrating, withTables } from './docs/migrating.js';

const reference = 'docs/api';
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The sources of the entries that package.json exports. Entries that others re-export come first. */
function entryPoints(): string[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, { import?: { default: string } }>;
  };
  const first = ['./codes', '.'];
  const entries = new Set([...first, ...Object.keys(exports)]);
  return [...entries].flatMap((entry) => {
    const built = exports[entry]?.import?.default; // undefined for package.json and anything else that is not code
    return built === undefined ? [] : [built.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts')];
  });
}

const options: Partial<TypeDocOptions & PluginOptions> = {
  plugin: ['typedoc-plugin-markdown'],
  theme: 'close-frame',
  entryPoints: entryPoints(),
  tsconfig: 'tsconfig.docs.json',
  name: 'The API of close-frame',
  readme: 'none',
  router: 'module',
  flattenOutputFiles: true,
  modulesFileName: 'README',
  sort: ['source-order'],
  disableSources: true, // their lines change with each commit
  excludeExternals: true,
  treatWarningsAsErrors: true,
  // What must have TSDoc. Properties are left out, because those of a literal type are described with the type.
  validation: { notDocumented: true },
  requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Variable', 'Function', 'Method', 'Accessor'],
  intentionallyNotExported: ['FailCodes', 'KindWithCode'],
  logLevel: 'Warn',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  expandObjects: true,
  expandParameters: true,
  formatWithPrettier: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
};

/** Prints only the `@returns` text for a result, because its type is in the code block above. */
class Theme extends MarkdownTheme {
  override getRenderContext(page: Parameters<MarkdownTheme['getRenderContext']>[0]): MarkdownThemeContext {
    const context = super.getRenderContext(page);
    context.partials.signatureReturns = ({ comment }, { headingLevel }) => {
      const returns = comment?.getTag('@returns');
      if (returns === undefined) return '';
      return `${'#'.repeat(headingLevel)} Returns\n\n${context.helpers.getCommentParts(returns.content)}`;
    };
    return context;
  }
}

/** Keeps types as the source writes them: the compiler expands and reorders them. */
function keepTypesAsWritten(converter: Converter): void {
  converter.on(Converter.EVENT_CREATE_SIGNATURE, (context, signature, declaration) => {
    if (declaration === undefined || ts.isJSDocSignature(declaration)) return;
    const scope = context.withScope(signature);
    if (declaration.type !== undefined) signature.type = converter.convertType(scope, declaration.type);
    for (const [index, parameter] of signature.parameters?.entries() ?? []) {
      const written = declaration.parameters[index]?.type;
      if (written !== undefined) parameter.type = converter.convertType(scope, written);
    }
  });
}

/** Expands the type of a constant that is declared as `typeof` another constant, which is not exported. */
function expandTypeQueries(converter: Converter): void {
  converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const declaration = context.getSymbolFromReflection(reflection)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return;
    if (declaration.type === undefined || !ts.isTypeQueryNode(declaration.type)) return;
    const type = context.checker.getTypeAtLocation(declaration);
    reflection.type = converter.convertType(context.withScope(reflection), type);
  });
}

/**
 * Writes the reference into a folder. Fails on any warning of TypeDoc: a name without TSDoc, a link that leads nowhere.
 */
async function write(folder: string): Promise<void> {
  const app = await Application.bootstrapWithPlugins({ ...options, out: folder });
  app.renderer.defineTheme('close-frame', Theme);
  keepTypesAsWritten(app.converter);
  expandTypeQueries(app.converter);
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    for (const { children } of project.groups ?? []) children.sort((one, other) => (one.name < other.name ? -1 : 1));
    await app.generateOutputs(project);
  }
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('TypeDoc has errors or warnings: see above.');
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder).sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The names of the files that differ, or that only one folder has. */
function differing(one: Map<string, string>, other: Map<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}

const page = readFileSync(migrating, 'utf8');
if (process.argv.includes('--check')) {
  if (withTables(page) !== page) {
    console.error(`${migrating} is out of date: run npm run docs.`);
    process.exitCode = 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'close-frame-docs-'));
  try {
    await write(folder);
    const stale = differing(filesOf(reference), filesOf(folder));
    for (const name of stale) console.error(`${reference}/${name} is out of date: run npm run docs.`);
    if (stale.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  writeFileSync(migrating, withTables(page));
  await write(reference);
}
