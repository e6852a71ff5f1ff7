import { describe, expect, it } from 'vitest';
import type { ListingNotice } from '#lib/domain/listing-review.ts';
import { decisionMail, expiryMails, reminderMail, submissionMail } from './listing-mails.ts';

const notice: ListingNotice = {
	annonce_id: '0b5cc3a4-1f6e-4d7e-9a53-8d1f5f1c2a3b',
	etat: 'à modifier',
	en_ligne: false,
	terr_lot: 'Halle Nord',
	terr_id: 'FT-1',
	comm_nom: 'Revin',
	epci_nom: 'CC Ardenne, Rives de Meuse',
	proprietaire_nom: 'Forges A',
	proprietaire_courriel: 'a@forge.test',
	agents: ['agent@epci.test'],
	mot_agent: 'Le prix manque',
	confirme_le: '2026-08-25',
	demonstration: false
};
const site = 'https://foncier.test';
const french = { territory: { name: 'Nord Ardennes', languages: ['fr' as const] }, address: site };
const both = {
	territory: { name: 'Nord Ardennes', languages: ['fr' as const, 'en' as const] },
	address: site
};

describe('mails about a listing', () => {
	it('tell a decision with the word of the agent, in each language of the territory', () => {
		const mail = decisionMail(notice, both);
		expect(mail?.subject).toBe(
			'Un changement est demandé / A change is asked for – Forgeterre, Nord Ardennes'
		);
		const [fr = '', en = ''] = mail?.text.split('* * *') ?? [];
		expect(fr).toContain('« Halle Nord, Revin »');
		expect(fr).toContain(`${site}/proposer/${notice.annonce_id}`);
		expect(en).toContain(`${site}/en/proposer/${notice.annonce_id}`);
		for (const part of [fr, en]) expect(part).toContain('Le prix manque');
		expect(decisionMail(notice, french)?.text).not.toContain('Hello');
	});

	it('lead to the public card once the listing is published, and say nothing of a draft', () => {
		const published = { ...notice, etat: 'publiée' as const, mot_agent: null };
		expect(decisionMail(published, french)?.text).toContain(`${site}/plots/FT-1`);
		expect(decisionMail({ ...notice, etat: 'brouillon' }, both)).toBeNull();
	});

	it('ask for a confirmation with its day, its link and its term', () => {
		const { text } = reminderMail(notice, both, { path: '/confirmer/x', graceDays: 30 });
		for (const words of ['25 août 2026', '25 August 2026', '30 jours', '30 days'])
			expect(text).toContain(words);
		expect(text).toContain(`${site}/confirmer/x\n`);
		expect(text).toContain(`${site}/en/confirmer/x\n`);
	});

	it('write to agents in French alone', () => {
		const { owner, agents } = expiryMails(notice, both);
		expect(owner.text).toContain('hand it in again');
		for (const { text } of [agents, submissionMail(notice, both)]) {
			expect(text).toContain(`${site}/admin/annonces/${notice.annonce_id}`);
			expect(text).not.toContain('Hello');
		}
	});
});
