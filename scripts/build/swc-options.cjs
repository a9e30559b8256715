/**
 * How TypeScript is run without being built: by Jest, and by `npm run bench`. The same result as tsc's, for the
 * decorators of the entities above all.
 *
 * @type {import('@swc/core').Options}
 */
module.exports = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, useDefineForClassFields: false },
    target: 'es2023',
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
