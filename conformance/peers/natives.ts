/** Native stacks: the packages that each needs, and how its program is compiled and run. */

import type { Endpoint } from 'close-frame';
import { at, type Compilation, compile, pathsAt, programs, unpack } from './debian.js';
import type { Program } from './process.js';

export interface Native {
  name: string;
  language: string;
  roles: readonly Endpoint[];
  /** Installs what the stack needs, once, which may take minutes; throws if that is not available. */
  prepare(): { version: string; program: Program };
}

const both = ['server', 'client'] as const;
const libraries = '/usr/lib/x86_64-linux-gnu';

function native(language: string, name: string, packages: readonly string[], program: () => Program): Native {
  const get = () => ({ version: unpack(...packages), program: { cwd: programs, ...program() } });
  let prepared: ReturnType<typeof get> | Error | undefined;
  return {
    name,
    language,
    roles: both,
    prepare() {
      try {
        prepared ??= get();
      } catch (error) {
        prepared = error as Error;
      }
      if (prepared instanceof Error) throw prepared;
      return prepared;
    },
  };
}

function go(name: string, debian: string, file: string): Native {
  return native('Go', name, [debian, 'golang-go'], () => {
    const sources = ['go/lines.go', `go/${file}.go`];
    const GOROOT = at('/usr/lib/go-1.19');
    const env = { GOROOT, GOPATH: pathsAt('/usr/share/gocode'), GO111MODULE: 'off', CGO_ENABLED: '0' };
    const args = ['build', '-o', 'OUTPUT', ...sources];
    return { command: compile(file, { sources, command: `${GOROOT}/bin/go`, args, env }), args: [] };
  });
}

interface CppBuild {
  source: string;
  flags?: () => readonly string[];
  link: readonly string[];
}

/** Compiles without optimization, which would take minutes and change no result. */
function cpp(name: string, packages: readonly string[], { source, flags, link }: CppBuild): Native {
  return native('C and C++', name, packages, () => {
    const sources = [`cpp/${source}`, 'cpp/lines.hpp'];
    const build: Compilation = {
      sources,
      command: source.endsWith('.c') ? 'gcc' : 'g++',
      args: [
        ...['-o', 'OUTPUT', '-O0', '-fPIC', '-pthread', `-I${at('/usr/include')}`, ...(flags?.() ?? [])],
        ...[`cpp/${source}`, `-L${at(libraries)}`, ...link, '-Wl,--unresolved-symbols=ignore-in-shared-libs'],
      ],
    };
    return { command: compile(name, build), args: [], env: { LD_LIBRARY_PATH: pathsAt(libraries) } };
  });
}

function java(name: string, debian: string, jars: readonly string[]): Native {
  return native('JVM', name, [debian, 'default-jdk-headless'], () => {
    const path = jars.map((jar) => at(`/usr/share/java/${jar}.jar`)).join(':');
    const sources = ['java/Lines.java', `java/${name}.java`];
    const args = ['-nowarn', '-d', 'OUTPUT', '-classpath', path, ...sources];
    const classes = compile(name, { sources, command: 'javac', args });
    // C1 only: warming up the optimizing compiler would take longer than all connections.
    return { command: 'java', args: ['-XX:TieredStopAtLevel=1', '-classpath', `${classes}:${path}`, name] };
  });
}

/** Debian's interpreter, because it has the packages; another one may come first in the path. */
const interpreter = process.env['PYTHON'] ?? '/usr/bin/python3';

function python(debian: string, name: string): Native {
  return native('Python', name, [`python3-${debian}`], () => ({
    command: interpreter,
    args: ['-B', `python/peer_${debian}.py`],
    env: { PYTHONPATH: pathsAt('/usr/lib/python3/dist-packages') },
  }));
}

const boost = ['-std=c++17', '-DBOOST_ERROR_CODE_HEADER_ONLY'];
const qtModules = ['QtCore', 'QtNetwork', 'QtWebSockets'];
const qtFlags = () => ['', ...qtModules].map((module) => `-I${at(`/usr/include/x86_64-linux-gnu/qt6/${module}`)}`);

const tomcatJars =
  'annotations-api api catalina coyote el-api jaspic-api jni juli jsp-api servlet-api util util-scan websocket websocket-api';
const nettyJars = 'buffer codec codec-http common handler resolver transport';
const prefixed = (prefix: string, names: string) => names.split(' ').map((name) => `${prefix}-${name}`);

const ruby = native('Ruby and Rust', 'Ruby websocket-driver', ['ruby-websocket-driver', 'ruby'], () => ({
  command: at('/usr/bin/ruby3.1'),
  args: ['ruby/websocket_driver.rb'],
  env: {
    LD_LIBRARY_PATH: pathsAt(libraries),
    RUBYLIB: pathsAt(
      '/usr/lib/ruby/vendor_ruby',
      '/usr/share/rubygems-integration/all/gems/websocket-extensions-0.1.5/lib',
      `${libraries}/ruby/vendor_ruby/3.1.0`,
      '/usr/lib/ruby/3.1.0',
      `${libraries}/ruby/3.1.0`,
    ),
  },
}));

export const natives: readonly Native[] = [
  python('websockets', 'Python websockets'),
  python('wsproto', 'Python wsproto'),
  python('aiohttp', 'aiohttp'),
  python('tornado', 'Tornado'),
  python('autobahn', 'Autobahn'),
  ruby,
  go('gorilla', 'golang-github-gorilla-websocket-dev', 'gorilla'),
  go('nhooyr', 'golang-nhooyr-websocket-dev', 'nhooyr'),
  go('x/net', 'golang-golang-x-net-dev', 'xnet'),
  cpp('Boost.Beast', ['libboost1.74-dev'], { source: 'beast.cpp', flags: () => boost, link: [] }),
  cpp('websocketpp', ['libwebsocketpp-dev', 'libboost1.74-dev'], {
    source: 'websocketpp.cpp',
    flags: () => boost,
    link: [],
  }),
  cpp('libwebsockets', ['libwebsockets-dev'], { source: 'libwebsockets.c', link: ['-lwebsockets'] }),
  cpp('Qt', ['qt6-websockets-dev'], {
    source: 'qt.cpp',
    flags: () => ['-std=c++17', ...qtFlags()],
    link: ['-lQt6WebSockets', '-lQt6Network', '-lQt6Core'],
  }),
  java('Tomcat', 'libtomcat9-java', prefixed('tomcat9', tomcatJars)),
  java('Netty', 'libnetty-java', prefixed('netty', nettyJars)),
];
