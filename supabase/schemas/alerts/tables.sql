-- Searches that somebody has watched by mail, without an account: an address, a search, and nothing else of them.

create table public.alerte (
	alerte_id uuid primary key default gen_random_uuid(),
	territory_id text not null references public.territory on delete cascade,
	courriel text not null check (length(courriel) between 3 and 254),
	langue text not null check (langue ~ '^[a-z]{2}$'),
	recherche text not null check (length(recherche) <= 16000),
	jetons text[] not null check (cardinality(jetons) > 0),
	etat text not null default 'à confirmer' check (etat in ('à confirmer', 'active')),
	vus jsonb not null default '{}' check (jsonb_typeof(vus) = 'object'),
	demandee_le timestamptz not null default now(),
	confirmee_le timestamptz,
	verifiee_le timestamptz,
	envoyee_le timestamptz,
	constraint confirmee_si_active check ((etat = 'active') = (confirmee_le is not null))
);

comment on table public.alerte is
	'Alertes par courriel sur une recherche, sans compte ; une alerte terminée est effacée';
comment on column public.alerte.alerte_id is 'Identifiant de l''alerte';
comment on column public.alerte.territory_id is 'Territoire où l''on cherche';
comment on column public.alerte.courriel is 'Adresse électronique à prévenir';
comment on column public.alerte.langue is 'Langue des courriels, celle de la page où l''alerte a été demandée';
comment on column public.alerte.recherche is
	'Paramètres de l''adresse de la recherche, tels que src/lib/search/address.ts les écrit';
comment on column public.alerte.jetons is
	'Empreintes SHA-256 des jetons des liens envoyés : chacun ouvre l''alerte, aucun ne s''en déduit';
comment on column public.alerte.etat is 'à confirmer, tant que le lien du courriel n''a pas été suivi ; active ensuite';
comment on column public.alerte.vus is
	'Terrains qui répondaient au dernier courriel, par identifiant : leur nom et leur prix, pour dire ce qui change';
comment on column public.alerte.demandee_le is 'Demande de l''alerte';
comment on column public.alerte.confirmee_le is 'Confirmation par le lien du courriel ; vide avant';
comment on column public.alerte.verifiee_le is 'Dernière fois que la recherche a été refaite';
comment on column public.alerte.envoyee_le is 'Dernier courriel de changements ; vide sans';

create unique index alerte_une_fois on public.alerte (territory_id, lower(courriel), md5(recherche));
create index alerte_jetons on public.alerte using gin (jetons);
create index alerte_a_verifier on public.alerte (territory_id, verifiee_le) where etat = 'active';
