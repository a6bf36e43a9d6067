/** @jest-environment node */
import { build } from 'esbuild';

/** The packages in the browser bundle of an app that imports an entry. */
async function bundledPackages(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: __dirname,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const packages = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path.match(/node_modules\/((@[^/]+\/)?[^/]+)/)?.[1])
    .filter(name => name !== undefined);
  return [...new Set(packages)];
}

it('keeps zod out of the entries that pages load', async () => {
  expect(await bundledPackages('schemas/index.ts')).toContain('zod');
  const client = await bundledPackages('client/index.ts');
  expect(client).toContain('@backstage/errors');
  const model = await bundledPackages('index.ts');
  expect(model).toContain('@backstage/plugin-permission-common');
  expect([...client, ...model]).not.toContain('zod');
});
