let times = 0;

/** Figures of the day were kept: pages that show how figures went are to be made again. */
export function figuresWereKept(): void {
	times += 1;
}

/** How often figures were kept since this process began. */
export const timesKept = (): number => times;
