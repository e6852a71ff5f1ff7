import * as v from 'valibot';

/** Most characters of an e-mail address. */
export const longestEmail = 254;

/** What was typed to ask for an alert, kept as it came for the page that asks again. */
export interface TypedAlert {
	courriel: string;
	consentement: string;
}

export const emptyAlert: Readonly<TypedAlert> = Object.freeze({ courriel: '', consentement: '' });

/** What is wrong with the form of an alert; the value stands beside it. */
export type AlertFault = 'missing-email' | 'not-an-address' | 'no-consent';

const address = v.pipe(v.string(), v.maxLength(longestEmail), v.email());

/** Reads the form of an alert: what was typed, and everything that is wrong with it. */
export function readAlertForm(textOf: (name: keyof TypedAlert) => string): {
	typed: TypedAlert;
	faults: AlertFault[];
} {
	const typed = {
		courriel: textOf('courriel').trim().slice(0, 400),
		consentement: textOf('consentement')
	};
	const faults: AlertFault[] = [];
	if (typed.courriel === '') faults.push('missing-email');
	else if (!v.is(address, typed.courriel)) faults.push('not-an-address');
	if (typed.consentement !== 'oui') faults.push('no-consent');
	return { typed, faults };
}
