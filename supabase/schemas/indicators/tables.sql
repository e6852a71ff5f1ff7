-- The planner's figures as they were read, day after day: what a past day said stays, whatever becomes of the records.

create table public.chiffres_releve (
	territory_id text not null references public.territory,
	lieu text not null check (lieu = '' or lieu ~ '^(epci|commune|site):.+$'),
	releve_le date not null,
	chiffres jsonb not null check (jsonb_typeof(chiffres) = 'object'),
	demonstration boolean not null,
	primary key (territory_id, lieu, releve_le)
);

comment on table public.chiffres_releve is
	'Chiffres d''un lieu tels qu''ils ont été relevés un jour, une ligne chaque fois qu''ils ont changé ; rien n''y est réécrit';
comment on column public.chiffres_releve.territory_id is 'Territoire du lieu';
comment on column public.chiffres_releve.lieu is
	'Lieu tel que l''adresse l''écrit : epci:SIREN, commune:INSEE, site:identifiant ; vide pour le territoire';
comment on column public.chiffres_releve.releve_le is 'Jour du relevé';
comment on column public.chiffres_releve.chiffres is
	'Tableaux du lieu : pour chacun ses lignes, son total et ses sources ; objet vide si le lieu n''existe plus';
comment on column public.chiffres_releve.demonstration is
	'Vrai si une fiche inventée du jeu de démonstration y est comptée';
