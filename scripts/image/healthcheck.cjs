// Exit code 0 if HEALTH_URL responds with a status below 500; 401 counts as healthy.
fetch(process.env.HEALTH_URL, { signal: AbortSignal.timeout(4_000) }).then(
  ({ status }) => process.exit(status < 500 ? 0 : 1),
  () => process.exit(1),
);
