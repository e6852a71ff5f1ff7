-- Who may do what: the accounts are those of the Auth schema, their roles stand here and nowhere else,
-- because a token carries none.

create table public.membre (
	user_id uuid primary key references auth.users on delete cascade,
	territory_id text not null references public.territory on delete cascade,
	role text not null check (role in ('entreprise', 'agent', 'administrateur')),
	courriel text not null check (length(courriel) <= 254),
	nom text check (length(nom) <= 120),
	siret text check (siret ~ '^[0-9]{14}$'),
	entreprise_nom text check (length(entreprise_nom) <= 200),
	entreprise_nom_origine text check (entreprise_nom_origine in ('base', 'sirene', 'déclaré')),
	cree_le timestamptz not null default now(),
	constraint entreprise_designee check (
		(role = 'entreprise')
			= (siret is not null and entreprise_nom is not null and entreprise_nom_origine is not null)
	)
);

comment on table public.membre is 'Comptes du territoire et leur rôle';
comment on column public.membre.user_id is 'Compte, tel que le schéma auth le connaît';
comment on column public.membre.territory_id is 'Territoire pour lequel le rôle vaut';
comment on column public.membre.role is
	'entreprise : propose pour son SIRET ; agent : instruit pour ses EPCI ; administrateur : gère le territoire';
comment on column public.membre.courriel is 'Adresse électronique du compte';
comment on column public.membre.nom is 'Nom de la personne';
comment on column public.membre.siret is 'SIRET de l''entreprise pour laquelle le compte propose';
comment on column public.membre.entreprise_nom is 'Nom de l''entreprise';
comment on column public.membre.entreprise_nom_origine is
	'D''où vient le nom : base (établissement connu), sirene (service Sirene), déclaré (à vérifier)';
comment on column public.membre.cree_le is 'Création du rôle';

create index membre_territory_id on public.membre (territory_id);

create table public.membre_epci (
	user_id uuid not null references public.membre on delete cascade,
	epci_siren text not null references public.epci on delete cascade,
	primary key (user_id, epci_siren)
);

comment on table public.membre_epci is 'EPCI pour lesquels un agent instruit';
comment on column public.membre_epci.user_id is 'Compte de l''agent';
comment on column public.membre_epci.epci_siren is 'SIREN de l''EPCI';

create index membre_epci_epci_siren on public.membre_epci (epci_siren);

create table public.invitation (
	invitation_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	courriel text not null check (length(courriel) <= 254 and courriel = lower(courriel)),
	role text not null check (role in ('agent', 'administrateur')),
	epci text[] not null default '{}',
	jeton_empreinte text not null unique check (jeton_empreinte ~ '^[0-9a-f]{64}$'),
	invite_par uuid references auth.users on delete set null,
	cree_le timestamptz not null default now(),
	expire_le timestamptz not null default now() + interval '14 days',
	acceptee_le timestamptz
);

comment on table public.invitation is 'Invitations d''agents et d''administrateurs, à usage unique';
comment on column public.invitation.invitation_id is 'Identifiant de l''invitation';
comment on column public.invitation.territory_id is 'Territoire pour lequel le rôle vaudra';
comment on column public.invitation.courriel is 'Adresse invitée, en minuscules';
comment on column public.invitation.role is 'Rôle que l''invitation donne';
comment on column public.invitation.epci is 'SIREN des EPCI pour lesquels un agent instruira';
comment on column public.invitation.jeton_empreinte is
	'SHA-256 du jeton envoyé par courriel ; le jeton lui-même n''est gardé nulle part';
comment on column public.invitation.invite_par is 'Administrateur qui invite ; vide si son compte est fermé';
comment on column public.invitation.cree_le is 'Envoi de l''invitation';
comment on column public.invitation.expire_le is 'Fin de validité, quatorze jours après l''envoi';
comment on column public.invitation.acceptee_le is 'Acceptation ; vide tant qu''elle attend';

create index invitation_territory_id on public.invitation (territory_id);

create table public.inscription (
	inscription_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	courriel text not null check (length(courriel) <= 254 and courriel = lower(courriel)),
	nom text not null check (length(nom) between 1 and 120),
	siret text not null check (siret ~ '^[0-9]{14}$'),
	entreprise_nom text not null check (length(entreprise_nom) between 1 and 200),
	entreprise_nom_origine text not null check (entreprise_nom_origine in ('base', 'sirene', 'déclaré')),
	jeton_empreinte text not null unique check (jeton_empreinte ~ '^[0-9a-f]{64}$'),
	cree_le timestamptz not null default now(),
	expire_le timestamptz not null default now() + interval '24 hours'
);

comment on table public.inscription is
	'Inscriptions d''entreprises qui attendent que le titulaire de l''adresse les confirme ; chacune a son lien';
comment on column public.inscription.inscription_id is 'Identifiant de l''inscription';
comment on column public.inscription.territory_id is 'Territoire pour lequel le rôle vaudra';
comment on column public.inscription.courriel is 'Adresse donnée, en minuscules ; son titulaire n''est pas encore connu';
comment on column public.inscription.nom is 'Nom de la personne, tel qu''il a été donné';
comment on column public.inscription.siret is 'SIRET de l''entreprise pour laquelle le compte est demandé';
comment on column public.inscription.entreprise_nom is 'Nom de l''entreprise';
comment on column public.inscription.entreprise_nom_origine is
	'D''où vient le nom : base (établissement connu), sirene (service Sirene), déclaré (à vérifier)';
comment on column public.inscription.jeton_empreinte is
	'SHA-256 du jeton envoyé par courriel ; le jeton lui-même n''est gardé que dans le courriel qui attend';
comment on column public.inscription.cree_le is 'Demande';
comment on column public.inscription.expire_le is 'Fin de validité du lien, un jour après la demande';

create index inscription_territory_id on public.inscription (territory_id);
create index inscription_courriel on public.inscription (courriel);
