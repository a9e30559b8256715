'use strict';

const path = require('node:path');

/**
 * Keeps the arrows between modules pointing down. A module is a folder of the sources (or a file beside them); it
 * is imported from outside through its index.ts only, and only by modules of its own layer or of one above.
 *
 * Options: `root` (absolute folder of the sources), `layers` (top first; each a list of modules, `*` stands for
 * every module that is not named) and `never` (per module: which modules of its own layer it must not know).
 */
module.exports = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: {
          root: { type: 'string' },
          layers: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
          never: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
        },
        required: ['root', 'layers'],
        additionalProperties: false,
      },
    ],
    messages: {
      deep: "Import '{{module}}' through its index.ts: what it does not export there is its own affair.",
      up: "'{{from}}' must not import '{{module}}': arrows go {{order}}. Take what you need as an argument.",
      never: "'{{from}}' must not know '{{module}}': app.ts connects the two.",
      outside: "'{{specifier}}' lies outside of the sources: this package is built from its own folder alone.",
    },
  },

  create(context) {
    const { root, layers, never = {} } = context.options[0];
    const order = layers.map((modules) => (modules.includes('*') ? 'features' : modules.join(', ')));
    const folder = path.dirname(context.filename);
    const from = moduleOf(path.relative(root, context.filename));

    function layerOf(module) {
      const named = layers.findIndex((modules) => modules.includes(module));
      return named === -1 ? layers.findIndex((modules) => modules.includes('*')) : named;
    }

    function check(node) {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const target = path.relative(root, path.resolve(folder, specifier));
      if (target.startsWith('..')) {
        context.report({ node: node.source, messageId: 'outside', data: { specifier } });
        return;
      }
      const module = moduleOf(target);
      if (module === from) return;
      const data = { from, module, order: order.join(' → ') };
      if (!isEntry(target, module)) context.report({ node: node.source, messageId: 'deep', data });
      if (layerOf(module) < layerOf(from)) context.report({ node: node.source, messageId: 'up', data });
      if (never[from]?.includes(module)) context.report({ node: node.source, messageId: 'never', data });
    }

    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** The first folder of a path below the sources, or the name of a file that stands beside the folders. */
function moduleOf(relativePath) {
  return relativePath.split(path.sep)[0].replace(/\.[cm]?[jt]s$/, '');
}

function isEntry(target, module) {
  return target === module || target === path.join(module, 'index') || /^[^/\\]+\.[cm]?[jt]s$/.test(target);
}
