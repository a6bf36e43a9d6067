// The simulated fleet as one bundled file; see packages/simulator/README.md for the options.
const { main } = require('./main.js');

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
