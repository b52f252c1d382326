package dev.firebreak.remediation.execution;

import java.util.concurrent.atomic.AtomicInteger;

/** One of the sandbox's demo shops, used by one test alone. */
record Shop(int number) {
    private static final AtomicInteger NEXT = new AtomicInteger();

    static Shop next() {
        return new Shop(NEXT.getAndIncrement());
    }

    static String service(int number) {
        return "shop" + number;
    }

    static String host(int number) {
        return "shop" + number + ".test";
    }

    static String project(int number) {
        return "prj_shop" + number + "_test";
    }

    String service() {
        return service(number);
    }

    String host() {
        return host(number);
    }

    String project() {
        return project(number);
    }
}
