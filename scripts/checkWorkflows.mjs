// Checks that workflows run only what is pinned, with no more rights than they need:
// node scripts/checkWorkflows.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { parse } = createRequire(import.meta.url)('yaml');
const github = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  '.github',
);
const files = readdirSync(github, { recursive: true }).filter(name =>
  /^(workflows|actions)\/.+\.yml$/.test(name),
);

/** Whether a job or workflow may change anything. */
const isWrite = permissions =>
  Object.values(permissions ?? {}).includes('write');

function* problemsOf(name) {
  const text = readFileSync(join(github, name), 'utf8');
  for (const [, used] of text.matchAll(/uses: (.+)/g)) {
    const isPinned = /^\S+@[0-9a-f]{40} # v[\d.]+$/.test(used);
    if (!used.startsWith('./') && !isPinned) {
      yield `${used} is not pinned by a commit with its version`;
    }
  }
  if (text.includes('/releases/latest/')) {
    yield 'downloads whatever is the latest release';
  }
  const { jobs = {}, permissions, on = {} } = parse(text);
  if (name.startsWith('actions/')) return;
  if (permissions === undefined || isWrite(permissions)) {
    yield 'permissions of the workflow have to be none, or to read only';
  }
  if ('pull_request_target' in on) yield 'runs code of others with rights';
  for (const [id, job] of Object.entries(jobs)) {
    const isForPulls =
      'pull_request' in on && !/!= 'pull_request'/.test(job.if ?? '');
    const { 'security-events': _, ...rights } = job.permissions ?? {};
    if (isForPulls && isWrite(rights)) {
      yield `${id}: may write in a pull request`;
    }
    const checkouts = (job.steps ?? []).filter(({ uses }) =>
      uses?.startsWith('actions/checkout@'),
    );
    const keeps = checkouts.some(
      one => one.with?.['persist-credentials'] !== false,
    );
    if (keeps && !isWrite(job.permissions)) {
      yield `${id}: keeps the token in git's configuration`;
    }
    if (!job.uses && !job['timeout-minutes']) yield `${id}: has no timeout`;
  }
}

const problems = files.flatMap(name =>
  [...problemsOf(name)].map(problem => `${name}: ${problem}`),
);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  console.log(`${files.length} workflows and actions are pinned`);
}
