import { execFile } from 'node:child_process';
import { root } from './toolchain.mjs';

const READY = 'The simulator is ready';

/** The providers that read a simulated fleet, as YAML; the simulator is ended at once. */
export async function printFleetConfig([program, ...args], env) {
  const text = await new Promise((resolve, reject) => {
    const child = execFile(program, [...args, '--print-config'], {
      ...{ cwd: root, env, maxBuffer: 1e8 },
    });
    let output = '';
    child.stdout.on('data', data => {
      output += data;
      if (output.includes(READY)) child.kill();
    });
    child.on('error', reject);
    child.on('exit', () => resolve(output));
  });
  return text.slice(text.indexOf('infraDashboard:'), text.indexOf(READY));
}
