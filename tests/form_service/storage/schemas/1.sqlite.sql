BEGIN TRANSACTION;
CREATE TABLE acknowledgements (
	id INTEGER NOT NULL, 
	mailbox_hash VARCHAR(32) NOT NULL, 
	fingerprint VARCHAR(32) NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE delivery_attempts (
	id INTEGER NOT NULL, 
	outbox_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	seconds FLOAT NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(outbox_id) REFERENCES outbox (id) ON DELETE CASCADE
);
INSERT INTO "delivery_attempts" VALUES(1,1,1795420800000,1.5,'deferred','451');
CREATE TABLE feedback (
	id INTEGER NOT NULL, 
	once VARCHAR(64) NOT NULL, 
	article VARCHAR(200) NOT NULL, 
	locale VARCHAR(35) NOT NULL, 
	helpful BOOLEAN NOT NULL, 
	comment TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (once)
);
CREATE TABLE fruitless_searches (
	locale VARCHAR(35) NOT NULL, 
	"query" VARCHAR(200) NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (locale, "query", day)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	submission VARCHAR(20), 
	mail VARCHAR(40) NOT NULL, 
	recipient TEXT NOT NULL, 
	message_id VARCHAR(200) NOT NULL, 
	priority INTEGER NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	attempts INTEGER NOT NULL, 
	due_at BIGINT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(submission) REFERENCES submissions (reference) ON DELETE CASCADE, 
	UNIQUE (message_id)
);
INSERT INTO "outbox" VALUES(1,'REF-0001','ticket','payments@marigold.example','REF-0001.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(2,'REF-0001','acknowledgement','shopper1@example.com','REF-0001.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(3,'REF-0002','ticket','payments@marigold.example','REF-0002.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(4,'REF-0002','acknowledgement','shopper2@example.com','REF-0002.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(5,'REF-0003','ticket','payments@marigold.example','REF-0003.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(6,'REF-0003','acknowledgement','shopper3@example.com','REF-0003.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(7,'REF-0004','ticket','payments@marigold.example','REF-0004.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(8,'REF-0004','acknowledgement','shopper4@example.com','REF-0004.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(9,'REF-0005','ticket','payments@marigold.example','REF-0005.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(10,'REF-0005','acknowledgement','shopper5@example.com','REF-0005.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(11,'REF-0006','ticket','payments@marigold.example','REF-0006.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(12,'REF-0006','acknowledgement','shopper6@example.com','REF-0006.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(13,'REF-0007','ticket','payments@marigold.example','REF-0007.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(14,'REF-0007','acknowledgement','shopper7@example.com','REF-0007.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(15,'REF-0008','ticket','payments@marigold.example','REF-0008.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(16,'REF-0008','acknowledgement','shopper8@example.com','REF-0008.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(17,'REF-0009','ticket','payments@marigold.example','REF-0009.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(18,'REF-0009','acknowledgement','shopper9@example.com','REF-0009.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(19,'REF-0010','ticket','payments@marigold.example','REF-0010.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(20,'REF-0010','acknowledgement','shopper10@example.com','REF-0010.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(21,'REF-0011','ticket','payments@marigold.example','REF-0011.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(22,'REF-0011','acknowledgement','shopper11@example.com','REF-0011.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(23,'REF-0012','ticket','payments@marigold.example','REF-0012.ticket@marigold.example',0,'queued',0,1795420800000,1795420800000,1795420800000,'');
INSERT INTO "outbox" VALUES(24,'REF-0012','acknowledgement','shopper12@example.com','REF-0012.acknowledgement@marigold.example',2,'queued',0,1795420800000,1795420800000,1795420800000,'');
CREATE TABLE photos (
	id INTEGER NOT NULL, 
	token VARCHAR(40) NOT NULL, 
	submission VARCHAR(20), 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	preview BLOB NOT NULL, 
	stored_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(submission) REFERENCES submissions (reference) ON DELETE CASCADE
);
CREATE TABLE rate_limits (
	"key" VARCHAR(32) NOT NULL, 
	window BIGINT NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY ("key", window)
);
CREATE TABLE schema_version (
	version INTEGER NOT NULL
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE submissions (
	reference VARCHAR(20) NOT NULL, 
	once VARCHAR(64) NOT NULL, 
	form VARCHAR(20) NOT NULL, 
	locale VARCHAR(35) NOT NULL, 
	topic VARCHAR(80) NOT NULL, 
	route VARCHAR(80) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	mailbox TEXT NOT NULL, 
	order_number TEXT NOT NULL, 
	message TEXT NOT NULL, 
	details JSON NOT NULL, 
	score INTEGER NOT NULL, 
	reasons JSON NOT NULL, 
	network VARCHAR(32), 
	arrived_at BIGINT NOT NULL, 
	answer_by BIGINT NOT NULL, 
	PRIMARY KEY (reference), 
	UNIQUE (once)
);
INSERT INTO "submissions" VALUES('REF-0001','once 1','contact','bg','payment','payments','accepted',0,'Anna','shopper1@example.com','shopper1@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0002','once 2','contact','ru','payment','payments','accepted',0,'Anna','shopper2@example.com','shopper2@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0003','once 3','contact','ar','payment','payments','accepted',0,'Anna','shopper3@example.com','shopper3@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0004','once 4','contact','en','payment','payments','accepted',0,'Anna','shopper4@example.com','shopper4@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0005','once 5','contact','bg','payment','payments','accepted',0,'Anna','shopper5@example.com','shopper5@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0006','once 6','contact','ru','payment','payments','accepted',0,'Anna','shopper6@example.com','shopper6@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0007','once 7','contact','ar','payment','payments','accepted',0,'Anna','shopper7@example.com','shopper7@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0008','once 8','contact','en','payment','payments','accepted',0,'Anna','shopper8@example.com','shopper8@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0009','once 9','contact','bg','payment','payments','accepted',0,'Anna','shopper9@example.com','shopper9@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0010','once 10','contact','ru','payment','payments','accepted',0,'Anna','shopper10@example.com','shopper10@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0011','once 11','contact','ar','payment','payments','accepted',0,'Anna','shopper11@example.com','shopper11@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
INSERT INTO "submissions" VALUES('REF-0012','once 12','contact','en','payment','payments','accepted',0,'Anna','shopper12@example.com','shopper12@example.com','','Hello','{}',0,'[]',NULL,1795420800000,1795420800000);
CREATE INDEX submissions_by_time ON submissions (arrived_at);
CREATE INDEX submissions_by_mailbox ON submissions (mailbox);
CREATE INDEX submissions_by_state ON submissions (state, arrived_at);
CREATE INDEX submissions_by_order ON submissions (order_number);
CREATE INDEX ix_acknowledgements_at ON acknowledgements (at);
CREATE INDEX acknowledgements_by_mailbox ON acknowledgements (mailbox_hash, at);
CREATE INDEX ix_feedback_at ON feedback (at);
CREATE INDEX photos_by_submission ON photos (submission);
CREATE INDEX photos_by_token ON photos (token);
CREATE INDEX outbox_pending ON outbox (priority, due_at, id) WHERE state IN ('queued', 'sending', 'deferred');
CREATE INDEX outbox_by_state ON outbox (state, changed_at);
CREATE INDEX outbox_by_submission ON outbox (submission);
CREATE INDEX ix_delivery_attempts_outbox_id ON delivery_attempts (outbox_id);
COMMIT;
