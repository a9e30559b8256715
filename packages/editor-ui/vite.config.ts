import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the runtime answers while the editor is developed on Vite's own port. */
const runtime = `http://127.0.0.1:${process.env.AFTERCART_PORT ?? 5680}`;

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/healthz', '/mailbox'].map((path) => [path, runtime])),
  },
});
