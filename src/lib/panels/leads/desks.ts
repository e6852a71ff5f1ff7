/** Who takes a brief on, by name. */
export interface Desks {
	/** EPCI that have an agent, who answers in time. */
	served: readonly string[];
	/** EPCI that have none. */
	unserved: readonly string[];
	/** Whom a mail goes to for these. */
	mailed: readonly { name: string }[];
	/** Whom the visitor may turn to where no mail can go. */
	named: readonly { name: string; url?: string | undefined }[];
}
