/** JSON of the values that many pages carry as they are. */
const texts = new WeakMap<object, string>();

/**
 * Marks a value that the pages of many visitors carry: it is written into them as text that was made once
 * (`transport` in hooks.ts), not walked through for each.
 * @param value plain JSON that nobody changes afterwards
 */
export function writtenOnce<Value extends object>(value: Value): Value {
	if (!texts.has(value)) texts.set(value, JSON.stringify(value));
	return value;
}

/** The text of a value that was marked; false for any other. */
export function textWrittenOnce(value: unknown): string | false {
	return (typeof value === 'object' && value !== null && texts.get(value)) || false;
}
