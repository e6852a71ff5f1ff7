-- The ledger of land: what each commune took of natural, farm and forest land (ENAF), what its EPCI may take, what is
-- promised. A row says what was known on its source_date and is never rewritten: a figure at a past day stays.

create table public.enaf_consommation (
	comm_insee text not null references public.commune on delete cascade,
	annee integer not null check (annee between 2009 and 2100),
	conso_m2 double precision not null check (conso_m2 >= 0),
	activite_m2 double precision check (activite_m2 >= 0),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (comm_insee, source_date, annee),
	constraint enaf_consommation_activite check (activite_m2 <= conso_m2)
);

comment on table public.enaf_consommation is
	'Espaces naturels, agricoles et forestiers consommés par commune et par an, une fois par millésime du fichier';
comment on column public.enaf_consommation.comm_insee is 'Code INSEE de la commune';
comment on column public.enaf_consommation.annee is 'Année de la consommation, du 1er janvier au 31 décembre';
comment on column public.enaf_consommation.conso_m2 is 'Surface consommée dans l''année, en m²';
comment on column public.enaf_consommation.activite_m2 is
	'Part de cette surface destinée à l''activité, en m² ; vide si le fichier ne la donne pas';
comment on column public.enaf_consommation.territory_id is 'Territoire auquel la fiche appartient';

create index enaf_consommation_territory_id on public.enaf_consommation (territory_id, source_date);

create table public.enaf_enveloppe (
	epci_siren text not null references public.epci on delete cascade,
	surface_ha double precision not null check (surface_ha >= 0 and surface_ha <= 1e6),
	doc_type text not null check (doc_type in ('SRADDET', 'SCoT', 'PLUi', 'PLU', 'carte communale', 'autre')),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	doc_date date not null,
	doc_article text check (length(doc_article) <= 200),
	doc_url text check (doc_url ~ '^https?://' and length(doc_url) <= 500),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (epci_siren, source_date)
);

comment on table public.enaf_enveloppe is
	'Enveloppe d''un EPCI de 2021 à 2030, avec le document qui la fixe ; la dernière ligne connue un jour vaut ce jour-là';
comment on column public.enaf_enveloppe.epci_siren is 'SIREN de l''EPCI';
comment on column public.enaf_enveloppe.surface_ha is 'Surface qui peut être consommée du 1er janvier 2021 au 31 décembre 2030, en hectares';
comment on column public.enaf_enveloppe.doc_type is 'Genre du document';
comment on column public.enaf_enveloppe.doc_titre is 'Titre du document';
comment on column public.enaf_enveloppe.doc_date is 'Jour où le document a été approuvé';
comment on column public.enaf_enveloppe.doc_article is 'Article ou page du document';
comment on column public.enaf_enveloppe.doc_url is 'Adresse du document';
comment on column public.enaf_enveloppe.territory_id is 'Territoire auquel la fiche appartient';

create index enaf_enveloppe_territory_id on public.enaf_enveloppe (territory_id);

create table public.enaf_projet (
	projet_id text not null check (projet_id ~ '^[a-z0-9-]{1,60}$'),
	projet_nom text not null check (length(btrim(projet_nom)) between 1 and 200),
	comm_insee text not null references public.commune on delete cascade,
	compte text not null check (compte in ('locale', 'régionale mutualisée', 'PENE', 'non décomptée')),
	surface_ha double precision not null check (surface_ha > 0 and surface_ha <= 1e6),
	engage_le date not null,
	acte text not null check (length(btrim(acte)) between 1 and 200),
	consomme_le date,
	retire boolean not null default false,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (projet_id, source_date),
	constraint enaf_projet_dates check (consomme_le >= engage_le)
);

comment on table public.enaf_projet is
	'Projets engagés qui consomment du foncier, et l''enveloppe à laquelle chacun est compté ; la dernière ligne connue un jour vaut ce jour-là';
comment on column public.enaf_projet.projet_id is 'Identifiant du projet, le même d''une ligne à la suivante';
comment on column public.enaf_projet.projet_nom is 'Nom du projet';
comment on column public.enaf_projet.comm_insee is 'Commune du projet';
comment on column public.enaf_projet.compte is
	'Enveloppe à laquelle le projet est compté ; seule l''enveloppe locale se déduit';
comment on column public.enaf_projet.surface_ha is 'Surface que le projet consomme, en hectares';
comment on column public.enaf_projet.engage_le is 'Jour de l''acte qui engage le projet';
comment on column public.enaf_projet.acte is 'Acte qui engage le projet : délibération, autorisation, arrêté';
comment on column public.enaf_projet.consomme_le is
	'Jour où la surface a été consommée ; vide tant qu''elle ne l''est pas';
comment on column public.enaf_projet.retire is 'Vrai à partir du jour où le projet ne compte plus';
comment on column public.enaf_projet.territory_id is 'Territoire auquel la fiche appartient';

create index enaf_projet_territory_id on public.enaf_projet (territory_id);
create index enaf_projet_comm_insee on public.enaf_projet (comm_insee);

create table public.enaf_garantie (
	comm_insee text not null references public.commune on delete cascade,
	surface_ha double precision not null check (surface_ha between 0 and 1),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	acte text not null check (length(btrim(acte)) between 1 and 200),
	acte_date date not null,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (comm_insee, source_date)
);

comment on table public.enaf_garantie is
	'Garantie communale d''un hectare, telle qu''un document et un acte la constatent ; la dernière ligne connue un jour vaut ce jour-là';
comment on column public.enaf_garantie.comm_insee is 'Commune garantie';
comment on column public.enaf_garantie.surface_ha is 'Surface garantie, en hectares : un hectare, ou moins si la commune en a cédé une part';
comment on column public.enaf_garantie.doc_titre is 'Document d''urbanisme qui ouvre la garantie';
comment on column public.enaf_garantie.acte is 'Acte qui la constate';
comment on column public.enaf_garantie.acte_date is 'Jour de cet acte';
comment on column public.enaf_garantie.territory_id is 'Territoire auquel la fiche appartient';

create index enaf_garantie_territory_id on public.enaf_garantie (territory_id);
