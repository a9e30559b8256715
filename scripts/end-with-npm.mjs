/**
 * Lets a script that runs on end together with npm: npm hands SIGTERM to the shell between the two, and that shell ends
 * without passing it on.
 */
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
