/** The names of what was called beside the language. On the global object: who listens and who asks are two programs. */

const host = globalThis as { closeFrameCalls?: Set<string> };
host.closeFrameCalls ??= new Set();

export const calls: Set<string> = host.closeFrameCalls;
