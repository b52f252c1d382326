package dev.firebreak.ingest.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What is too much for one body. Depth 64 and strings of 256 KiB for all; names given twice are refused, because two
 * readers could take different ones.
 *
 * @param bytes size of the body, checked before it is parsed
 * @param tokens names and values together
 */
public record JsonLimits(int bytes, int tokens, JsonFactory factory) {
    private static final int DEPTH = 64;
    private static final int STRING = 256 * 1024;
    private static final int NAME = 4 * 1024;
    private static final int NUMBER = 100;

    public static JsonLimits of(int bytes, int tokens) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxDocumentLength(bytes)
                .maxTokenCount(tokens)
                .maxNestingDepth(DEPTH)
                .maxStringLength(STRING)
                .maxNameLength(NAME)
                .maxNumberLength(NUMBER)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return new JsonLimits(bytes, tokens, factory);
    }
}
