package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.firebreak.catalog.yaml.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogHolderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CatalogHolder.Listener listener = new CatalogHolder.Listener() {
        @Override
        public void replaced(Catalog now, Catalog before) {
            told.add("replaced");
        }

        @Override
        public void refused(List<Problem> problems) {
            told.add("refused");
        }
    };

    @Test
    void whatIsNotValidNeverReplacesWhatIs() {
        try (CatalogHolder holder = open(Duration.ZERO)) {
            Catalog good = holder.get();
            Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P9"));

            holder.reload();
            holder.reload();

            assertThat(holder.get()).isSameAs(good);
            assertThat(holder.problems()).hasSize(1);
            assertThat(told).containsExactly("refused");

            Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P1"));
            holder.reload();

            assertThat(holder.get().version()).isNotEqualTo(good.version());
            assertThat(holder.problems()).isEmpty();
            assertThat(told).containsExactly("refused", "replaced");
        }
    }

    @Test
    void goingBackToTheCatalogueInForceEndsTheProblems() {
        try (CatalogHolder holder = open(Duration.ZERO)) {
            Folders.write(folder, "shop/outage.yaml", "kind: [");
            holder.reload();
            Folders.shop(folder);
            holder.reload();

            assertThat(holder.problems()).isEmpty();
            assertThat(told).containsExactly("refused");
        }
    }

    @Test
    void looksByItself() {
        try (CatalogHolder holder = open(Duration.ofMillis(20))) {
            String before = holder.get().version();
            Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P1"));

            await().atMost(PATIENCE).until(() -> !holder.get().version().equals(before));
        }
    }

    @Test
    void aListenerThatFailsDoesNotEndTheWatch() {
        Folders.shop(folder);
        var failing = new CatalogHolder.Listener() {
            @Override
            public void refused(List<Problem> problems) {
                throw new IllegalStateException("the listener's own trouble");
            }
        };
        try (CatalogHolder holder =
                CatalogHolder.open(folder, CatalogLoader.standard(), Duration.ofMillis(20), failing)) {
            Folders.write(folder, "shop/outage.yaml", "kind: [");
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> !holder.problems().isEmpty());
            Folders.shop(folder);
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> holder.problems().isEmpty());
        }
    }

    @Test
    void thereIsNothingToBeginWithWhenTheFirstIsNotValid() {
        Folders.write(folder, "shop/system.yaml", "kind: System");

        assertThatThrownBy(() -> CatalogHolder.open(folder, CatalogLoader.standard(), Duration.ZERO, listener)
                        .close())
                .isInstanceOf(InvalidCatalogException.class)
                .hasMessageContaining("shop/system.yaml:1:1: found");
    }

    @Test
    void whoWorksWithoutACatalogueStartsWithAnEmptyOne() {
        Folders.write(folder, "shop/system.yaml", "kind: [");
        try (CatalogHolder holder =
                CatalogHolder.openOrEmpty(folder, CatalogLoader.standard(), Duration.ZERO, listener)) {
            assertThat(holder.get().systems()).isEmpty();
            assertThat(holder.problems()).hasSize(1);
            assertThat(told).containsExactly("refused");

            Folders.shop(folder);
            holder.reload();

            assertThat(holder.get().systems()).hasSize(1);
            assertThat(holder.problems()).isEmpty();
        }
    }

    private CatalogHolder open(Duration every) {
        return CatalogHolder.open(Folders.shop(folder), CatalogLoader.standard(), every, listener);
    }
}
