import { defineConfig } from 'vite';

const server = 'http://localhost:4000';

export default defineConfig({
  // The server may hand this page out below any path, so every address in it is relative.
  base: './',
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022' },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/demo': server,
    },
  },
});
