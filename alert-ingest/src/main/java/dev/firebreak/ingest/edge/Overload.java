package dev.firebreak.ingest.edge;

/** Who has to wait: the one source that sends too much, or everyone. */
enum Overload {
    OF_SOURCE,
    OF_ALL
}
