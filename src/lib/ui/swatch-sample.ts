/** What a legend's sample shows: an area with its pattern, a line, a circle or a sign. */
export interface SwatchSample {
	kind: 'area' | 'line' | 'circle' | 'sign';
	light?: string | undefined;
	dark?: string | undefined;
	pattern?:
		'solid' | 'hatch' | 'dots' | 'outline' | 'light' | 'cross' | 'brick' | 'dashed' | undefined;
	/** Line width or circle diameter in pixels. */
	size?: number | undefined;
	/** SVG path on a 20 × 20 grid. */
	path?: string | undefined;
}
