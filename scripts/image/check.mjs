// Compares the compose files, the Dockerfile, the configuration and docs/container.md:
// node scripts/image/check.mjs
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { parse } = createRequire(import.meta.url)('yaml');
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const read = name => readFileSync(join(root, name), 'utf8');
const problems = [];
const check = (isTrue, problem) => isTrue || problems.push(problem);

const dockerfile = read('Dockerfile');
const documentation = read('docs/container.md');
const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)/gm)].map(m => m[1]);
const configs = [
  'app-config.production.yaml',
  'app-config.container.demo.yaml',
];

check(
  /^ARG BASE=\S+:[\w.-]+@sha256:[0-9a-f]{64}$/m.test(dockerfile),
  'Dockerfile: the base image is not pinned by its digest',
);
check(
  !/^FROM (?!\$\{BASE\} |[a-z]+ )/m.test(dockerfile),
  'Dockerfile: a stage begins at another image than BASE',
);

// Every copied file exists and is not excluded from the build context.
for (const [, list] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
  for (const source of list.split(' ')) {
    check(existsSync(join(root, source)), `Dockerfile: no ${source}`);
  }
}
for (const [, stage] of dockerfile.matchAll(/--from=(\S+)/g)) {
  check(stages.includes(stage), `Dockerfile: no stage ${stage}`);
}

for (const file of ['docker-compose.yml', 'docker-compose.demo.yml']) {
  const text = read(file);
  const { services, volumes = {} } = parse(text, { merge: true });
  for (const [name, service] of Object.entries(services)) {
    const expectThat = (isTrue, problem) =>
      check(isTrue, `${file}, ${name}: ${problem}`);
    expectThat(
      service.read_only === true,
      'the root file system can be written',
    );
    expectThat(
      String(service.cap_drop) === 'ALL',
      'does not drop capabilities',
    );
    expectThat(
      service.security_opt?.includes('no-new-privileges:true'),
      'may gain privileges',
    );
    if (service.build) {
      const { target } = service.build;
      expectThat(
        stages.includes(target),
        `no target ${target} in the Dockerfile`,
      );
      expectThat(
        dockerfile
          .slice(dockerfile.indexOf(`AS ${target}\n`))
          .includes('HEALTHCHECK'),
        'no health check in the image',
      );
    } else {
      expectThat(service.healthcheck, 'no health check');
    }
    for (const [other, { condition }] of Object.entries(
      service.depends_on ?? {},
    )) {
      expectThat(
        services[other],
        `depends on ${other}, which is none of the services`,
      );
      expectThat(
        condition === 'service_healthy',
        `does not wait for a healthy ${other}`,
      );
    }
    const [, shared] = /^service:(.+)/.exec(service.network_mode ?? '') ?? [];
    if (shared)
      expectThat(
        services[shared],
        `no service ${shared} to share the network of`,
      );
    for (const volume of service.volumes ?? []) {
      if (volume.includes('app/config')) {
        expectThat(
          volume.endsWith(':/app/config:ro'),
          `${volume} is not read-only`,
        );
      } else {
        expectThat(volume.split(':')[0] in volumes, `no volume for ${volume}`);
      }
    }
    for (const config of (service.environment?.CONFIG_FILES ?? '').split(',')) {
      expectThat(
        !config || dockerfile.includes(config),
        `${config} is not in the image`,
      );
    }
  }
  // Required variables are documented.
  for (const [, variable] of text.matchAll(/(?<!\$)\$\{(\w+)/g)) {
    check(
      documentation.includes(variable),
      `${file}: ${variable} is not in docs/container.md`,
    );
  }
}

// Each variable of the configuration is set for the portal.
const { portal } = parse(read('docker-compose.yml'), { merge: true }).services;
for (const config of configs) {
  const text = read(config);
  parse(text);
  for (const [, variable] of text.matchAll(/\$\{(\w+)\}/g)) {
    check(
      variable in portal.environment,
      `${config}: docker-compose.yml does not set ${variable}`,
    );
  }
}
// Files in the mounted folder are neither in git nor in the image.
for (const [file, line] of [
  ['.gitignore', '/config/'],
  ['.dockerignore', '/config'],
]) {
  check(read(file).split('\n').includes(line), `${file}: no ${line}`);
}
check(
  !/^[^#]*dangerously/m.test(read(configs[0])),
  `${configs[0]}: lets guests in`,
);

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('The container files are consistent');
process.exitCode = problems.length ? 1 : 0;
