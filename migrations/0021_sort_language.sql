-- Names are sorted as the language of their listener has it. The keys are made for one language at a time, so
-- that one index gives each order; where another one is wanted, the app makes them anew, some at a time.

-- Empty for the order that most languages share; others have a code of ISO 639.
ALTER TABLE library ADD COLUMN sort_language TEXT NOT NULL DEFAULT '';
-- Up to which track the keys are those of the language; none where all are.
ALTER TABLE library ADD COLUMN sorted_up_to INTEGER;

-- An app of an older version would write keys of the other kind.
UPDATE library SET schema_floor = 21;
