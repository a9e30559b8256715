/** @type {import('jest').Config} */
module.exports = {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  testTimeout: 30_000,
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', require('./scripts/build/swc-options.cjs')],
  },
};
