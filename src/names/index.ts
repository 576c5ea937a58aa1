/**
 * What Go, Java, C++, Rust, Swift, .NET and other systems call the status codes: from a name to its code, and back.
 * This is a separate entry point, so that only its users load the table.
 * @module close-frame/names
 */

export { type CodeName, codeFromName, namesOfCode } from './lookup.js';
