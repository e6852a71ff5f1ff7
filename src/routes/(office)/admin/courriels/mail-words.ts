import type { OutboxRow } from '#lib/backend/outbox.ts';
import type { MailFault, MailKind } from '#lib/domain/outgoing-mail.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatInstant } from '#lib/ui/format.ts';

const kinds: Record<MailKind, () => string> = {
	inscription: m.mails_kind_sign_up,
	'compte existant': m.mails_kind_account_exists,
	'mot de passe': m.mails_kind_password,
	'lien de connexion': m.mails_kind_link,
	invitation: m.mails_kind_invitation,
	'annonce à vérifier': m.mails_kind_listing_submitted,
	'annonce décidée': m.mails_kind_listing_decided,
	'annonce à confirmer': m.mails_kind_listing_reminder,
	'annonce retirée': m.mails_kind_listing_expired,
	'demande reçue': m.mails_kind_brief,
	'accusé de réception': m.mails_kind_acknowledgement,
	'demande confiée': m.mails_kind_assignment,
	'terrains proposés': m.mails_kind_proposal,
	'alerte à confirmer': m.mails_kind_alert_asked,
	alerte: m.mails_kind_alert,
	'inventaire soumis': m.mails_kind_consultation,
	'inventaire à suivre': m.mails_kind_inventory
};

const faults: Record<MailFault, (values: { code: string }) => string> = {
	injoignable: m.mails_fault_unreachable,
	'trop lent': m.mails_fault_slow,
	identification: m.mails_fault_login,
	refus: m.mails_fault_refused,
	'refus provisoire': m.mails_fault_refused_now,
	dossier: m.mails_fault_folder,
	périmé: () => m.mails_fault_expired(),
	autre: m.mails_fault_other
};

/** What a mail is about, in words. */
export function mailKindLabel(kind: MailKind): string {
	return kinds[kind]();
}

/** Why a mail has not left, in words; empty where nothing went wrong. */
export function mailFaultSentence({ fault, code }: OutboxRow): string {
	return fault === null ? '' : faults[fault]({ code: code ?? '–' });
}

/** Where a mail stands, in words. */
export function mailStateLabel({ state, tries, fault, next, sent }: OutboxRow, locale: string) {
	const at = (instant: string | null) => ({ at: formatInstant(instant ?? '', locale) });
	switch (state) {
		case 'à envoyer':
			return tries === 0 ? m.mails_state_first() : m.mails_state_next({ tries, ...at(next) });
		case 'en échec':
			return fault === 'périmé' ? m.mails_state_expired() : m.mails_state_failed({ tries });
		case 'envoyé':
			return m.mails_state_sent(at(sent));
		case 'gardé':
			return m.mails_state_kept(at(sent));
		case 'effacé':
			return m.mails_state_erased();
	}
}

/** True for a mail that may be sent again by hand. */
export function maySendAgain({ state, tries, fault }: OutboxRow): boolean {
	return state === 'en échec' ? fault !== 'périmé' : state === 'à envoyer' && tries > 0;
}
