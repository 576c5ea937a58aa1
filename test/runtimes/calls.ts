/** The names of the native methods that were called. They are on the global object because two programs share them. */

const host = globalThis as { closeFrameCalls?: Set<string> };
host.closeFrameCalls ??= new Set();

export const calls: Set<string> = host.closeFrameCalls;
