'use strict';

// Everything here needs Node 24. An older one hands over to the Node 24 that `npm install` brought along: the package
// of this platform among the optional dependencies of the runtime. Written so that old versions of Node can read it.

const { spawn } = require('child_process');
const path = require('path');

const REQUIRED = 24;

/**
 * Runs a program of ours again with Node 24, where this Node is older: same arguments, same terminal, signals passed
 * on, same end. Ends the process with advice where there is no Node 24.
 *
 * @param {string} file the program, as an absolute path
 * @returns {boolean} whether another process does the work; this one only waits for it then
 */
function handOverToNode24(file) {
  if (majorOf(process.version) >= REQUIRED) return false;
  const node = findInstalledNode();
  if (node === undefined) {
    console.error(
      `This needs Node ${REQUIRED} or newer; it is run by Node ${process.version}. Run "npm install" in the repository,` +
        ` which brings Node ${REQUIRED} along on Linux and Windows, or install Node ${REQUIRED}, and try again.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [...process.execArgv, file, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both processes by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`Could not start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
  return true;
}

/** The program of the installed Node 24; undefined where npm found none for this platform. */
function findInstalledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const manifest = require.resolve(`node-${platform}-${process.arch}/package.json`);
    return path.join(path.dirname(manifest), require(manifest).bin.node);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** @param {string} version */
function majorOf(version) {
  return Number(version.replace('v', '').split('.')[0]);
}

module.exports = { handOverToNode24 };
