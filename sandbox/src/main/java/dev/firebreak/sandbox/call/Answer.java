package dev.firebreak.sandbox.call;

/** What was answered to something that the sandbox sent. */
public record Answer(int status, String body, long millis) {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
