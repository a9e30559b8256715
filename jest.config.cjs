/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/set-up.ts',
  testEnvironment: 'node',
  testTimeout: 30_000,
  // Jest leaves a core to itself, of which it makes little use.
  maxWorkers: '100%',
  // Each file loads n8n's packages anew, and what it loaded stays: a process that has grown makes way for a new one.
  workerIdleMemoryLimit: '1GB',
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', require('./scripts/build/swc-options.cjs')],
  },
};
