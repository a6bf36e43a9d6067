// Reads an API in a thread of its own, so that the thread that serves it is not charged.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { address, authorization } = workerData;

/** A database that is busy for too long is tried again. */
const TRIES = 10;

async function request(path, tries = TRIES) {
  const response = await fetch(address + path, { headers: { authorization } });
  if (response.status === 503 && tries > 1) return request(path, tries - 1);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const read = async path => (await request(path)).json();

/** Reads a text without keeping it. */
async function countLines(path) {
  let lines = 0;
  for await (const chunk of (await request(path)).body) {
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  return { lines };
}

function respond(message) {
  if (message.readers) return p95(message);
  return message.isText ? countLines(message.path) : read(message.path);
}

/** The time that nearly all requests take while each reader reads once a second. */
async function p95({ path, readers, rounds }) {
  const times = [];
  const one = async index => {
    await sleep((index / readers) * 1_000);
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      await read(path);
      const took = performance.now() - startedAt;
      times.push(took);
      await sleep(Math.max(1_000 - took, 0));
    }
  };
  await Promise.all(Array.from({ length: readers }, (_, index) => one(index)));
  times.sort((a, b) => a - b);
  return Number(times[Math.floor(times.length * 0.95)].toFixed(1));
}

parentPort.on('message', async message => {
  try {
    parentPort.postMessage({ value: await respond(message) });
  } catch (error) {
    parentPort.postMessage({ error: error.message });
  }
});
