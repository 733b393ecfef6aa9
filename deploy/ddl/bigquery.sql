-- sitrep's tables for BigQuery: sitrep ddl --engine bigquery --location gs://example-bucket/sitrep
-- Copy the output folder to the bucket after each run, `_staging` left out: see docs/operations.md.

CREATE SCHEMA IF NOT EXISTS sitrep;

CREATE OR REPLACE EXTERNAL TABLE sitrep.articles_files (
  `article_id` STRING OPTIONS (description = 'Hash of the canonical URL'),
  `version` INT64 OPTIONS (description = '1 for the first text seen, 2 for the first correction, ...'),
  `url` STRING OPTIONS (description = 'URL as fetched, after redirects'),
  `canonical_url` STRING OPTIONS (description = 'URL without tracking, AMP and mobile variants; the article\'s identity'),
  `feed_id` STRING OPTIONS (description = 'Feed that showed it, or archive: and the WARC file'),
  `guid` STRING OPTIONS (description = 'The entry\'s own id'),
  `title` STRING OPTIONS (description = 'Headline without the site\'s name'),
  `title_from` STRING OPTIONS (description = 'Where the headline came from: json-ld, opengraph, h1, title, feed'),
  `deck` STRING OPTIONS (description = 'Standfirst below the headline'),
  `text` STRING OPTIONS (description = 'Body: paragraphs separated by a blank line, without captions and boilerplate'),
  `spans` ARRAY<STRUCT<`kind` STRING, `start` INT64, `end` INT64>> OPTIONS (description = 'Parts of the text that are not plain prose, by start'),
  `posts` ARRAY<STRUCT<`start` INT64, `end` INT64, `published_at` TIMESTAMP>> OPTIONS (description = 'Posts of a live blog, by start'),
  `captions` ARRAY<STRING> OPTIONS (description = 'Picture captions with their credits; never coded'),
  `authors` ARRAY<STRING> OPTIONS (description = 'Persons named in the byline'),
  `publisher` STRING OPTIONS (description = 'Name of the outlet'),
  `publisher_domain` STRING OPTIONS (description = 'Registrable host of the outlet'),
  `wire_source` STRING OPTIONS (description = 'Agency that wrote it: AP, Reuters, AFP, ...'),
  `wire_evidence` STRING OPTIONS (description = 'The words that say so'),
  `origin_publisher` STRING OPTIONS (description = 'Who published it first: an agency, an outlet\'s name or host; else its own host'),
  `origin_evidence` STRING OPTIONS (description = 'Words, link or article_id that say so; none where it is its own'),
  `is_original` BOOL OPTIONS (description = 'Whether nothing says that it was published before, elsewhere or by itself'),
  `language` STRING OPTIONS (description = 'ISO 639-1 code'),
  `language_confidence` FLOAT64 OPTIONS (description = '0 to 1'),
  `published_at` TIMESTAMP OPTIONS (description = 'Publication time, UTC'),
  `published_from` STRING OPTIONS (description = 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)'),
  `published_has_time` BOOL OPTIONS (description = 'False where only the day is known'),
  `published_utc_offset` INT64 OPTIONS (description = 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells'),
  `modified_at` TIMESTAMP OPTIONS (description = 'Last change that the page or feed states, UTC'),
  `modified_from` STRING OPTIONS (description = 'Where it came from'),
  `fetched_at` TIMESTAMP OPTIONS (description = 'When the page was fetched, UTC'),
  `word_count` INT64 OPTIONS (description = 'Words of the text'),
  `content_sha256` STRING OPTIONS (description = 'Hash of the normalised text; equal for word-for-word copies'),
  `signature_scheme` STRING OPTIONS (description = 'How the signature was made: sketch, shingle length, size, bands, seed'),
  `signature` BYTES OPTIONS (description = 'Bottom-k sketch of the text\'s shingles: little-endian uint32 values'),
  `bands` ARRAY<INT64> OPTIONS (description = 'Band hashes of the signature; equal bands make candidates'),
  `cluster_id` STRING OPTIONS (description = 'article_id of the cluster\'s original'),
  `duplicate_of` STRING OPTIONS (description = 'article_id of the article this is a copy of'),
  `duplicate_kind` STRING OPTIONS (description = 'exact, near or syndicated'),
  `quality_flags` ARRAY<STRING> OPTIONS (description = 'too_short, list, live_blog, press_release, opinion, sport, ...'),
  `extractor` STRING OPTIONS (description = 'What found the text, with its version'),
  `warc_file` STRING OPTIONS (description = 'WARC file of the raw page, relative to the output folder'),
  `warc_offset` INT64 OPTIONS (description = 'Byte offset of its record'),
  `run_id` STRING OPTIONS (description = 'Run that published the row')
)
WITH PARTITION COLUMNS (`dt` DATE)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'A version of an article', uris = ['gs://example-bucket/sitrep/articles/dt=*'], hive_partition_uri_prefix = 'gs://example-bucket/sitrep/articles');

CREATE OR REPLACE VIEW sitrep.articles (
  `article_id` OPTIONS (description = 'Hash of the canonical URL'),
  `version` OPTIONS (description = '1 for the first text seen, 2 for the first correction, ...'),
  `url` OPTIONS (description = 'URL as fetched, after redirects'),
  `canonical_url` OPTIONS (description = 'URL without tracking, AMP and mobile variants; the article\'s identity'),
  `feed_id` OPTIONS (description = 'Feed that showed it, or archive: and the WARC file'),
  `guid` OPTIONS (description = 'The entry\'s own id'),
  `title` OPTIONS (description = 'Headline without the site\'s name'),
  `title_from` OPTIONS (description = 'Where the headline came from: json-ld, opengraph, h1, title, feed'),
  `deck` OPTIONS (description = 'Standfirst below the headline'),
  `text` OPTIONS (description = 'Body: paragraphs separated by a blank line, without captions and boilerplate'),
  `spans` OPTIONS (description = 'Parts of the text that are not plain prose, by start'),
  `posts` OPTIONS (description = 'Posts of a live blog, by start'),
  `captions` OPTIONS (description = 'Picture captions with their credits; never coded'),
  `authors` OPTIONS (description = 'Persons named in the byline'),
  `publisher` OPTIONS (description = 'Name of the outlet'),
  `publisher_domain` OPTIONS (description = 'Registrable host of the outlet'),
  `wire_source` OPTIONS (description = 'Agency that wrote it: AP, Reuters, AFP, ...'),
  `wire_evidence` OPTIONS (description = 'The words that say so'),
  `origin_publisher` OPTIONS (description = 'Who published it first: an agency, an outlet\'s name or host; else its own host'),
  `origin_evidence` OPTIONS (description = 'Words, link or article_id that say so; none where it is its own'),
  `is_original` OPTIONS (description = 'Whether nothing says that it was published before, elsewhere or by itself'),
  `language` OPTIONS (description = 'ISO 639-1 code'),
  `language_confidence` OPTIONS (description = '0 to 1'),
  `published_at` OPTIONS (description = 'Publication time, UTC'),
  `published_from` OPTIONS (description = 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)'),
  `published_has_time` OPTIONS (description = 'False where only the day is known'),
  `published_utc_offset` OPTIONS (description = 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells'),
  `modified_at` OPTIONS (description = 'Last change that the page or feed states, UTC'),
  `modified_from` OPTIONS (description = 'Where it came from'),
  `fetched_at` OPTIONS (description = 'When the page was fetched, UTC'),
  `word_count` OPTIONS (description = 'Words of the text'),
  `content_sha256` OPTIONS (description = 'Hash of the normalised text; equal for word-for-word copies'),
  `signature_scheme` OPTIONS (description = 'How the signature was made: sketch, shingle length, size, bands, seed'),
  `signature` OPTIONS (description = 'Bottom-k sketch of the text\'s shingles: little-endian uint32 values'),
  `bands` OPTIONS (description = 'Band hashes of the signature; equal bands make candidates'),
  `cluster_id` OPTIONS (description = 'article_id of the cluster\'s original'),
  `duplicate_of` OPTIONS (description = 'article_id of the article this is a copy of'),
  `duplicate_kind` OPTIONS (description = 'exact, near or syndicated'),
  `quality_flags` OPTIONS (description = 'too_short, list, live_blog, press_release, opinion, sport, ...'),
  `extractor` OPTIONS (description = 'What found the text, with its version'),
  `warc_file` OPTIONS (description = 'WARC file of the raw page, relative to the output folder'),
  `warc_offset` OPTIONS (description = 'Byte offset of its record'),
  `run_id` OPTIONS (description = 'Run that published the row'),
  `dt` OPTIONS (description = 'Partition')
)
OPTIONS (description = 'A version of an article') AS
SELECT `article_id`, `version`, `url`, `canonical_url`, `feed_id`, `guid`, `title`, `title_from`, `deck`, `text`, `spans`, `posts`, `captions`, `authors`, `publisher`, `publisher_domain`, `wire_source`, `wire_evidence`, `origin_publisher`, `origin_evidence`, `is_original`, `language`, `language_confidence`, `published_at`, `published_from`, `published_has_time`, `published_utc_offset`, `modified_at`, `modified_from`, `fetched_at`, `word_count`, `content_sha256`, `signature_scheme`, `signature`, `bands`, `cluster_id`, `duplicate_of`, `duplicate_kind`, `quality_flags`, `extractor`, `warc_file`, `warc_offset`, `run_id`, `dt`
FROM sitrep.articles_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `article_id`, `version` ORDER BY `run_id` DESC NULLS LAST) = 1;

CREATE OR REPLACE EXTERNAL TABLE sitrep.entries_files (
  `entry_key` STRING OPTIONS (description = 'Hash of the entry\'s identity: canonical URL, else GUID, else title and text'),
  `feed_id` STRING OPTIONS (description = 'Feed that showed it, or archive: and the name of the WARC file that holds it'),
  `url` STRING OPTIONS (description = 'Link as the feed gives it'),
  `canonical_url` STRING OPTIONS (description = 'The same, canonical'),
  `guid` STRING OPTIONS (description = 'The entry\'s own id'),
  `title` STRING OPTIONS (description = 'The entry\'s title'),
  `published_at` TIMESTAMP OPTIONS (description = 'The entry\'s date, UTC'),
  `fingerprint` STRING OPTIONS (description = 'Hash of title, summary, content and dates: a change means: look again'),
  `outcome` STRING OPTIONS (description = 'kept, known, duplicate, rejected or failed'),
  `reason` STRING OPTIONS (description = 'Why; docs/reasons.md has a sentence for each'),
  `detail` STRING OPTIONS (description = 'Particulars of a rejection or failure'),
  `http_status` INT64 OPTIONS (description = 'Status of the page\'s response'),
  `article_id` STRING OPTIONS (description = 'The article it led to'),
  `article_version` INT64 OPTIONS (description = 'Its version'),
  `attempts` INT64 OPTIONS (description = 'Fetches tried so far; a failed entry is tried again a few times'),
  `seen_at` TIMESTAMP OPTIONS (description = 'When the entry was seen, UTC'),
  `run_id` STRING OPTIONS (description = 'Run that published the row')
)
WITH PARTITION COLUMNS (`dt` DATE)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'A feed entry or archive record and what became of it', uris = ['gs://example-bucket/sitrep/entries/dt=*'], hive_partition_uri_prefix = 'gs://example-bucket/sitrep/entries');

CREATE OR REPLACE VIEW sitrep.entries (
  `entry_key` OPTIONS (description = 'Hash of the entry\'s identity: canonical URL, else GUID, else title and text'),
  `feed_id` OPTIONS (description = 'Feed that showed it, or archive: and the name of the WARC file that holds it'),
  `url` OPTIONS (description = 'Link as the feed gives it'),
  `canonical_url` OPTIONS (description = 'The same, canonical'),
  `guid` OPTIONS (description = 'The entry\'s own id'),
  `title` OPTIONS (description = 'The entry\'s title'),
  `published_at` OPTIONS (description = 'The entry\'s date, UTC'),
  `fingerprint` OPTIONS (description = 'Hash of title, summary, content and dates: a change means: look again'),
  `outcome` OPTIONS (description = 'kept, known, duplicate, rejected or failed'),
  `reason` OPTIONS (description = 'Why; docs/reasons.md has a sentence for each'),
  `detail` OPTIONS (description = 'Particulars of a rejection or failure'),
  `http_status` OPTIONS (description = 'Status of the page\'s response'),
  `article_id` OPTIONS (description = 'The article it led to'),
  `article_version` OPTIONS (description = 'Its version'),
  `attempts` OPTIONS (description = 'Fetches tried so far; a failed entry is tried again a few times'),
  `seen_at` OPTIONS (description = 'When the entry was seen, UTC'),
  `run_id` OPTIONS (description = 'Run that published the row'),
  `dt` OPTIONS (description = 'Partition')
)
OPTIONS (description = 'A feed entry or archive record and what became of it') AS
SELECT `entry_key`, `feed_id`, `url`, `canonical_url`, `guid`, `title`, `published_at`, `fingerprint`, `outcome`, `reason`, `detail`, `http_status`, `article_id`, `article_version`, `attempts`, `seen_at`, `run_id`, `dt`
FROM sitrep.entries_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `entry_key`, `feed_id`, `run_id` ORDER BY `run_id` DESC NULLS LAST) = 1;

CREATE OR REPLACE EXTERNAL TABLE sitrep.mentions_files (
  `event_type` STRING OPTIONS (description = 'PLOVER type: ASSAULT, PROTEST, ...'),
  `event_mode` STRING OPTIONS (description = 'PLOVER mode: aerial, demo, ...'),
  `contexts` ARRAY<STRING> OPTIONS (description = 'PLOVER contexts: military, election, ...'),
  `quad_class` INT64 OPTIONS (description = '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict'),
  `cameo_root` STRING OPTIONS (description = 'CAMEO root code, 03 to 20'),
  `acled_event_type` STRING OPTIONS (description = 'ACLED event type'),
  `acled_sub_event_type` STRING OPTIONS (description = 'ACLED sub-event type'),
  `actors` ARRAY<STRUCT<`actor_id` STRING, `name` STRING, `surface` STRING, `country` STRING, `sector` STRING>> OPTIONS (description = 'Who did it'),
  `recipients` ARRAY<STRUCT<`actor_id` STRING, `name` STRING, `surface` STRING, `country` STRING, `sector` STRING>> OPTIONS (description = 'To whom'),
  `date_start` DATE OPTIONS (description = 'First day'),
  `date_end` DATE OPTIONS (description = 'Last day'),
  `date_precision` STRING OPTIONS (description = 'day, week, month, year, period or publication'),
  `place` STRUCT<`geonames_id` INT64, `name` STRING, `surface` STRING, `admin1` STRING, `country` STRING, `lat` FLOAT64, `lon` FLOAT64, `precision` STRING> OPTIONS (description = 'Where'),
  `fatalities_low` INT64 OPTIONS (description = 'Killed, lowest credible number; None where nothing is said'),
  `fatalities_best` INT64 OPTIONS (description = 'Killed, most reliable number; 0 only where a text says so'),
  `fatalities_high` INT64 OPTIONS (description = 'Killed, highest credible number'),
  `injuries_low` INT64 OPTIONS (description = 'Injured, lowest credible number'),
  `injuries_best` INT64 OPTIONS (description = 'Injured, most reliable number'),
  `injuries_high` INT64 OPTIONS (description = 'Injured, highest credible number'),
  `tolls` ARRAY<STRUCT<`effect` STRING, `group` STRING, `role` STRING, `low` INT64, `best` INT64, `high` INT64, `cumulative_from` DATE, `attributed_to` STRING>> OPTIONS (description = 'The counts behind these numbers'),
  `territory_change` STRUCT<`place` STRING, `from_actor` STRING, `to_actor` STRING> OPTIONS (description = 'A place that changed hands'),
  `confidence` FLOAT64 OPTIONS (description = '0 to 1'),
  `coder` STRING OPTIONS (description = 'What coded it'),
  `coder_version` STRING OPTIONS (description = 'Version of the coder and its data'),
  `mention_id` STRING OPTIONS (description = 'Hash of article, version and the event\'s place in it'),
  `event_id` STRING OPTIONS (description = 'The event; set by merging'),
  `merge_reason` STRING OPTIONS (description = 'Why it joined that event, with the score, or started it'),
  `article_id` STRING OPTIONS (description = 'The article'),
  `version` INT64 OPTIONS (description = 'Its version'),
  `copied_from` STRING OPTIONS (description = 'mention_id in the original, where the article is a copy'),
  `publisher_domain` STRING OPTIONS (description = 'The outlet'),
  `source_key` STRING OPTIONS (description = 'Independent origin: the cluster of copies or the wire behind the article'),
  `published_at` TIMESTAMP OPTIONS (description = 'When the article was published, UTC'),
  `sentence` INT64 OPTIONS (description = 'Index of the sentence in the article, headline = 0'),
  `char_start` INT64 OPTIONS (description = 'Start of the evidence in title + blank line + deck + blank line + text'),
  `char_end` INT64 OPTIONS (description = 'End of the evidence, exclusive'),
  `evidence` STRING OPTIONS (description = 'The sentence that tells it'),
  `attributed_to` STRING OPTIONS (description = 'Who says so, where it is somebody\'s statement'),
  `rule` STRING OPTIONS (description = 'Frame and trigger that coded it'),
  `coded_at` TIMESTAMP OPTIONS (description = 'When it was coded, UTC'),
  `run_id` STRING OPTIONS (description = 'Run that published the row')
)
WITH PARTITION COLUMNS (`dt` DATE)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'One event as one article tells it', uris = ['gs://example-bucket/sitrep/mentions/dt=*'], hive_partition_uri_prefix = 'gs://example-bucket/sitrep/mentions');

CREATE OR REPLACE VIEW sitrep.mentions (
  `event_type` OPTIONS (description = 'PLOVER type: ASSAULT, PROTEST, ...'),
  `event_mode` OPTIONS (description = 'PLOVER mode: aerial, demo, ...'),
  `contexts` OPTIONS (description = 'PLOVER contexts: military, election, ...'),
  `quad_class` OPTIONS (description = '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict'),
  `cameo_root` OPTIONS (description = 'CAMEO root code, 03 to 20'),
  `acled_event_type` OPTIONS (description = 'ACLED event type'),
  `acled_sub_event_type` OPTIONS (description = 'ACLED sub-event type'),
  `actors` OPTIONS (description = 'Who did it'),
  `recipients` OPTIONS (description = 'To whom'),
  `date_start` OPTIONS (description = 'First day'),
  `date_end` OPTIONS (description = 'Last day'),
  `date_precision` OPTIONS (description = 'day, week, month, year, period or publication'),
  `place` OPTIONS (description = 'Where'),
  `fatalities_low` OPTIONS (description = 'Killed, lowest credible number; None where nothing is said'),
  `fatalities_best` OPTIONS (description = 'Killed, most reliable number; 0 only where a text says so'),
  `fatalities_high` OPTIONS (description = 'Killed, highest credible number'),
  `injuries_low` OPTIONS (description = 'Injured, lowest credible number'),
  `injuries_best` OPTIONS (description = 'Injured, most reliable number'),
  `injuries_high` OPTIONS (description = 'Injured, highest credible number'),
  `tolls` OPTIONS (description = 'The counts behind these numbers'),
  `territory_change` OPTIONS (description = 'A place that changed hands'),
  `confidence` OPTIONS (description = '0 to 1'),
  `coder` OPTIONS (description = 'What coded it'),
  `coder_version` OPTIONS (description = 'Version of the coder and its data'),
  `mention_id` OPTIONS (description = 'Hash of article, version and the event\'s place in it'),
  `event_id` OPTIONS (description = 'The event; set by merging'),
  `merge_reason` OPTIONS (description = 'Why it joined that event, with the score, or started it'),
  `article_id` OPTIONS (description = 'The article'),
  `version` OPTIONS (description = 'Its version'),
  `copied_from` OPTIONS (description = 'mention_id in the original, where the article is a copy'),
  `publisher_domain` OPTIONS (description = 'The outlet'),
  `source_key` OPTIONS (description = 'Independent origin: the cluster of copies or the wire behind the article'),
  `published_at` OPTIONS (description = 'When the article was published, UTC'),
  `sentence` OPTIONS (description = 'Index of the sentence in the article, headline = 0'),
  `char_start` OPTIONS (description = 'Start of the evidence in title + blank line + deck + blank line + text'),
  `char_end` OPTIONS (description = 'End of the evidence, exclusive'),
  `evidence` OPTIONS (description = 'The sentence that tells it'),
  `attributed_to` OPTIONS (description = 'Who says so, where it is somebody\'s statement'),
  `rule` OPTIONS (description = 'Frame and trigger that coded it'),
  `coded_at` OPTIONS (description = 'When it was coded, UTC'),
  `run_id` OPTIONS (description = 'Run that published the row'),
  `dt` OPTIONS (description = 'Partition')
)
OPTIONS (description = 'One event as one article tells it') AS
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `mention_id`, `event_id`, `merge_reason`, `article_id`, `version`, `copied_from`, `publisher_domain`, `source_key`, `published_at`, `sentence`, `char_start`, `char_end`, `evidence`, `attributed_to`, `rule`, `coded_at`, `run_id`, `dt`
FROM sitrep.mentions_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `mention_id` ORDER BY `run_id` DESC NULLS LAST) = 1;

CREATE OR REPLACE EXTERNAL TABLE sitrep.events_files (
  `event_type` STRING OPTIONS (description = 'PLOVER type: ASSAULT, PROTEST, ...'),
  `event_mode` STRING OPTIONS (description = 'PLOVER mode: aerial, demo, ...'),
  `contexts` ARRAY<STRING> OPTIONS (description = 'PLOVER contexts: military, election, ...'),
  `quad_class` INT64 OPTIONS (description = '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict'),
  `cameo_root` STRING OPTIONS (description = 'CAMEO root code, 03 to 20'),
  `acled_event_type` STRING OPTIONS (description = 'ACLED event type'),
  `acled_sub_event_type` STRING OPTIONS (description = 'ACLED sub-event type'),
  `actors` ARRAY<STRUCT<`actor_id` STRING, `name` STRING, `surface` STRING, `country` STRING, `sector` STRING>> OPTIONS (description = 'Who did it'),
  `recipients` ARRAY<STRUCT<`actor_id` STRING, `name` STRING, `surface` STRING, `country` STRING, `sector` STRING>> OPTIONS (description = 'To whom'),
  `date_start` DATE OPTIONS (description = 'First day'),
  `date_end` DATE OPTIONS (description = 'Last day'),
  `date_precision` STRING OPTIONS (description = 'day, week, month, year, period or publication'),
  `place` STRUCT<`geonames_id` INT64, `name` STRING, `surface` STRING, `admin1` STRING, `country` STRING, `lat` FLOAT64, `lon` FLOAT64, `precision` STRING> OPTIONS (description = 'Where'),
  `fatalities_low` INT64 OPTIONS (description = 'Killed, lowest credible number; None where nothing is said'),
  `fatalities_best` INT64 OPTIONS (description = 'Killed, most reliable number; 0 only where a text says so'),
  `fatalities_high` INT64 OPTIONS (description = 'Killed, highest credible number'),
  `injuries_low` INT64 OPTIONS (description = 'Injured, lowest credible number'),
  `injuries_best` INT64 OPTIONS (description = 'Injured, most reliable number'),
  `injuries_high` INT64 OPTIONS (description = 'Injured, highest credible number'),
  `tolls` ARRAY<STRUCT<`effect` STRING, `group` STRING, `role` STRING, `low` INT64, `best` INT64, `high` INT64, `cumulative_from` DATE, `attributed_to` STRING>> OPTIONS (description = 'The counts behind these numbers'),
  `territory_change` STRUCT<`place` STRING, `from_actor` STRING, `to_actor` STRING> OPTIONS (description = 'A place that changed hands'),
  `confidence` FLOAT64 OPTIONS (description = '0 to 1'),
  `coder` STRING OPTIONS (description = 'What coded it'),
  `coder_version` STRING OPTIONS (description = 'Version of the coder and its data'),
  `event_id` STRING OPTIONS (description = 'Stable id'),
  `n_mentions` INT64 OPTIONS (description = 'Mentions in current article versions'),
  `n_articles` INT64 OPTIONS (description = 'Articles that tell it, copies included'),
  `n_sources` INT64 OPTIONS (description = 'Independent publishers, copies counted once'),
  `first_reported_at` TIMESTAMP OPTIONS (description = 'Publication time of the first report, UTC'),
  `last_reported_at` TIMESTAMP OPTIONS (description = 'Publication time of the latest report, UTC'),
  `revision` INT64 OPTIONS (description = '1, and one more with every change'),
  `updated_at` TIMESTAMP OPTIONS (description = 'When the row changed, UTC'),
  `superseded_by` STRING OPTIONS (description = 'The event that this one was merged into'),
  `retracted` BOOL OPTIONS (description = 'True when no current article version tells it any more'),
  `run_id` STRING OPTIONS (description = 'Run that last changed the row')
)
WITH PARTITION COLUMNS (`month` STRING)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'One event of the world, current state', uris = ['gs://example-bucket/sitrep/events/month=*'], hive_partition_uri_prefix = 'gs://example-bucket/sitrep/events');

CREATE OR REPLACE VIEW sitrep.events (
  `event_type` OPTIONS (description = 'PLOVER type: ASSAULT, PROTEST, ...'),
  `event_mode` OPTIONS (description = 'PLOVER mode: aerial, demo, ...'),
  `contexts` OPTIONS (description = 'PLOVER contexts: military, election, ...'),
  `quad_class` OPTIONS (description = '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict'),
  `cameo_root` OPTIONS (description = 'CAMEO root code, 03 to 20'),
  `acled_event_type` OPTIONS (description = 'ACLED event type'),
  `acled_sub_event_type` OPTIONS (description = 'ACLED sub-event type'),
  `actors` OPTIONS (description = 'Who did it'),
  `recipients` OPTIONS (description = 'To whom'),
  `date_start` OPTIONS (description = 'First day'),
  `date_end` OPTIONS (description = 'Last day'),
  `date_precision` OPTIONS (description = 'day, week, month, year, period or publication'),
  `place` OPTIONS (description = 'Where'),
  `fatalities_low` OPTIONS (description = 'Killed, lowest credible number; None where nothing is said'),
  `fatalities_best` OPTIONS (description = 'Killed, most reliable number; 0 only where a text says so'),
  `fatalities_high` OPTIONS (description = 'Killed, highest credible number'),
  `injuries_low` OPTIONS (description = 'Injured, lowest credible number'),
  `injuries_best` OPTIONS (description = 'Injured, most reliable number'),
  `injuries_high` OPTIONS (description = 'Injured, highest credible number'),
  `tolls` OPTIONS (description = 'The counts behind these numbers'),
  `territory_change` OPTIONS (description = 'A place that changed hands'),
  `confidence` OPTIONS (description = '0 to 1'),
  `coder` OPTIONS (description = 'What coded it'),
  `coder_version` OPTIONS (description = 'Version of the coder and its data'),
  `event_id` OPTIONS (description = 'Stable id'),
  `n_mentions` OPTIONS (description = 'Mentions in current article versions'),
  `n_articles` OPTIONS (description = 'Articles that tell it, copies included'),
  `n_sources` OPTIONS (description = 'Independent publishers, copies counted once'),
  `first_reported_at` OPTIONS (description = 'Publication time of the first report, UTC'),
  `last_reported_at` OPTIONS (description = 'Publication time of the latest report, UTC'),
  `revision` OPTIONS (description = '1, and one more with every change'),
  `updated_at` OPTIONS (description = 'When the row changed, UTC'),
  `superseded_by` OPTIONS (description = 'The event that this one was merged into'),
  `retracted` OPTIONS (description = 'True when no current article version tells it any more'),
  `run_id` OPTIONS (description = 'Run that last changed the row'),
  `month` OPTIONS (description = 'Partition')
)
OPTIONS (description = 'One event of the world, current state') AS
SELECT `event_type`, `event_mode`, `contexts`, `quad_class`, `cameo_root`, `acled_event_type`, `acled_sub_event_type`, `actors`, `recipients`, `date_start`, `date_end`, `date_precision`, `place`, `fatalities_low`, `fatalities_best`, `fatalities_high`, `injuries_low`, `injuries_best`, `injuries_high`, `tolls`, `territory_change`, `confidence`, `coder`, `coder_version`, `event_id`, `n_mentions`, `n_articles`, `n_sources`, `first_reported_at`, `last_reported_at`, `revision`, `updated_at`, `superseded_by`, `retracted`, `run_id`, `month`
FROM sitrep.events_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `event_id` ORDER BY `revision` DESC NULLS LAST) = 1;

CREATE OR REPLACE EXTERNAL TABLE sitrep.feeds_files (
  `feed_id` STRING OPTIONS (description = 'Hash of the URL under which it was added'),
  `url` STRING OPTIONS (description = 'URL to poll'),
  `title` STRING OPTIONS (description = 'The feed\'s own title'),
  `kind` STRING OPTIONS (description = 'rss, rdf, atom, json or sitemap'),
  `etag` STRING OPTIONS (description = 'ETag of the last full response'),
  `last_modified` STRING OPTIONS (description = 'Last-Modified of the last full response'),
  `body_sha256` STRING OPTIONS (description = 'Hash of the last body'),
  `last_polled_at` TIMESTAMP OPTIONS (description = 'Last poll, UTC'),
  `last_status` INT64 OPTIONS (description = 'HTTP status of the last poll'),
  `reason` STRING OPTIONS (description = 'Outcome of the last poll; docs/reasons.md'),
  `detail` STRING OPTIONS (description = 'Particulars of a failure'),
  `next_due_at` TIMESTAMP OPTIONS (description = 'Not polled before, UTC'),
  `interval_s` INT64 OPTIONS (description = 'Seconds between polls at present'),
  `gap_s` INT64 OPTIONS (description = 'Median seconds between its entries: its own rhythm'),
  `errors_in_row` INT64 OPTIONS (description = 'Failed polls since the last good one'),
  `moved_to` STRING OPTIONS (description = 'Target of a permanent redirect'),
  `moved_since` TIMESTAMP OPTIONS (description = 'Since when it redirects there, UTC'),
  `retired_at` TIMESTAMP OPTIONS (description = 'When the server said 410, UTC'),
  `last_entry_at` TIMESTAMP OPTIONS (description = 'Date of the newest entry, UTC'),
  `entries_last_poll` INT64 OPTIONS (description = 'Entries in the last body'),
  `run_id` STRING OPTIONS (description = 'Run that last changed the row')
)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'A feed\'s state', uris = ['gs://example-bucket/sitrep/feeds/part-*']);

CREATE OR REPLACE VIEW sitrep.feeds (
  `feed_id` OPTIONS (description = 'Hash of the URL under which it was added'),
  `url` OPTIONS (description = 'URL to poll'),
  `title` OPTIONS (description = 'The feed\'s own title'),
  `kind` OPTIONS (description = 'rss, rdf, atom, json or sitemap'),
  `etag` OPTIONS (description = 'ETag of the last full response'),
  `last_modified` OPTIONS (description = 'Last-Modified of the last full response'),
  `body_sha256` OPTIONS (description = 'Hash of the last body'),
  `last_polled_at` OPTIONS (description = 'Last poll, UTC'),
  `last_status` OPTIONS (description = 'HTTP status of the last poll'),
  `reason` OPTIONS (description = 'Outcome of the last poll; docs/reasons.md'),
  `detail` OPTIONS (description = 'Particulars of a failure'),
  `next_due_at` OPTIONS (description = 'Not polled before, UTC'),
  `interval_s` OPTIONS (description = 'Seconds between polls at present'),
  `gap_s` OPTIONS (description = 'Median seconds between its entries: its own rhythm'),
  `errors_in_row` OPTIONS (description = 'Failed polls since the last good one'),
  `moved_to` OPTIONS (description = 'Target of a permanent redirect'),
  `moved_since` OPTIONS (description = 'Since when it redirects there, UTC'),
  `retired_at` OPTIONS (description = 'When the server said 410, UTC'),
  `last_entry_at` OPTIONS (description = 'Date of the newest entry, UTC'),
  `entries_last_poll` OPTIONS (description = 'Entries in the last body'),
  `run_id` OPTIONS (description = 'Run that last changed the row')
)
OPTIONS (description = 'A feed\'s state') AS
SELECT `feed_id`, `url`, `title`, `kind`, `etag`, `last_modified`, `body_sha256`, `last_polled_at`, `last_status`, `reason`, `detail`, `next_due_at`, `interval_s`, `gap_s`, `errors_in_row`, `moved_to`, `moved_since`, `retired_at`, `last_entry_at`, `entries_last_poll`, `run_id`
FROM sitrep.feeds_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `feed_id` ORDER BY `last_polled_at` DESC NULLS LAST) = 1;

CREATE OR REPLACE EXTERNAL TABLE sitrep.failures_files (
  `stage` STRING OPTIONS (description = 'poll, fetch, clean, dedupe, code, merge or publish'),
  `reason` STRING OPTIONS (description = 'docs/reasons.md has a sentence for each'),
  `error_class` STRING OPTIONS (description = 'Class of the error'),
  `message` STRING OPTIONS (description = 'Its message'),
  `key` STRING OPTIONS (description = 'URL or id of what failed'),
  `payload` STRING OPTIONS (description = 'Excerpt of the input'),
  `failed_at` TIMESTAMP OPTIONS (description = 'When, UTC'),
  `run_id` STRING OPTIONS (description = 'Run in which it broke')
)
WITH PARTITION COLUMNS (`dt` DATE)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'Something that broke', uris = ['gs://example-bucket/sitrep/failures/dt=*'], hive_partition_uri_prefix = 'gs://example-bucket/sitrep/failures');

CREATE OR REPLACE VIEW sitrep.failures (
  `stage` OPTIONS (description = 'poll, fetch, clean, dedupe, code, merge or publish'),
  `reason` OPTIONS (description = 'docs/reasons.md has a sentence for each'),
  `error_class` OPTIONS (description = 'Class of the error'),
  `message` OPTIONS (description = 'Its message'),
  `key` OPTIONS (description = 'URL or id of what failed'),
  `payload` OPTIONS (description = 'Excerpt of the input'),
  `failed_at` OPTIONS (description = 'When, UTC'),
  `run_id` OPTIONS (description = 'Run in which it broke'),
  `dt` OPTIONS (description = 'Partition')
)
OPTIONS (description = 'Something that broke') AS
SELECT `stage`, `reason`, `error_class`, `message`, `key`, `payload`, `failed_at`, `run_id`, `dt`
FROM sitrep.failures_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `stage`, `key`, `run_id` ORDER BY `run_id` DESC NULLS LAST) = 1;

CREATE OR REPLACE EXTERNAL TABLE sitrep.runs_files (
  `run_id` STRING OPTIONS (description = 'Derived from the slot: the same slot is the same run'),
  `run_number` INT64 OPTIONS (description = '1, 2, 3, ...: the Delta transaction version of its commits'),
  `slot` TIMESTAMP OPTIONS (description = 'The schedule slot, UTC'),
  `started_at` TIMESTAMP OPTIONS (description = 'UTC'),
  `finished_at` TIMESTAMP OPTIONS (description = 'UTC'),
  `pipeline` STRING OPTIONS (description = 'ingest, reprocess or stream'),
  `versions` ARRAY<STRUCT<`name` STRING, `version` STRING>> OPTIONS (description = 'What made it'),
  `counts` ARRAY<STRUCT<`name` STRING, `value` INT64>> OPTIONS (description = 'Entries by outcome, rows by table, seconds by stage')
)
OPTIONS (format = 'PARQUET', enable_list_inference = TRUE, description = 'A published run', uris = ['gs://example-bucket/sitrep/runs/part-*']);

CREATE OR REPLACE VIEW sitrep.runs (
  `run_id` OPTIONS (description = 'Derived from the slot: the same slot is the same run'),
  `run_number` OPTIONS (description = '1, 2, 3, ...: the Delta transaction version of its commits'),
  `slot` OPTIONS (description = 'The schedule slot, UTC'),
  `started_at` OPTIONS (description = 'UTC'),
  `finished_at` OPTIONS (description = 'UTC'),
  `pipeline` OPTIONS (description = 'ingest, reprocess or stream'),
  `versions` OPTIONS (description = 'What made it'),
  `counts` OPTIONS (description = 'Entries by outcome, rows by table, seconds by stage')
)
OPTIONS (description = 'A published run') AS
SELECT `run_id`, `run_number`, `slot`, `started_at`, `finished_at`, `pipeline`, `versions`, `counts`
FROM sitrep.runs_files
WHERE TRUE
QUALIFY row_number() OVER (PARTITION BY `run_id` ORDER BY `run_id` DESC NULLS LAST) = 1;
