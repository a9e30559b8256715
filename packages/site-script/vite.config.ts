import { defineConfig } from 'vite';

/** One file without dependencies. The server adds the call of `begin` with the settings of the site. */
export default defineConfig({
  build: {
    target: 'es2020',
    lib: { entry: 'src/index.ts', name: 'aftercartSite', formats: ['iife'], fileName: () => 'site.js' },
  },
});
