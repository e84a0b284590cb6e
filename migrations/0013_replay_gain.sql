-- How much louder or softer to play, in decibels, so that tracks and albums sound equally loud
-- (https://wiki.hydrogenaud.io/index.php?title=ReplayGain_2.0_specification). None where untagged.

ALTER TABLE tracks ADD COLUMN track_gain_db REAL CHECK (track_gain_db BETWEEN -60 AND 60);
ALTER TABLE tracks ADD COLUMN album_gain_db REAL CHECK (album_gain_db BETWEEN -60 AND 60);
