import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { messageCatalogs } from './i18n/compiler/messages-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [react(), messageCatalogs()],
  css: {
    // Names one can read, and that compress better than hashes: no two modules have the same file name.
    modules: { generateScopedName: (name, file) => `${basename(file, '.module.css')}-${name}` },
  },
  build: {
    outDir: here('../dist/client'),
    emptyOutDir: true,
    // The oldest engines that Zoom clients still bring: WebView2 and CEF, WKWebView of macOS 11, Android's WebView.
    target: ['es2020', 'safari14', 'chrome87', 'edge88'],
    cssTarget: 'safari14',
    // Nothing inline: the content security policy allows neither inline scripts nor data addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: [here('panel.html'), here('home.html'), here('view.html'), here('admin.html')] },
  },
});
