package dev.firebreak.notifier.slack.modal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.slack.api.util.json.GsonFactory;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModalViewsTest {
    private static final String INCIDENT = "0197f000-0000-7000-8000-000000000001";

    @ParameterizedTest
    @EnumSource(Modal.class)
    void staysWithinSlacksLimits(Modal modal) {
        var catalog = CatalogHolder.openOrEmpty(
                Path.of("../runbooks"), CatalogLoader.standard(), Duration.ZERO, CatalogHolder.Listener.NONE);

        JsonObject view = GsonFactory.createSnakeCase()
                .toJsonTree(ModalViews.of(
                        modal, modal == Modal.DECLARE ? "🔥 Checkout ".repeat(200) : INCIDENT, catalog.get()))
                .getAsJsonObject();

        assertThat(text(view, "title")).hasSizeLessThanOrEqualTo(24);
        assertThat(text(view, "submit")).hasSizeLessThanOrEqualTo(24);
        assertThat(view.get("private_metadata").getAsString()).hasSizeLessThanOrEqualTo(3000);
        view.getAsJsonArray("blocks").forEach(block -> {
            assertThat(block.getAsJsonObject().get("type").getAsString()).isEqualTo("input");
            JsonObject element = block.getAsJsonObject().getAsJsonObject("element");
            if (element.has("initial_value")) {
                assertThat(element.get("initial_value").getAsString())
                        .hasSizeLessThanOrEqualTo(element.get("max_length").getAsInt());
            }
            if (element.has("option_groups")) {
                assertThat(element.getAsJsonArray("option_groups")).hasSizeBetween(1, 100);
            }
        });
    }

    private static String text(JsonObject view, String field) {
        return view.getAsJsonObject(field).get("text").getAsString();
    }
}
