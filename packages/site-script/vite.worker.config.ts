import { defineConfig } from 'vite';

/** The worker that shows push messages, beside the script of the pages. The server adds the call of `begin`. */
export default defineConfig({
  build: {
    target: 'es2020',
    emptyOutDir: false,
    lib: { entry: 'src/worker/index.ts', name: 'aftercartWorker', formats: ['iife'], fileName: () => 'push-worker.js' },
  },
});
