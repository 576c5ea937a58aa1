/**
 * Explains the bytes of a Close frame, valid or not, field by field, for people to read in a log, a terminal or a page.
 * @module close-frame/inspect
 */

export type { Hint, HintKind } from './hints.js';
export { type InspectOptions, inspectClose } from './inspect.js';
export type { Problem } from './problems.js';
export type {
  BitField,
  FrameInspection,
  InspectedField,
  Inspection,
  NumberField,
  OpaqueField,
  PayloadInspection,
  TextField,
} from './view.js';
