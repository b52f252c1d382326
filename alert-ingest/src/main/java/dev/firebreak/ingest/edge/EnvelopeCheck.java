package dev.firebreak.ingest.edge;

import dev.firebreak.ingest.source.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/** What can be refused by the headers alone, before a byte of the body is read. */
final class EnvelopeCheck {
    private EnvelopeCheck() {}

    static @Nullable Problem problem(Source source, ServerRequest request) {
        if (!source.methods().contains(request.method().name())) {
            return Problem.methodNotAllowed(source.methods());
        }
        if (!isPlainJson(request.headers())) {
            return Problem.unsupportedType();
        }
        int limit = source.limits().bytes();
        return request.headers().contentLength().orElse(0) > limit ? Problem.tooLarge(limit) : null;
    }

    /** A compressed body could be any size once it is unpacked; no known sender compresses. */
    private static boolean isPlainJson(ServerRequest.Headers headers) {
        List<String> encodings = headers.header(HttpHeaders.CONTENT_ENCODING);
        if (!encodings.isEmpty() && !encodings.equals(List.of("identity"))) {
            return false;
        }
        try {
            return headers.contentType().filter(EnvelopeCheck::isJson).isPresent();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isJson(MediaType type) {
        boolean isJson = type.getType().equals("application")
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
        return isJson && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
    }
}
