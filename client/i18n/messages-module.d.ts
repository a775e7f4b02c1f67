/** A message catalog as `compiler/messages-plugin.ts` compiles it. */
declare module '*.json?messages' {
  const dictionary: import('./messages.ts').Dictionary;
  export default dictionary;
}
