/**
 * Lets a script that runs on end together with npm: npm hands SIGTERM to the shell between the two, and that shell ends
 * without passing it on. After a signal of its own the script is left to end in its own time.
 */
const parent = process.ppid;
let isEnding = false;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    isEnding = true;
    // Listening keeps a signal from ending the process. Where nobody else listens, it shall.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  });
}

setInterval(() => {
  if (process.ppid !== parent && !isEnding) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
