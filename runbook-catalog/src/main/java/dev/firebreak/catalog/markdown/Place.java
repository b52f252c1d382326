package dev.firebreak.catalog.markdown;

/** Where something stands in which document. */
record Place(String source, int line) {
    @Override
    public String toString() {
        return source + ":" + line;
    }
}
