/** The longest round length (1, 2 or 5 times a power of ten) that is no longer than `most`, in the same unit. */
export function roundLength(most: number): number {
	const power = 10 ** Math.floor(Math.log10(most));
	return power * ([5, 2].find((times) => times * power <= most) ?? 1);
}
