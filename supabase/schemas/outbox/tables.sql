-- Mails that wait to leave.

create table public.courriel (
	courriel_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	genre text not null check (genre in (
		'inscription',
		'compte existant',
		'mot de passe',
		'lien de connexion',
		'invitation',
		'annonce à vérifier',
		'annonce décidée',
		'annonce à confirmer',
		'annonce retirée',
		'demande reçue',
		'accusé de réception',
		'demande confiée',
		'terrains proposés',
		'alerte à confirmer',
		'alerte',
		'inventaire soumis',
		'inventaire à suivre'
	)),
	destinataire text check (length(destinataire) between 1 and 254),
	sujet text,
	texte text,
	desinscription text,
	annonce_id uuid references public.annonce on delete set null,
	etat text not null default 'à envoyer' check (etat in (
		'à envoyer',
		'envoyé',
		'gardé',
		'en échec',
		'effacé'
	)),
	essais integer not null default 0 check (essais >= 0),
	essai_le timestamptz not null default now(),
	bail uuid,
	bail_fin timestamptz,
	faute text check (faute in (
		'injoignable',
		'trop lent',
		'identification',
		'refus',
		'refus provisoire',
		'dossier',
		'périmé',
		'autre'
	)),
	faute_code text check (length(faute_code) <= 40),
	valable_jusqu_a timestamptz,
	cree_le timestamptz not null default now(),
	envoye_le timestamptz,
	constraint contenu_le_temps_qu_il_faut check (
		(etat in ('à envoyer', 'en échec'))
			= (destinataire is not null and sujet is not null and texte is not null)
		and (
			etat in ('à envoyer', 'en échec')
			or num_nonnulls(destinataire, sujet, texte, desinscription) = 0
		)
	)
);

comment on table public.courriel is
	'Courriels à envoyer, et trace de ceux qui sont partis ; destinataire, sujet et texte sont effacés à l''envoi';
comment on column public.courriel.courriel_id is 'Identifiant, repris dans l''en-tête Message-ID';
comment on column public.courriel.territory_id is 'Territoire au nom duquel le courriel part';
comment on column public.courriel.genre is 'Ce dont le courriel parle';
comment on column public.courriel.destinataire is 'Adresse du destinataire ; vide une fois le courriel parti';
comment on column public.courriel.sujet is 'Sujet ; vide une fois le courriel parti';
comment on column public.courriel.texte is 'Texte ; vide une fois le courriel parti';
comment on column public.courriel.desinscription is
	'Adresse de l''en-tête List-Unsubscribe, qui met fin à une alerte en un geste ; vide sans, et une fois le courriel parti';
comment on column public.courriel.annonce_id is
	'Annonce dont le courriel demande la confirmation : elle compte comme demandée quand il est parti';
comment on column public.courriel.etat is
	'à envoyer ; envoyé par SMTP ; gardé en fichier, faute de SMTP ; en échec, à renvoyer à la main ; effacé au terme';
comment on column public.courriel.essais is 'Nombre d''essais manqués';
comment on column public.courriel.essai_le is 'Instant avant lequel aucun essai n''est fait';
comment on column public.courriel.bail is 'Prise en charge en cours : qui l''a prise la nomme pour la clore';
comment on column public.courriel.bail_fin is
	'Fin de la prise en charge : au-delà, un autre processus peut reprendre le courriel';
comment on column public.courriel.faute is 'Raison du dernier essai manqué';
comment on column public.courriel.faute_code is
	'Code de la raison (réponse SMTP, erreur du système), sans le texte, qui peut nommer quelqu''un';
comment on column public.courriel.valable_jusqu_a is
	'Instant après lequel le lien du courriel ne vaut plus rien ; vide sans lien';
comment on column public.courriel.cree_le is 'Dépôt';
comment on column public.courriel.envoye_le is 'Départ';

create index courriel_a_envoyer on public.courriel (territory_id, essai_le) where etat = 'à envoyer';
create index courriel_territory_id on public.courriel (territory_id, cree_le);
create index courriel_annonce_id on public.courriel (annonce_id);
