/** Rejections that nobody handled: Node would end the process for each of them. */
export interface UnhandledRejections extends Disposable {
  readonly names: readonly string[];
}

export function listenForRejections(): UnhandledRejections {
  const names: string[] = [];
  const listen = (reason: unknown) => void names.push(reason instanceof Error ? reason.name : typeof reason);
  process.on('unhandledRejection', listen);
  return { names, [Symbol.dispose]: () => void process.off('unhandledRejection', listen) };
}
