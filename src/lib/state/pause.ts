/** Lets the page do what waits before going on: a click is answered between two parts of long work. */
export function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}
