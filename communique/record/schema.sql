-- A Communiqué dossier: what many pages say, each fact with the sentence it rests on.
--
-- How to read it
--   * Every fact (table `fact`) is an event, a statement, a proposal or a situation, with its details in the table of
--     that name and the words it rests on in `evidence`.
--   * `start` and `stop` are places in `article.text`, in characters from 0, `stop` not included:
--     substr(article.text, start + 1, stop - start) are the words. `X_start`, `X_stop` the same for X.
--   * Times have six columns: `X_edtf` as written in EDTF level 1 ("2025-12", "2025-12-02"), or a duration ("PT5H~": about
--     five hours); `X_earliest`, `X_latest` the first and last ISO day it can be, empty where open; `X_type` DATE, TIME,
--     DURATION or SET; `X_how` how it is known; `X_text` the page's words. All empty: not known.
--   * `how` names the rule that decided. `score` is between 0 and 1.
--   * Lists are JSON: ["id", "id"], or [[start, stop], ...]. SQLite's json_each() unfolds them, Datasette facets on them;
--     the views at the end have done it.
--   * `country` is ISO 3166-1 alpha-3 with PLOVER's exceptions (KOS, PSE, IGO ...). Codes are told in docs/kinds.md.
--   * Empty means: looked, and could not say.

-- Most tables are laid out by article, so that all of one page lies together and the last page costs what the first did.

CREATE TABLE dossier (
  -- One row: what this file is.
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,             -- what its owner calls it
  changes INTEGER NOT NULL,       -- counted up by every change of pages, decisions or corrections
  told_at INTEGER                 -- `changes` when the tables under "told" were made; empty: they are not made
) STRICT;

-- ------------------------------------------------------------------ pages as they came

CREATE TABLE body (
  -- The bytes of a page, once however often they came.
  sha256 TEXT PRIMARY KEY,        -- of the bytes before compression
  size INTEGER NOT NULL,          -- in bytes, before compression
  content BLOB NOT NULL           -- the bytes, compressed (zlib)
) STRICT;

CREATE TABLE run (
  -- One go of the program over some pages.
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,          -- of the package
  made_by TEXT NOT NULL,          -- digest of package, reader and atlas: equal digests read a page equally
  reader TEXT NOT NULL,           -- name of the trained reader
  started TEXT NOT NULL,          -- UTC, ISO 8601
  finished TEXT,                  -- empty: still at work, or stopped before its end
  arguments TEXT NOT NULL         -- JSON list: what it was asked to do
) STRICT;

CREATE TABLE page (
  -- A page of the web or a file; what it said at one time is an article, and it may have several, one after the other.
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE    -- its URL without fragment and tracking parameters, or else where it came from
) STRICT;

CREATE TABLE article (
  -- One page as one text. All offsets anywhere point into `text`.
  number INTEGER PRIMARY KEY,     -- within this file; the article's name everywhere is `id`
  page INTEGER NOT NULL REFERENCES page (id),
  version INTEGER NOT NULL,       -- 1 for the oldest text of the page, counted in the order of capture
  superseded INTEGER NOT NULL,    -- 1 where a later version has taken its place: its facts count no more
  headline TEXT,                  -- words of the first headline block
  made_by TEXT NOT NULL,          -- as in `run`: what it was read with
  reader TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,        -- digest of url and text
  origin TEXT NOT NULL,           -- where it came from: a path, a URL
  url TEXT,
  kind TEXT NOT NULL,             -- article, opinion, live-blog, correction
  publisher TEXT,
  authors TEXT NOT NULL,          -- JSON list of names
  published_type TEXT, published_earliest TEXT, published_latest TEXT,
  published_edtf TEXT, published_how TEXT, published_text TEXT,
  language TEXT,                  -- ISO 639-1
  text TEXT NOT NULL              -- the one text: headline, body, captions and the page's furniture
) STRICT;
CREATE INDEX article_page ON article (page, version);
CREATE INDEX article_url ON article (url);
CREATE INDEX article_origin ON article (origin);
CREATE INDEX article_published ON article (published_earliest);

CREATE TABLE capture (
  -- Bytes that came from somewhere at some time.
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES body (sha256),
  origin TEXT NOT NULL,           -- where from: a path, a URL, "-" for standard input
  url TEXT,
  media_type TEXT,
  captured TEXT NOT NULL,         -- when, UTC, ISO 8601
  method TEXT NOT NULL,           -- file, stdin, archive, feed or fetch
  published TEXT,                 -- a day somebody vouched for when it was added
  article TEXT REFERENCES article (id),     -- what was read in it; empty: see `failure`
  run INTEGER REFERENCES run (id)
) STRICT;
CREATE INDEX capture_body ON capture (sha256, url);
CREATE INDEX capture_article ON capture (article);
CREATE INDEX capture_origin ON capture (origin);
CREATE INDEX capture_run ON capture (run);

CREATE TABLE failure (
  -- A page that gave no account, and why. An outcome, not an accident.
  id INTEGER PRIMARY KEY,
  capture INTEGER REFERENCES capture (id) ON DELETE CASCADE,   -- empty: it could not even be opened
  run INTEGER REFERENCES run (id),
  origin TEXT NOT NULL,
  url TEXT,
  reason TEXT NOT NULL,           -- NOT_AN_ARTICLE, INDEX_PAGE, PAYWALL_STUB, OTHER_LANGUAGE, TOO_LARGE ...
  detail TEXT NOT NULL            -- one line
) STRICT;
CREATE INDEX failure_capture ON failure (capture);
CREATE INDEX failure_origin ON failure (origin);
CREATE INDEX failure_run ON failure (run);

CREATE TABLE block (
  -- A visible part of an article, in the order of the page.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,             -- from 0
  kind TEXT NOT NULL,             -- headline, body, caption ...; advert, related ... are furniture and never read
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  language TEXT,
  time_type TEXT, time_earliest TEXT, time_latest TEXT, time_edtf TEXT, time_how TEXT, time_text TEXT, -- of a live post
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit (
  -- An agency or outlet the page itself names as the origin.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,
  start INTEGER, stop INTEGER,    -- empty: only the page's metadata say so
  how TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ who, where, when

CREATE TABLE actor (
  -- Somebody who acts, as one article has them; who is who across articles: `party`.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- digest of article and name
  name TEXT NOT NULL,
  kind TEXT NOT NULL,             -- person, government, armed-force, organisation, group, media, people
  country TEXT,
  sector TEXT,                    -- PLOVER's primary sector: GOV, MIL ...
  members TEXT NOT NULL,          -- JSON list of actors a joint party consists of
  wikidata TEXT,
  sectors TEXT NOT NULL,          -- JSON list: further sectors
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_id ON actor (id);

CREATE TABLE role (
  -- An office of an actor, as the text gives it or as the atlas dates it.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  actor TEXT NOT NULL,
  n INTEGER NOT NULL,
  text TEXT NOT NULL,
  start INTEGER, stop INTEGER,
  since TEXT, until TEXT,         -- ISO days
  PRIMARY KEY (article, actor, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  -- A place, as one article names it; places of the atlas have one id everywhere.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,             -- city, region, country, facility, water, area
  country TEXT,
  lat REAL, lon REAL,             -- degrees (WGS 84); empty where a point would claim too much
  geonames INTEGER,
  wikidata TEXT,
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_id ON place (id);

CREATE TABLE mention (
  -- Words that mean an actor, a place or a time, or nobody known (all three empty).
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,             -- what the words look like: person, organisation, place, pronoun ...
  start INTEGER NOT NULL, stop INTEGER NOT NULL,
  score REAL NOT NULL,            -- that they are a mention
  actor TEXT,
  place TEXT,
  time_type TEXT, time_earliest TEXT, time_latest TEXT, time_edtf TEXT, time_how TEXT, time_text TEXT,
  how TEXT NOT NULL,
  certainty REAL NOT NULL,        -- that they mean this
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ what the pages say

CREATE TABLE fact (
  -- Every fact, whatever its kind.
  id TEXT PRIMARY KEY,            -- digest of article, kind and cue: the same each time the page is read
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,             -- order within the article
  kind TEXT NOT NULL              -- event, statement, proposal, situation: the table with the details
) STRICT;
CREATE INDEX fact_article ON fact (article, n);

CREATE TABLE evidence (
  -- The sentence a fact (or an open issue) rests on, and the words in it that tell it.
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  fact TEXT,                      -- `fact.id`
  open_issue INTEGER,             -- `open_issue.n`, where there is no fact
  n INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL,             -- the sentence
  cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL,     -- the words
  quote TEXT NOT NULL             -- the sentence as it stands in the text, always
) STRICT;
CREATE INDEX evidence_fact ON evidence (article, fact, n);

CREATE TABLE event (
  -- Something done, planned, demanded or not done.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- `fact.id`
  type TEXT NOT NULL,             -- PLOVER 2.0 (draft): CONSULT, AGREE, ASSAULT ...
  mode TEXT,                      -- PLOVER mode: visit, phone ...
  context TEXT NOT NULL,          -- JSON list of PLOVER contexts
  status TEXT NOT NULL,           -- happened, planned, demanded, denied, negated ...
  condition_start INTEGER, condition_stop INTEGER,           -- the clause it depends on
  actors TEXT NOT NULL,           -- JSON list of actor ids: who did it
  recipients TEXT NOT NULL,       -- JSON list of actor ids: to whom
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  place TEXT,                     -- place id
  meeting_participants TEXT,      -- JSON list of actor ids; empty: no meeting
  meeting_venue TEXT,
  meeting_host TEXT,              -- actor id
  meeting_mediator TEXT,          -- actor id
  meeting_round INTEGER, meeting_day INTEGER,
  meeting_duration TEXT,          -- ISO 8601, "~": about
  meeting_agenda_start INTEGER, meeting_agenda_stop INTEGER,
  meeting_outcome_start INTEGER, meeting_outcome_stop INTEGER,
  meeting_series TEXT,            -- shared by the days or rounds of one meeting
  said_in TEXT,                   -- the statement (fact id) that tells it
  how TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
  -- Something said, thought or wanted.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- `fact.id`
  act TEXT NOT NULL,              -- assert, deny, demand, offer ...
  speakers TEXT NOT NULL,         -- JSON list of actor ids
  addressees TEXT NOT NULL,       -- JSON list of actor ids
  sourcing TEXT NOT NULL,         -- named, collective, unnamed, hearsay
  channel_start INTEGER, channel_stop INTEGER,               -- who or what carried it
  source TEXT NOT NULL,           -- JSON list of places: the speaker as the text names it here
  cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL,     -- "said"
  content TEXT NOT NULL,          -- JSON list of places: what was said
  form TEXT NOT NULL,             -- direct, indirect, mixed
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  place TEXT,                     -- place id
  how TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
  -- A plan, draft or deal.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- `fact.id`
  name TEXT NOT NULL,
  author TEXT,                    -- actor id
  points INTEGER,                 -- how many it has
  version_of TEXT,                -- fact id
  status TEXT,                    -- drafted, leaked, presented, updated, accepted, rejected, signed
  terms TEXT NOT NULL,            -- JSON list of places
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  how TEXT NOT NULL,
  score REAL NOT NULL,
  events TEXT NOT NULL,           -- JSON list of fact ids: events told in the same words
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal_step (
  -- One thing that became of a plan.
  article TEXT NOT NULL,
  proposal TEXT NOT NULL,
  n INTEGER NOT NULL,
  status TEXT NOT NULL,
  by_whom TEXT NOT NULL,          -- JSON list of actor ids
  when_type TEXT, when_earliest TEXT, when_latest TEXT, when_edtf TEXT, when_how TEXT, when_text TEXT,
  cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL,
  PRIMARY KEY (article, proposal, n),
  FOREIGN KEY (article, proposal) REFERENCES proposal (article, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE favour (
  -- Whom a plan is said to suit.
  article TEXT NOT NULL,
  proposal TEXT NOT NULL,
  n INTEGER NOT NULL,
  actor TEXT NOT NULL,
  by_whom TEXT NOT NULL,          -- JSON list of actor ids whose view that is; []: the page's own
  cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL,
  PRIMARY KEY (article, proposal, n),
  FOREIGN KEY (article, proposal) REFERENCES proposal (article, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE situation (
  -- A state of affairs: who holds what, how far.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- `fact.id`
  what TEXT NOT NULL,             -- controls ...
  holder TEXT,                    -- actor id
  object TEXT,                    -- place id
  extent TEXT,
  how TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE position (
  -- Where a party stands on an issue, by one article.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  party TEXT NOT NULL,            -- actor id
  issue TEXT NOT NULL,
  stance TEXT NOT NULL,           -- demands, offers, rejects ...
  facts TEXT NOT NULL,            -- JSON list of fact ids it rests on
  words TEXT NOT NULL,            -- JSON list of places that name the issue
  how TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_issue (
  -- An issue an article says is open.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  issue TEXT NOT NULL,
  state TEXT NOT NULL,            -- unresolved, disputed, to be discussed
  facts TEXT NOT NULL,            -- JSON list of fact ids
  how TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ decisions on pages, and corrections

CREATE TABLE kin (
  -- How the texts of two articles are related.
  left_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  right_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  kinship TEXT NOT NULL,          -- copy, partial, cites, independent
  shared TEXT NOT NULL,           -- JSON list of [[start, stop], [start, stop]]: in the left text, in the right one
  how TEXT NOT NULL,
  score REAL NOT NULL,            -- share of the shorter text that is the other's
  PRIMARY KEY (left_id, right_id)
) STRICT;
CREATE INDEX kin_right ON kin (right_id);

CREATE TABLE same (
  -- Whether two events (fact ids) or two actors are one. A person's verdict stands beside the rule's, and wins.
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  verdict TEXT NOT NULL,          -- same, different, unsure
  how TEXT NOT NULL,
  score REAL NOT NULL,            -- the chance that they are one
  by_whom TEXT NOT NULL,          -- "rule", or a person's name
  PRIMARY KEY (left_id, right_id, by_whom)
) STRICT;
CREATE INDEX same_right ON same (right_id);

CREATE TABLE ground (
  -- What spoke for (positive weight) or against a verdict.
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  of_whom TEXT NOT NULL,          -- `same.by_whom`
  n INTEGER NOT NULL,
  rule TEXT NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (left_id, right_id, of_whom, n),
  FOREIGN KEY (left_id, right_id, of_whom) REFERENCES same (left_id, right_id, by_whom) ON DELETE CASCADE
) STRICT;

CREATE TABLE correction (
  -- What people put right. Rows are never changed; taking one back is another row.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,             -- speaker, type, status, reject, same, different, merge, split, undo
  about TEXT NOT NULL,            -- fact id; of two, the smaller id (facts, or actors for merge and split)
  other TEXT,                     -- the other id of two
  article TEXT,                   -- whose fact it is
  other_article TEXT,
  old TEXT NOT NULL,              -- JSON list: what stood there, a code or actor ids
  new TEXT NOT NULL,              -- JSON list: what takes its place
  who TEXT NOT NULL,
  at TEXT NOT NULL,               -- UTC, ISO 8601
  note TEXT,
  undoes INTEGER REFERENCES correction (id)          -- the row an undo takes back
) STRICT;
CREATE INDEX correction_about ON correction (about);
CREATE INDEX correction_article ON correction (article);
CREATE INDEX correction_undoes ON correction (undoes);
CREATE INDEX correction_other ON correction (other_article);

-- ------------------------------------------------------------------ where to look for likely pairs

CREATE TABLE band (
  -- The signature of a text (MinHash): articles with values in common are compared for copies.
  value TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (value, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX band_article ON band (article);

CREATE TABLE waiting (
  -- Articles that have not been compared with the others yet: added, or read anew, since the dossier was last told.
  article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE vector (
  -- Where the reader sees an event among others, for comparing pages: signed bytes, the longer the sum of products of
  -- two, the likelier they tell of one thing.
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  "of" TEXT NOT NULL,             -- fact id
  "values" BLOB NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
