-- What the columns of every record tell of where it comes from, written once. Both are moulds: tables are made
-- like them, and they are gone when all tables are made (ground/tables-end.sql).

create temporary table provenance (
	source_nom text not null,
	source_date date not null,
	source_methode text not null,
	source_licence text,
	source_url text,
	demonstration boolean not null default false
);

comment on column pg_temp.provenance.source_nom is 'Nom court de la source de la fiche';
comment on column pg_temp.provenance.source_date is 'Date de la source, ou de sa dernière lecture';
comment on column pg_temp.provenance.source_methode is
	'Méthode d''obtention de la fiche : relevé, import, calcul, démonstration…';
comment on column pg_temp.provenance.source_licence is 'Licence sous laquelle la source est publiée';
comment on column pg_temp.provenance.source_url is 'Adresse de la source';
comment on column pg_temp.provenance.demonstration is
	'Vrai pour une fiche inventée du jeu de démonstration';

create temporary table published_provenance (
	like pg_temp.provenance including all,
	publie boolean not null default true
);

comment on column pg_temp.published_provenance.publie is 'Vrai si la fiche est visible du public';

create domain public."application/x-ndjson" as text;

comment on domain public."application/x-ndjson" is
	'Lignes JSON servies telles quelles : la première dit ce qu''il en est des suivantes';
