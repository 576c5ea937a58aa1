/**
 * A view of the bytes of a Close frame for people, valid or not: for logs, a terminal, a page.
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
