/** Wraps what is made of an object so that it is made once for each. */
export function keptIn<Whole extends object, Part>(make: (of: Whole) => Part): (of: Whole) => Part {
	const made = new WeakMap<Whole, { part: Part }>();
	return (of) => {
		const kept = made.get(of) ?? { part: make(of) };
		made.set(of, kept);
		return kept.part;
	};
}
