-- Zones of the planning documents, as the Géoportail de l'urbanisme publishes them, and whether each document has taken
-- in the objective of land that its deadline asks for.

create table public.zone_urba (
	zone_id text primary key check (length(zone_id) between 1 and 200),
	partition text not null check (length(partition) between 1 and 60),
	zone_type text not null check (zone_type in (
		'U', 'AUc', 'AUs', 'A', 'Ah', 'N', 'Nh', 'Nd', 'ZC', 'ZnC'
	)),
	zone_libelle text check (length(zone_libelle) <= 200),
	doc_date date,
	doc_url text check (length(doc_url) <= 500),
	geom extensions.geometry(MultiPolygon, 4326) not null,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all
);

comment on table public.zone_urba is
	'Zones des documents d''urbanisme, telles que le Géoportail de l''urbanisme les publie';
comment on column public.zone_urba.zone_id is 'Identifiant de la zone';
comment on column public.zone_urba.partition is 'Document d''urbanisme de la zone, au Géoportail de l''urbanisme';
comment on column public.zone_urba.zone_type is
	'Type de zone du standard CNIG : U, AUc (ouverte), AUs (à ouvrir), A, N ; ZC et ZnC d''une carte communale';
comment on column public.zone_urba.zone_libelle is 'Libellé de la zone dans son document';
comment on column public.zone_urba.doc_date is 'Jour où le document a été approuvé';
comment on column public.zone_urba.doc_url is 'Adresse du règlement';
comment on column public.zone_urba.geom is 'Emprise de la zone, en degrés (EPSG:4326)';
comment on column public.zone_urba.territory_id is 'Territoire auquel la fiche appartient';

create index zone_urba_territory_id on public.zone_urba (territory_id, partition);
create index zone_urba_geom on public.zone_urba using gist (geom);

create table public.urba_document (
	portee text not null check (portee in ('SCoT', 'PLU')),
	lieu text not null check (lieu ~ '^([0-9]{9}|[0-9][0-9AB][0-9]{3})$'),
	doc_titre text not null check (length(btrim(doc_titre)) between 1 and 200),
	zan_le date,
	reduction_pct double precision check (reduction_pct between 0 and 100),
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (portee, lieu, source_date)
);

comment on table public.urba_document is
	'État des documents d''urbanisme au regard de leur échéance ; la dernière ligne d''un lieu vaut';
comment on column public.urba_document.portee is 'SCoT, ou PLU pour un PLU, un PLUi ou une carte communale';
comment on column public.urba_document.lieu is 'SIREN de l''EPCI, ou code INSEE de la commune que le document couvre';
comment on column public.urba_document.doc_titre is 'Titre du document';
comment on column public.urba_document.zan_le is
	'Jour où le document a intégré l''objectif de sobriété ; vide tant qu''il ne l''a pas';
comment on column public.urba_document.reduction_pct is
	'Réduction de la consommation que le document prévoit déjà, en % ; vide si inconnue';
comment on column public.urba_document.territory_id is 'Territoire auquel la fiche appartient';

create index urba_document_territory_id on public.urba_document (territory_id);
