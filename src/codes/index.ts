/**
 * The status codes of WebSocket Close frames: what each means, who may send it, what it is called.
 * @module close-frame/codes
 */

export { codeFromName } from './names.js';
export { type CodeRange, codeRange, isPortableCode, isSendableByScript, isSendableCode } from './ranges.js';
export { CloseCode, type CloseCodeInfo, closeCodes, describeCode } from './registry.js';
