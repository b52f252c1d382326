package dev.firebreak.remediation.execution;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A system of five shops, used by one test alone. */
record Fleet(int number) {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int SIZE = 5;
    private static final int FIRST = 1_000;

    static Fleet next() {
        return new Fleet(NEXT.getAndIncrement());
    }

    static String system(int number) {
        return "fleet" + number;
    }

    static IntStream services(int number) {
        int first = FIRST + number * SIZE;
        return IntStream.range(first, first + SIZE);
    }

    String system() {
        return system(number);
    }

    Shop shop(int index) {
        return new Shop(services(number).skip(index).findFirst().orElseThrow());
    }

    Incident opened(Harness harness, int shop, String runbook) {
        Incident incident = Incidents.inSystem(system(), shop(shop).service(), runbook, Instant.now());
        harness.send(Incidents.opened(incident));
        return incident;
    }
}
