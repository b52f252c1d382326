package dev.firebreak.sandbox.slack;

/** Becomes {@code {"ok":false,"error":…}} with status 200. */
final class SlackProblem extends RuntimeException {
    SlackProblem(String code) {
        super(code, null, false, false);
    }

    String code() {
        return String.valueOf(getMessage());
    }
}
