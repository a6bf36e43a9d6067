// Makes Node 22, Yarn 4 and the dependencies available, with nothing but npm and any Node
// from 18 on. Safe to run again: what is there is not fetched again.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
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

/**
 * The npm package with Node for this machine. The package `node` would choose it by an install
 * script, which npm may refuse to run.
 */
const NODE_PACKAGE = `node-${isWindows ? 'win' : process.platform}-${
  process.arch
}`;

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

/** One set-up at a time: a second `npm start` waits until the first one is set up. */
async function withLock(work) {
  const lock = join(tools, 'lock');
  mkdirSync(tools, { recursive: true });
  for (let waited = 0; !takeLock(lock); waited += 1) {
    if (waited === 0) say('waiting for another set-up in this folder to end');
    await sleep(1_000);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  const beat = setInterval(
    () => utimesSync(lock, new Date(), new Date()),
    2_000,
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

function takeLock(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? {};
  // The owner was killed.
  if (mtimeMs < Date.now() - 10_000)
    rmSync(lock, { recursive: true, force: true });
  return false;
}

function isInstalled(name, version) {
  try {
    const manifest = join(tools, 'node_modules', name, 'package.json');
    return JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  } catch {
    return false;
  }
}

/** Installs npm packages into `.tools`, with links to their programs in `.bin`. */
async function installTools(packages) {
  const names = Object.keys(packages);
  if (names.every(name => isInstalled(name, packages[name]))) return;
  const wanted = names.map(name => `${name}@${packages[name]}`);
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
        'Check the network and the registry of npm, then run the command again. Where npm has ' +
        `no ${NODE_PACKAGE}, install Node.js 22 yourself and run the command with it.`,
    );
  }
}

function hasHeadersOfNode22(folder) {
  try {
    const file = join(folder, 'include', 'node', 'node_version.h');
    return /define NODE_MAJOR_VERSION 22\b/.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}

/** Changes whenever the dependencies have to be installed again. */
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

async function installDependencies({ node, yarn, env }) {
  const stampFile = join(root, 'node_modules', '.infra-dashboard-setup');
  const stamp = installStamp(node);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return;
  say('installing the dependencies; the first time takes some minutes');
  const code = await run(node, [yarn, 'install', '--immutable'], { env });
  if (code !== 0) {
    fail(
      'The dependencies could not be installed; see the lines above. After a failure of the ' +
        'network run the command again: it continues where it stopped. Where there is no ' +
        'ready-made better-sqlite3 it is compiled, which needs python3, make and g++. When ' +
        'yarn.lock does not fit a package.json: node scripts/yarn.mjs install',
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
 * @param options.wait - false: does not wait for a set-up that runs
 * @returns the program that is Node, the program and first arguments that run Yarn, and the
 *   environment to run them in
 */
export async function prepare({ dependencies = true, wait = true } = {}) {
  if (isYarnOfUser()) {
    // Yarn names a script of its own here, which is not JavaScript.
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
  const setUp = async () => {
    const hasNode = process.versions.node.startsWith('22.');
    const packages = { '@yarnpkg/cli-dist': YARN_VERSION };
    if (!hasNode) packages[NODE_PACKAGE] = NODE_VERSION;
    await installTools(packages);

    const modules = join(tools, 'node_modules');
    const headers = hasNode
      ? dirname(dirname(process.execPath))
      : join(modules, NODE_PACKAGE);
    const node = hasNode
      ? process.execPath
      : join(headers, 'bin', isWindows ? 'node.exe' : 'node');
    const yarn = join(modules, '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
    const env = { ...process.env, YARN_IGNORE_PATH: '1' };
    const path =
      Object.keys(env).find(key => key.toUpperCase() === 'PATH') ?? 'PATH';
    env[path] = [join(modules, '.bin'), dirname(node), env[path]].join(
      delimiter,
    );
    // npm may point native builds at the headers of another Node; these must win.
    if (hasHeadersOfNode22(headers)) {
      env.npm_config_nodedir = headers;
    } else if (!hasHeadersOfNode22(env.npm_config_nodedir ?? '')) {
      delete env.npm_config_nodedir;
    }
    // A mirror of npm's packages serves Yarn, too.
    const mirror = env.npm_config_registry;
    if (mirror?.startsWith('https://') && !env.YARN_NPM_REGISTRY_SERVER) {
      env.YARN_NPM_REGISTRY_SERVER = mirror.replace(/\/+$/, '');
    }
    // Variables that npm sets for itself must not reach Yarn and its children.
    for (const key of [
      'npm_config_user_agent',
      'npm_execpath',
      'npm_lifecycle_event',
      'npm_lifecycle_script',
    ]) {
      delete env[key];
    }
    // One core for each file of a native module.
    env.JOBS ??= 'max';
    if (dependencies) await installDependencies({ node, yarn, env });
    return { node, yarn: [node, yarn], env };
  };
  return wait ? withLock(setUp) : setUp();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare();
  say('ready');
}
