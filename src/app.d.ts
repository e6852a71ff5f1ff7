declare global {
	namespace App {
		interface Error {
			message: string;
		}
		interface PageState {
			/** True when the address was changed in place by the page itself. */
			shallow?: boolean;
		}
	}
}

export {};
