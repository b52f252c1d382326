package dev.firebreak.ingest.publish;

/** One signal is larger than a Kafka record may be: it would be refused again and again. The others are stored. */
public final class SignalTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SignalTooLargeException() {
        super("one alert is larger than a record may be", null, false, false);
    }
}
