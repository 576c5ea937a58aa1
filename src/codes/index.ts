/**
 * The status codes of WebSocket Close frames: what each means and who may send it.
 * @module close-frame/codes
 */

export { type CodeRange, codeRange, isPortableCode, isSendableByScript, isSendableCode } from './ranges.js';
export { CloseCode, type CloseCodeInfo, closeCodes, describeCode } from './registry.js';
