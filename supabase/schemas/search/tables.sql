-- What may be asked of a search.

create type public.criteres_recherche as (
	"text" text, "areaMinHa" float8, "areaMaxHa" float8, "siteLargestMinHa" float8,
	"siteSmallestMaxHa" float8, "priceMinPerM2" float8, "priceMaxPerM2" float8,
	tenures text[], "availableBefore" date, epci text[], communes text[],
	"saleStages" text[], "servicingStages" text[], "readyToBuild" boolean,
	offers text[], "spaceMinM2" float8, "spaceMaxM2" float8, "heightMinM" float8,
	"floorLoadMinKgPerM2" float8, "craneMinT" float8, "docksMin" float8,
	"confirmedWithinDays" float8,
	ownerships text[], occupancies text[], uses text[], vocations text[], networks text[],
	"electricityMinKva" float8, "waterMinM3PerDay" float8, "gasMinM3PerHour" float8,
	"fibreMinMbitPerS" float8, brownfields text, "soilPollutions" text[],
	"buildingStates" text[], "floodMaxPercent" float8, "wetlandMaxPercent" float8,
	"steepMaxPercent" float8, "junctionMaxKm" float8, "stationMaxKm" float8,
	"freightMaxKm" float8, "portMaxKm" float8, "airfieldMaxKm" float8,
	"borderMaxKm" float8, sectors text[], "nafDivisions" text[], "sectorRadiusKm" float8,
	"firmsMin" float8, "headcountMin" float8, "headcountRadiusKm" float8,
	"trainingMin" float8, "trainingRadiusKm" float8, shape json, "shapeRelation" text,
	"shapeOutside" boolean
);

comment on type public.criteres_recherche is
	'Critères d''une recherche, nommés comme dans src/lib/search/criteria.ts';
