package dev.firebreak.standalone;

import java.time.Duration;

/** Hears what a start is doing, from several threads at once. */
public interface StartProgress {
    StartProgress SILENT = new StartProgress() {
        @Override
        public void starting(String part) {}

        @Override
        public void ready(String part, Duration took) {}
    };

    void starting(String part);

    void ready(String part, Duration took);
}
