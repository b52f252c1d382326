package dev.firebreak.incident;

import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;

/** Hands on one line after the other until the connection ends, in whatever way. */
record LineReader(Consumer<String> lines) implements Subscriber<String> {
    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.accept(line);
    }

    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onComplete() {}
}
