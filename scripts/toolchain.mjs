// Makes Node 22, Yarn 4 and the dependencies available, with nothing but npm and any Node
// from 18 on. Safe to run again: what is there already is not fetched again.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const NODE_VERSION = '22.23.3';
const YARN_VERSION = '4.13.0';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, '.tools');
const isWindows = process.platform === 'win32';

function say(message) {
  console.log(`[setup] ${message}`);
}

function fail(message) {
  console.error(`[setup] ${message}`);
  process.exit(1);
}

/** Runs a program with its output in view; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** One set-up at a time: a second `npm start` waits for the first one's. */
async function withLock(work) {
  mkdirSync(tools, { recursive: true });
  const lock = join(tools, 'lock');
  for (let waited = 0; !takeLock(lock); waited += 1) {
    if (isAbandoned(lock)) {
      rmSync(lock, { force: true });
      continue;
    }
    if (waited === 0) say('waiting for another set-up in this folder to end');
    await sleep(1_000);
  }
  const release = () => rmSync(lock, { force: true });
  const beat = setInterval(
    () => utimesSync(lock, new Date(), new Date()),
    5_000,
  );
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.removeListener('exit', release);
    release();
  }
}

/** Linking a file that is written already never shows others a lock without its owner. */
function takeLock(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Its owner is gone; the number of the process may belong to another one by now. */
function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return Date.now() - statSync(lock).mtimeMs > 60_000 || !isAlive(pid);
  } catch {
    return false; // released this moment
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isInstalled(name, version) {
  try {
    const manifest = join(tools, 'node_modules', name, 'package.json');
    return JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  } catch {
    return false;
  }
}

async function installTools(packages) {
  const missing = packages.filter(
    ([name, version]) => !isInstalled(name, version),
  );
  if (missing.length === 0) return;
  const wanted = packages.map(([name, version]) => `${name}@${version}`);
  say(`fetching ${wanted.join(' and ')}`);
  writeFileSync(join(tools, 'package.json'), '{"private":true}\n');
  const npm = process.env.npm_execpath;
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--ignore-scripts',
    '--loglevel=error',
    ...wanted,
  ];
  const viaNode = npm && /npm-cli\.[cm]?js$/.test(npm);
  const code = await run(
    viaNode ? process.execPath : 'npm',
    viaNode ? [npm, ...args] : args,
    { cwd: tools, shell: isWindows && !viaNode },
  ).catch(error =>
    fail(
      error.code === 'ENOENT'
        ? 'npm was not found. Install Node.js together with npm and try again.'
        : `npm could not be started: ${error.message}`,
    ),
  );
  if (code !== 0) {
    fail(
      `npm could not fetch ${wanted.join(' and ')}. ` +
        'Check the network and the registry of npm, then run the command again.',
    );
  }
}

/** The npm package that holds Node for this machine. */
function nodePackage() {
  const platform = isWindows ? 'win' : process.platform;
  const known = [
    'linux-x64',
    'linux-arm64',
    'darwin-x64',
    'darwin-arm64',
    'win-x64',
    'win-arm64',
  ];
  const target = `${platform}-${process.arch}`;
  if (!known.includes(target)) {
    fail(
      `There is no ready-made Node.js ${NODE_VERSION} for ${target}. ` +
        'Install Node.js 22 and run the command again with it.',
    );
  }
  return `node-${target}`;
}

function hasHeadersOfNode22(folder) {
  try {
    const file = join(folder, 'include', 'node', 'node_version.h');
    return /define NODE_MAJOR_VERSION 22\b/.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}

/** A folder with `node` and `yarn` in it, to be put first on the PATH. */
function writeShims(node, yarn) {
  const bin = join(tools, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, command] of [
    ['node', [node]],
    ['yarn', [node, yarn]],
  ]) {
    const quoted = command.map(part => `"${part}"`).join(' ');
    const file = join(bin, isWindows ? `${name}.cmd` : name);
    writeFileSync(
      file,
      isWindows ? `@${quoted} %*\r\n` : `#!/bin/sh\nexec ${quoted} "$@"\n`,
    );
    chmodSync(file, 0o755);
  }
  return bin;
}

/** Changes whenever the dependencies have to be installed anew. */
function installStamp(node) {
  const hash = createHash('sha256').update(node);
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name =>
      join(folder, name, 'package.json'),
    ),
  );
  for (const file of [
    'package.json',
    '.yarnrc.yml',
    'yarn.lock',
    ...manifests.sort(),
  ]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** What native builds need and this machine lacks. */
function missingBuildTools(env) {
  if (isWindows) return [];
  const path = Object.entries(env).find(
    ([key]) => key.toUpperCase() === 'PATH',
  );
  const folders = (path?.[1] ?? '').split(delimiter);
  return [['python3', 'python'], ['make'], ['g++', 'c++', 'clang++']]
    .filter(names =>
      names.every(name => !folders.some(f => existsSync(join(f, name)))),
    )
    .map(([name]) => name);
}

async function installDependencies({ node, yarn, env }) {
  const stampFile = join(root, 'node_modules', '.infra-dashboard-setup');
  const stamp = installStamp(node);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return;
  say('installing the dependencies; the first time takes some minutes');
  const code = await run(node, [yarn, 'install', '--immutable'], { env });
  if (code !== 0) {
    const missing = missingBuildTools(env);
    fail(
      missing.length > 0
        ? 'The dependencies could not be installed. better-sqlite3 had to be compiled, and ' +
            `${missing.join(
              ', ',
            )} is missing (on Debian: apt-get install python3 make g++).`
        : 'The dependencies could not be installed; the lines above say why. After a failure of ' +
            'the network run the command again: it goes on where it stopped. When yarn.lock does ' +
            'not fit a package.json: node scripts/yarn.mjs install',
    );
  }
  writeFileSync(stampFile, stamp);
}

/** Yarn with a fitting Node was started by the user: then all is there already. */
function isYarnOfUser() {
  const major = Number(process.versions.node.split('.')[0]);
  return (
    !isWindows &&
    Boolean(process.env.npm_execpath) &&
    /^yarn\/[4-9]/.test(process.env.npm_config_user_agent ?? '') &&
    (major === 22 || major === 24) &&
    existsSync(join(root, 'node_modules', '.yarn-state.yml'))
  );
}

/**
 * Sets everything up.
 *
 * @param options.dependencies - false: Node and Yarn only
 * @returns the program that is Node, the program and first arguments that run Yarn, and the
 *   environment to run them in
 */
export async function prepare({ dependencies = true } = {}) {
  if (isYarnOfUser()) {
    // Yarn names a script of its own here, which is no JavaScript.
    const yarn = process.env.npm_execpath;
    const isScript = /\.[cm]?js$/.test(yarn);
    return {
      node: process.execPath,
      yarn: isScript ? [process.execPath, yarn] : [yarn],
      env: process.env,
    };
  }
  if (Number(process.versions.node.split('.')[0]) < 18) {
    fail(
      `Node.js ${process.versions.node} is too old; 18 or newer is needed to begin with.`,
    );
  }
  return withLock(async () => {
    const hasNode = process.versions.node.startsWith('22.');
    const packages = [['@yarnpkg/cli-dist', YARN_VERSION]];
    if (!hasNode) packages.push([nodePackage(), NODE_VERSION]);
    await installTools(packages);

    const nodeFolder = hasNode
      ? undefined
      : join(tools, 'node_modules', nodePackage());
    const node = nodeFolder
      ? join(nodeFolder, 'bin', isWindows ? 'node.exe' : 'node')
      : process.execPath;
    const yarn = join(
      tools,
      'node_modules',
      '@yarnpkg',
      'cli-dist',
      'bin',
      'yarn.js',
    );
    const env = { ...process.env, YARN_IGNORE_PATH: '1' };
    const path =
      Object.keys(env).find(key => key.toUpperCase() === 'PATH') ?? 'PATH';
    env[path] = [writeShims(node, yarn), dirname(node), env[path]].join(
      delimiter,
    );
    // npm may point native builds at the headers of another Node; these must win.
    const headers = nodeFolder ?? dirname(dirname(node));
    if (hasHeadersOfNode22(headers)) {
      env.npm_config_nodedir = headers;
    } else if (!hasHeadersOfNode22(env.npm_config_nodedir ?? '')) {
      delete env.npm_config_nodedir;
    }
    // Whoever gets npm's packages from a mirror gets Yarn's from there, too.
    const mirror = env.npm_config_registry;
    if (mirror?.startsWith('https://') && !env.YARN_NPM_REGISTRY_SERVER) {
      env.YARN_NPM_REGISTRY_SERVER = mirror.replace(/\/+$/, '');
    }
    // What npm says of itself must not reach Yarn and what it starts.
    for (const key of [
      'npm_config_user_agent',
      'npm_execpath',
      'npm_lifecycle_event',
      'npm_lifecycle_script',
    ]) {
      delete env[key];
    }
    if (dependencies) await installDependencies({ node, yarn, env });
    return { node, yarn: [node, yarn], env };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare();
  say('ready');
}
