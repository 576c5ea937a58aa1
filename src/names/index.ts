/**
 * What Go, Java, C++, Rust, Swift, .NET and other systems call the status codes: from a name to its code, and back. An
 * entry point of its own, so that only its users pay for the table.
 * @module close-frame/names
 */

export { type CodeName, codeFromName, namesOfCode } from './lookup.js';
