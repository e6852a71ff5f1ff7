const times = new Map<string, number>();

/** Figures of the day were kept of a territory: pages that show how its figures went are to be made again. */
export function figuresWereKept(territory: string): void {
	times.set(territory, timesKept(territory) + 1);
}

/** How often figures of a territory were kept since this process began. */
export const timesKept = (territory: string): number => times.get(territory) ?? 0;
