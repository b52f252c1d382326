package dev.firebreak.sandbox.pagerduty;

import java.time.Instant;

/** @param user who wrote it, or in whose name it was written */
record PagerNote(String id, String user, String content, Instant createdAt) {}
