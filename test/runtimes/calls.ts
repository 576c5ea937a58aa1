/** The names of the native methods that were called. On the global object, because two programs share it. */

const host = globalThis as { closeFrameCalls?: Set<string> };
host.closeFrameCalls ??= new Set();

export const calls: Set<string> = host.closeFrameCalls;
