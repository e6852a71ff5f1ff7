/** What a mail is about, as the outbox keeps it. */
export const mailKinds = [
	...['inscription', 'compte existant', 'mot de passe', 'lien de connexion', 'invitation'],
	...['annonce à vérifier', 'annonce décidée', 'annonce à confirmer', 'annonce retirée'],
	...['demande reçue', 'accusé de réception', 'demande confiée', 'terrains proposés'],
	...['alerte à confirmer', 'alerte'],
	...['inventaire soumis', 'inventaire à suivre']
] as const;
export type MailKind = (typeof mailKinds)[number];

export const mailStates = ['à envoyer', 'envoyé', 'gardé', 'en échec', 'effacé'] as const;
export type MailState = (typeof mailStates)[number];

/** Why a mail has not left. */
export const mailFaults = [
	...['injoignable', 'trop lent', 'identification', 'refus', 'refus provisoire'],
	...['dossier', 'périmé', 'autre']
] as const;
export type MailFault = (typeof mailFaults)[number];

/** A plain mail to one address. */
export interface Mail {
	to: string;
	subject: string;
	text: string;
}

/** A mail for the outbox. */
export interface Letter extends Mail {
	kind: MailKind;
	/** Listing whose owner the mail asks: they count as asked once it has left. */
	listing?: string;
	/** How long its link serves, in seconds; later the mail does not leave any more. */
	validSeconds?: number;
	/** Where one POST ends what the mail belongs to (RFC 8058). */
	unsubscribe?: string;
}
