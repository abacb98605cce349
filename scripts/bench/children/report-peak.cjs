/** Loaded into a child before its own code: leaves the child's peak memory in the file that PEAK_FILE names. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  // maxRSS is in KiB on every system.
  writeFileSync(process.env.PEAK_FILE, `${process.resourceUsage().maxRSS}`);
});
