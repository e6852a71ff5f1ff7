/** A building as it is asked for, all in metres. */
export interface Building {
	length: number;
	width: number;
	/** Depth of the truck court along one long side; 0 without. */
	court: number;
	/** Kept free along the plot's limit. */
	setback: number;
	second: SecondBuilding | null;
}

export interface SecondBuilding {
	length: number;
	width: number;
	/** Kept free between the two. */
	clearance: number;
}

/** What has to be free of everything else, in metres: the longer side first or not, as it is laid. */
export interface Footprint {
	length: number;
	width: number;
}

/** The first building and its court: one rectangle. */
export function footprintOf({ length, width, court }: Building): Footprint {
	return { length, width: width + court };
}
