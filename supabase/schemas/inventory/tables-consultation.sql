-- The consultation of owners and occupants, 30 days before an EPCI adopts its inventory, and the decisions that adopted one
-- (L. 318-8-2 of the code of planning).

create table public.consultation (
	consultation_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory,
	epci_siren text not null,
	ouverte_le date not null default public.local_day(),
	close_le date not null,
	par uuid references auth.users on delete set null,
	par_nom text,
	cloture_dite_le date,
	constraint consultation_duree check (close_le = ouverte_le + 30)
);

comment on table public.consultation is
	'Consultations de 30 jours des propriétaires et des occupants sur l''inventaire d''un EPCI';
comment on column public.consultation.consultation_id is 'Identifiant de la consultation';
comment on column public.consultation.territory_id is 'Territoire de l''EPCI';
comment on column public.consultation.epci_siren is 'SIREN de l''EPCI qui consulte';
comment on column public.consultation.ouverte_le is 'Premier jour';
comment on column public.consultation.close_le is 'Dernier jour où l''on peut répondre : 30 jours après le premier';
comment on column public.consultation.par is 'Compte qui l''a ouverte ; vide si le compte est fermé';
comment on column public.consultation.par_nom is 'Nom sous lequel ce compte signe';
comment on column public.consultation.cloture_dite_le is
	'Jour où les agents ont été prévenus de sa fin ; vide avant';

create table public.consultation_destinataire (
	destinataire_id uuid primary key default gen_random_uuid(),
	consultation_id uuid not null references public.consultation on delete cascade,
	uf_id text not null references public.unite_fonciere on delete cascade,
	courriel text not null check (length(courriel) between 3 and 254),
	qualite text not null check (qualite in ('propriétaire', 'occupant')),
	nom text not null check (length(nom) between 1 and 200),
	jeton_empreinte text unique check (jeton_empreinte ~ '^[0-9a-f]{64}$'),
	ecrit_le date,
	reponse text check (reponse in ('exact', 'inexact')),
	remarque text check (length(remarque) <= 4000),
	repondu_le timestamptz,
	constraint consultation_une_fois unique (consultation_id, uf_id, courriel),
	constraint consultation_reponse check ((reponse is null) = (repondu_le is null))
);

comment on table public.consultation_destinataire is
	'Propriétaires et occupants consultés, et leur réponse ; une ligne par unité et par adresse';
comment on column public.consultation_destinataire.destinataire_id is 'Identifiant du destinataire';
comment on column public.consultation_destinataire.consultation_id is 'Consultation';
comment on column public.consultation_destinataire.uf_id is 'Unité foncière sur laquelle on le consulte';
comment on column public.consultation_destinataire.courriel is 'Son adresse électronique';
comment on column public.consultation_destinataire.qualite is 'À quel titre on le consulte';
comment on column public.consultation_destinataire.nom is 'Son nom';
comment on column public.consultation_destinataire.jeton_empreinte is
	'Empreinte SHA-256 du jeton de son lien : le jeton lui-même n''est pas gardé ; vide avant le premier courriel';
comment on column public.consultation_destinataire.ecrit_le is 'Jour du dernier courriel qui lui a été écrit';
comment on column public.consultation_destinataire.reponse is
	'Ce qu''il dit de la fiche de son unité ; vide tant qu''il n''a pas répondu';
comment on column public.consultation_destinataire.remarque is 'Ce qu''il a à en dire';
comment on column public.consultation_destinataire.repondu_le is 'Instant de sa réponse';

create table public.inventaire_decision (
	territory_id text not null references public.territory,
	epci_siren text not null,
	decision_le date not null,
	acte text not null check (length(acte) between 1 and 200),
	par uuid references auth.users on delete set null,
	rappele_le date,
	primary key (territory_id, epci_siren, decision_le)
);

comment on table public.inventaire_decision is
	'Décisions par lesquelles un EPCI a adopté son inventaire : il est à actualiser dans les six ans';
comment on column public.inventaire_decision.territory_id is 'Territoire de l''EPCI';
comment on column public.inventaire_decision.epci_siren is 'SIREN de l''EPCI';
comment on column public.inventaire_decision.decision_le is 'Jour de la décision';
comment on column public.inventaire_decision.acte is 'Référence de la délibération';
comment on column public.inventaire_decision.par is 'Compte qui l''a inscrite ; vide si le compte est fermé';
comment on column public.inventaire_decision.rappele_le is
	'Jour du dernier rappel écrit aux agents ; vide avant';
