package dev.firebreak.notifier.slack.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Block Kit's limits as the contract lists them; lengths in UTF-16 units, which no count of Slack's is above. */
final class BlockLimits {
    private BlockLimits() {}

    static void check(Card card) {
        JsonArray blocks = JsonParser.parseString(card.blocks()).getAsJsonArray();
        assertThat(blocks).hasSizeLessThanOrEqualTo(50);
        assertThat(card.text()).hasSizeLessThanOrEqualTo(4000);
        assertThat(card.blocks()).as("all blocks").hasSizeLessThanOrEqualTo(13_200);
        checkEach(card);
    }

    /** Each block by itself. */
    static void checkEach(Card card) {
        JsonParser.parseString(card.blocks()).getAsJsonArray().forEach(block -> check(block.getAsJsonObject()));
    }

    private static void check(JsonObject block) {
        switch (block.get("type").getAsString()) {
            case "header" -> assertThat(text(block.getAsJsonObject("text"))).hasSizeBetween(1, 150);
            case "section" -> {
                if (block.has("text")) {
                    assertThat(text(block.getAsJsonObject("text"))).hasSizeBetween(1, 3000);
                }
                if (block.has("fields")) {
                    assertThat(block.getAsJsonArray("fields")).hasSizeLessThanOrEqualTo(10);
                    block.getAsJsonArray("fields")
                            .forEach(field -> assertThat(text(field)).hasSizeBetween(1, 2000));
                }
            }
            case "actions" -> {
                assertThat(block.getAsJsonArray("elements")).hasSizeBetween(1, 25);
                block.getAsJsonArray("elements").forEach(BlockLimits::checkButton);
            }
            case "context" -> assertThat(block.getAsJsonArray("elements")).hasSizeBetween(1, 10);
            default -> throw new AssertionError("no limit known for " + block);
        }
    }

    private static void checkButton(JsonElement element) {
        JsonObject button = element.getAsJsonObject();
        assertThat(text(button.get("text"))).hasSizeBetween(1, 75);
        assertThat(button.get("value").getAsString()).hasSizeLessThanOrEqualTo(2000);
        assertThat(button.get("action_id").getAsString()).hasSizeLessThanOrEqualTo(255);
        if (button.has("confirm")) {
            JsonObject confirm = button.getAsJsonObject("confirm");
            assertThat(text(confirm.get("title"))).hasSizeLessThanOrEqualTo(100);
            assertThat(text(confirm.get("text"))).hasSizeBetween(1, 300);
            assertThat(text(confirm.get("confirm"))).hasSizeLessThanOrEqualTo(30);
        }
    }

    /** All that Slack reads as markup. */
    static String markdown(Card card) {
        StringBuilder markdown = new StringBuilder(card.text());
        collect(JsonParser.parseString(card.blocks()), markdown);
        return markdown.toString();
    }

    private static void collect(JsonElement element, StringBuilder markdown) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(one -> collect(one, markdown));
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("type") && object.get("type").getAsString().equals("mrkdwn")) {
                assertThat(object.get("verbatim").getAsBoolean()).isTrue();
                markdown.append('\n').append(object.get("text").getAsString());
            }
            object.asMap().values().forEach(one -> collect(one, markdown));
        }
    }

    private static String text(JsonElement object) {
        return object.getAsJsonObject().get("text").getAsString();
    }
}
