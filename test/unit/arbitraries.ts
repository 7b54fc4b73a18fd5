import fc from 'fast-check';

/** Any character of Unicode. fast-check's own unit `binary` takes most of a second to prepare its shrinking. */
const character = fc.oneof(
	fc.nat({ max: 0xff }).map((code) => String.fromCodePoint(code)),
	fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);

/** Any text, also with control characters and half surrogate pairs. */
export const anyText = (limits: { minLength?: number; maxLength?: number } = {}) =>
	fc.oneof(fc.string({ unit: character, ...limits }), fc.string({ unit: 'grapheme', ...limits }));
