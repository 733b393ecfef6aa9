-- sitrep's tables for Athena: sitrep ddl --engine athena --location s3://example-bucket/sitrep
-- Athena takes one statement at a time. Run the MSCK statements again for new partitions.

CREATE SCHEMA IF NOT EXISTS sitrep;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.articles_files (
  `article_id` string COMMENT 'Hash of the canonical URL',
  `version` bigint COMMENT '1 for the first text seen, 2 for the first correction, ...',
  `url` string COMMENT 'URL as fetched, after redirects',
  `canonical_url` string COMMENT 'URL without tracking, AMP and mobile variants; the article\'s identity',
  `feed_id` string COMMENT 'Feed that showed it, or archive: and the WARC file',
  `guid` string COMMENT 'The entry\'s own id',
  `title` string COMMENT 'Headline without the site\'s name',
  `title_from` string COMMENT 'Where the headline came from: json-ld, opengraph, h1, title, feed',
  `deck` string COMMENT 'Standfirst below the headline',
  `text` string COMMENT 'Body: paragraphs separated by a blank line, without captions and boilerplate',
  `spans` array<struct<`kind`:string,`start`:bigint,`end`:bigint>> COMMENT 'Parts of the text that are not plain prose, by start',
  `posts` array<struct<`start`:bigint,`end`:bigint,`published_at`:timestamp>> COMMENT 'Posts of a live blog, by start',
  `captions` array<string> COMMENT 'Picture captions with their credits; never coded',
  `authors` array<string> COMMENT 'Persons named in the byline',
  `publisher` string COMMENT 'Name of the outlet',
  `publisher_domain` string COMMENT 'Registrable host of the outlet',
  `wire_source` string COMMENT 'Agency that wrote it: AP, Reuters, AFP, ...',
  `wire_evidence` string COMMENT 'The words that say so',
  `origin_publisher` string COMMENT 'Who published it first: an agency, an outlet\'s name or host; else its own host',
  `origin_evidence` string COMMENT 'Words, link or article_id that say so; none where it is its own',
  `is_original` boolean COMMENT 'Whether nothing says that it was published before, elsewhere or by itself',
  `language` string COMMENT 'ISO 639-1 code',
  `language_confidence` double COMMENT '0 to 1',
  `published_at` timestamp COMMENT 'Publication time, UTC',
  `published_from` string COMMENT 'Where it came from: json-ld, meta, time, feed, url, text, modified (no other day is known or shown)',
  `published_has_time` boolean COMMENT 'False where only the day is known',
  `published_utc_offset` bigint COMMENT 'Minutes east of UTC of the zone in which the page states the time, or that the day in its address tells',
  `modified_at` timestamp COMMENT 'Last change that the page or feed states, UTC',
  `modified_from` string COMMENT 'Where it came from',
  `fetched_at` timestamp COMMENT 'When the page was fetched, UTC',
  `word_count` bigint COMMENT 'Words of the text',
  `content_sha256` string COMMENT 'Hash of the normalised text; equal for word-for-word copies',
  `signature_scheme` string COMMENT 'How the signature was made: sketch, shingle length, size, bands, seed',
  `signature` binary COMMENT 'Bottom-k sketch of the text\'s shingles: little-endian uint32 values',
  `bands` array<bigint> COMMENT 'Band hashes of the signature; equal bands make candidates',
  `cluster_id` string COMMENT 'article_id of the cluster\'s original',
  `duplicate_of` string COMMENT 'article_id of the article this is a copy of',
  `duplicate_kind` string COMMENT 'exact, near or syndicated',
  `quality_flags` array<string> COMMENT 'too_short, list, live_blog, press_release, opinion, sport, ...',
  `extractor` string COMMENT 'What found the text, with its version',
  `warc_file` string COMMENT 'WARC file of the raw page, relative to the output folder',
  `warc_offset` bigint COMMENT 'Byte offset of its record',
  `run_id` string COMMENT 'Run that published the row'
)
COMMENT 'A version of an article'
PARTITIONED BY (`dt` date)
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/articles/';

MSCK REPAIR TABLE sitrep.articles_files;

CREATE OR REPLACE VIEW sitrep.articles AS
SELECT "article_id", "version", "url", "canonical_url", "feed_id", "guid", "title", "title_from", "deck", "text", "spans", "posts", "captions", "authors", "publisher", "publisher_domain", "wire_source", "wire_evidence", "origin_publisher", "origin_evidence", "is_original", "language", "language_confidence", "published_at", "published_from", "published_has_time", "published_utc_offset", "modified_at", "modified_from", "fetched_at", "word_count", "content_sha256", "signature_scheme", "signature", "bands", "cluster_id", "duplicate_of", "duplicate_kind", "quality_flags", "extractor", "warc_file", "warc_offset", "run_id", "dt"
FROM (SELECT *, row_number() OVER (PARTITION BY "article_id", "version" ORDER BY "run_id" DESC NULLS LAST) AS place_of_row FROM sitrep.articles_files) AS ranked
WHERE place_of_row = 1;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.entries_files (
  `entry_key` string COMMENT 'Hash of the entry\'s identity: canonical URL, else GUID, else title and text',
  `feed_id` string COMMENT 'Feed that showed it, or archive: and the name of the WARC file that holds it',
  `url` string COMMENT 'Link as the feed gives it',
  `canonical_url` string COMMENT 'The same, canonical',
  `guid` string COMMENT 'The entry\'s own id',
  `title` string COMMENT 'The entry\'s title',
  `published_at` timestamp COMMENT 'The entry\'s date, UTC',
  `fingerprint` string COMMENT 'Hash of title, summary, content and dates: a change means: look again',
  `outcome` string COMMENT 'kept, known, duplicate, rejected or failed',
  `reason` string COMMENT 'Why; docs/reasons.md has a sentence for each',
  `detail` string COMMENT 'Particulars of a rejection or failure',
  `http_status` bigint COMMENT 'Status of the page\'s response',
  `article_id` string COMMENT 'The article it led to',
  `article_version` bigint COMMENT 'Its version',
  `attempts` bigint COMMENT 'Fetches tried so far; a failed entry is tried again a few times',
  `seen_at` timestamp COMMENT 'When the entry was seen, UTC',
  `run_id` string COMMENT 'Run that published the row'
)
COMMENT 'A feed entry or archive record and what became of it'
PARTITIONED BY (`dt` date)
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/entries/';

MSCK REPAIR TABLE sitrep.entries_files;

CREATE OR REPLACE VIEW sitrep.entries AS
SELECT "entry_key", "feed_id", "url", "canonical_url", "guid", "title", "published_at", "fingerprint", "outcome", "reason", "detail", "http_status", "article_id", "article_version", "attempts", "seen_at", "run_id", "dt"
FROM (SELECT *, row_number() OVER (PARTITION BY "entry_key", "feed_id", "run_id" ORDER BY "run_id" DESC NULLS LAST) AS place_of_row FROM sitrep.entries_files) AS ranked
WHERE place_of_row = 1;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.mentions_files (
  `event_type` string COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` string COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` array<string> COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` bigint COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` string COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` string COMMENT 'ACLED event type',
  `acled_sub_event_type` string COMMENT 'ACLED sub-event type',
  `actors` array<struct<`actor_id`:string,`name`:string,`surface`:string,`country`:string,`sector`:string>> COMMENT 'Who did it',
  `recipients` array<struct<`actor_id`:string,`name`:string,`surface`:string,`country`:string,`sector`:string>> COMMENT 'To whom',
  `date_start` date COMMENT 'First day',
  `date_end` date COMMENT 'Last day',
  `date_precision` string COMMENT 'day, week, month, year, period or publication',
  `place` struct<`geonames_id`:bigint,`name`:string,`surface`:string,`admin1`:string,`country`:string,`lat`:double,`lon`:double,`precision`:string> COMMENT 'Where',
  `fatalities_low` bigint COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` bigint COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` bigint COMMENT 'Killed, highest credible number',
  `injuries_low` bigint COMMENT 'Injured, lowest credible number',
  `injuries_best` bigint COMMENT 'Injured, most reliable number',
  `injuries_high` bigint COMMENT 'Injured, highest credible number',
  `tolls` array<struct<`effect`:string,`group`:string,`role`:string,`low`:bigint,`best`:bigint,`high`:bigint,`cumulative_from`:date,`attributed_to`:string>> COMMENT 'The counts behind these numbers',
  `territory_change` struct<`place`:string,`from_actor`:string,`to_actor`:string> COMMENT 'A place that changed hands',
  `confidence` double COMMENT '0 to 1',
  `coder` string COMMENT 'What coded it',
  `coder_version` string COMMENT 'Version of the coder and its data',
  `mention_id` string COMMENT 'Hash of article, version and the event\'s place in it',
  `event_id` string COMMENT 'The event; set by merging',
  `merge_reason` string COMMENT 'Why it joined that event, with the score, or started it',
  `article_id` string COMMENT 'The article',
  `version` bigint COMMENT 'Its version',
  `copied_from` string COMMENT 'mention_id in the original, where the article is a copy',
  `publisher_domain` string COMMENT 'The outlet',
  `source_key` string COMMENT 'Independent origin: the cluster of copies or the wire behind the article',
  `published_at` timestamp COMMENT 'When the article was published, UTC',
  `sentence` bigint COMMENT 'Index of the sentence in the article, headline = 0',
  `char_start` bigint COMMENT 'Start of the evidence in title + blank line + deck + blank line + text',
  `char_end` bigint COMMENT 'End of the evidence, exclusive',
  `evidence` string COMMENT 'The sentence that tells it',
  `attributed_to` string COMMENT 'Who says so, where it is somebody\'s statement',
  `rule` string COMMENT 'Frame and trigger that coded it',
  `coded_at` timestamp COMMENT 'When it was coded, UTC',
  `run_id` string COMMENT 'Run that published the row'
)
COMMENT 'One event as one article tells it'
PARTITIONED BY (`dt` date)
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/mentions/';

MSCK REPAIR TABLE sitrep.mentions_files;

CREATE OR REPLACE VIEW sitrep.mentions AS
SELECT "event_type", "event_mode", "contexts", "quad_class", "cameo_root", "acled_event_type", "acled_sub_event_type", "actors", "recipients", "date_start", "date_end", "date_precision", "place", "fatalities_low", "fatalities_best", "fatalities_high", "injuries_low", "injuries_best", "injuries_high", "tolls", "territory_change", "confidence", "coder", "coder_version", "mention_id", "event_id", "merge_reason", "article_id", "version", "copied_from", "publisher_domain", "source_key", "published_at", "sentence", "char_start", "char_end", "evidence", "attributed_to", "rule", "coded_at", "run_id", "dt"
FROM (SELECT *, row_number() OVER (PARTITION BY "mention_id" ORDER BY "run_id" DESC NULLS LAST) AS place_of_row FROM sitrep.mentions_files) AS ranked
WHERE place_of_row = 1;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.events_files (
  `event_type` string COMMENT 'PLOVER type: ASSAULT, PROTEST, ...',
  `event_mode` string COMMENT 'PLOVER mode: aerial, demo, ...',
  `contexts` array<string> COMMENT 'PLOVER contexts: military, election, ...',
  `quad_class` bigint COMMENT '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
  `cameo_root` string COMMENT 'CAMEO root code, 03 to 20',
  `acled_event_type` string COMMENT 'ACLED event type',
  `acled_sub_event_type` string COMMENT 'ACLED sub-event type',
  `actors` array<struct<`actor_id`:string,`name`:string,`surface`:string,`country`:string,`sector`:string>> COMMENT 'Who did it',
  `recipients` array<struct<`actor_id`:string,`name`:string,`surface`:string,`country`:string,`sector`:string>> COMMENT 'To whom',
  `date_start` date COMMENT 'First day',
  `date_end` date COMMENT 'Last day',
  `date_precision` string COMMENT 'day, week, month, year, period or publication',
  `place` struct<`geonames_id`:bigint,`name`:string,`surface`:string,`admin1`:string,`country`:string,`lat`:double,`lon`:double,`precision`:string> COMMENT 'Where',
  `fatalities_low` bigint COMMENT 'Killed, lowest credible number; None where nothing is said',
  `fatalities_best` bigint COMMENT 'Killed, most reliable number; 0 only where a text says so',
  `fatalities_high` bigint COMMENT 'Killed, highest credible number',
  `injuries_low` bigint COMMENT 'Injured, lowest credible number',
  `injuries_best` bigint COMMENT 'Injured, most reliable number',
  `injuries_high` bigint COMMENT 'Injured, highest credible number',
  `tolls` array<struct<`effect`:string,`group`:string,`role`:string,`low`:bigint,`best`:bigint,`high`:bigint,`cumulative_from`:date,`attributed_to`:string>> COMMENT 'The counts behind these numbers',
  `territory_change` struct<`place`:string,`from_actor`:string,`to_actor`:string> COMMENT 'A place that changed hands',
  `confidence` double COMMENT '0 to 1',
  `coder` string COMMENT 'What coded it',
  `coder_version` string COMMENT 'Version of the coder and its data',
  `event_id` string COMMENT 'Stable id',
  `n_mentions` bigint COMMENT 'Mentions in current article versions',
  `n_articles` bigint COMMENT 'Articles that tell it, copies included',
  `n_sources` bigint COMMENT 'Independent publishers, copies counted once',
  `first_reported_at` timestamp COMMENT 'Publication time of the first report, UTC',
  `last_reported_at` timestamp COMMENT 'Publication time of the latest report, UTC',
  `revision` bigint COMMENT '1, and one more with every change',
  `updated_at` timestamp COMMENT 'When the row changed, UTC',
  `superseded_by` string COMMENT 'The event that this one was merged into',
  `retracted` boolean COMMENT 'True when no current article version tells it any more',
  `run_id` string COMMENT 'Run that last changed the row'
)
COMMENT 'One event of the world, current state'
PARTITIONED BY (`month` string)
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/events/';

MSCK REPAIR TABLE sitrep.events_files;

CREATE OR REPLACE VIEW sitrep.events AS
SELECT "event_type", "event_mode", "contexts", "quad_class", "cameo_root", "acled_event_type", "acled_sub_event_type", "actors", "recipients", "date_start", "date_end", "date_precision", "place", "fatalities_low", "fatalities_best", "fatalities_high", "injuries_low", "injuries_best", "injuries_high", "tolls", "territory_change", "confidence", "coder", "coder_version", "event_id", "n_mentions", "n_articles", "n_sources", "first_reported_at", "last_reported_at", "revision", "updated_at", "superseded_by", "retracted", "run_id", "month"
FROM (SELECT *, row_number() OVER (PARTITION BY "event_id" ORDER BY "revision" DESC NULLS LAST) AS place_of_row FROM sitrep.events_files) AS ranked
WHERE place_of_row = 1;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.feeds_files (
  `feed_id` string COMMENT 'Hash of the URL under which it was added',
  `url` string COMMENT 'URL to poll',
  `title` string COMMENT 'The feed\'s own title',
  `kind` string COMMENT 'rss, rdf, atom, json or sitemap',
  `etag` string COMMENT 'ETag of the last full response',
  `last_modified` string COMMENT 'Last-Modified of the last full response',
  `body_sha256` string COMMENT 'Hash of the last body',
  `last_polled_at` timestamp COMMENT 'Last poll, UTC',
  `last_status` bigint COMMENT 'HTTP status of the last poll',
  `reason` string COMMENT 'Outcome of the last poll; docs/reasons.md',
  `detail` string COMMENT 'Particulars of a failure',
  `next_due_at` timestamp COMMENT 'Not polled before, UTC',
  `interval_s` bigint COMMENT 'Seconds between polls at present',
  `gap_s` bigint COMMENT 'Median seconds between its entries: its own rhythm',
  `errors_in_row` bigint COMMENT 'Failed polls since the last good one',
  `moved_to` string COMMENT 'Target of a permanent redirect',
  `moved_since` timestamp COMMENT 'Since when it redirects there, UTC',
  `retired_at` timestamp COMMENT 'When the server said 410, UTC',
  `last_entry_at` timestamp COMMENT 'Date of the newest entry, UTC',
  `entries_last_poll` bigint COMMENT 'Entries in the last body',
  `run_id` string COMMENT 'Run that last changed the row'
)
COMMENT 'A feed\'s state'
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/feeds/';

CREATE OR REPLACE VIEW sitrep.feeds AS
SELECT "feed_id", "url", "title", "kind", "etag", "last_modified", "body_sha256", "last_polled_at", "last_status", "reason", "detail", "next_due_at", "interval_s", "gap_s", "errors_in_row", "moved_to", "moved_since", "retired_at", "last_entry_at", "entries_last_poll", "run_id"
FROM (SELECT *, row_number() OVER (PARTITION BY "feed_id" ORDER BY "last_polled_at" DESC NULLS LAST) AS place_of_row FROM sitrep.feeds_files) AS ranked
WHERE place_of_row = 1;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.failures_files (
  `stage` string COMMENT 'poll, fetch, clean, dedupe, code, merge or publish',
  `reason` string COMMENT 'docs/reasons.md has a sentence for each',
  `error_class` string COMMENT 'Class of the error',
  `message` string COMMENT 'Its message',
  `key` string COMMENT 'URL or id of what failed',
  `payload` string COMMENT 'Excerpt of the input',
  `failed_at` timestamp COMMENT 'When, UTC',
  `run_id` string COMMENT 'Run in which it broke'
)
COMMENT 'Something that broke'
PARTITIONED BY (`dt` date)
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/failures/';

MSCK REPAIR TABLE sitrep.failures_files;

CREATE OR REPLACE VIEW sitrep.failures AS
SELECT "stage", "reason", "error_class", "message", "key", "payload", "failed_at", "run_id", "dt"
FROM (SELECT *, row_number() OVER (PARTITION BY "stage", "key", "run_id" ORDER BY "run_id" DESC NULLS LAST) AS place_of_row FROM sitrep.failures_files) AS ranked
WHERE place_of_row = 1;

CREATE EXTERNAL TABLE IF NOT EXISTS sitrep.runs_files (
  `run_id` string COMMENT 'Derived from the slot: the same slot is the same run',
  `run_number` bigint COMMENT '1, 2, 3, ...: the Delta transaction version of its commits',
  `slot` timestamp COMMENT 'The schedule slot, UTC',
  `started_at` timestamp COMMENT 'UTC',
  `finished_at` timestamp COMMENT 'UTC',
  `pipeline` string COMMENT 'ingest, reprocess or stream',
  `versions` array<struct<`name`:string,`version`:string>> COMMENT 'What made it',
  `counts` array<struct<`name`:string,`value`:bigint>> COMMENT 'Entries by outcome, rows by table, seconds by stage'
)
COMMENT 'A published run'
STORED AS PARQUET
LOCATION 's3://example-bucket/sitrep/runs/';

CREATE OR REPLACE VIEW sitrep.runs AS
SELECT "run_id", "run_number", "slot", "started_at", "finished_at", "pipeline", "versions", "counts"
FROM (SELECT *, row_number() OVER (PARTITION BY "run_id" ORDER BY "run_id" DESC NULLS LAST) AS place_of_row FROM sitrep.runs_files) AS ranked
WHERE place_of_row = 1;
