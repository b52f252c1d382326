package dev.firebreak.sandbox.slack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * @param ts its name within the channel
 * @param threadTs the message that it answers; null at the top level
 * @param broadcast an answer that is shown at the top level too
 * @param edited how many times it was changed
 */
record Message(
        String ts,
        @Nullable String threadTs,
        boolean broadcast,
        String text,
        @Nullable JsonNode blocks,
        @Nullable JsonNode metadata,
        int edited) {
    private static final int MOST_TEXT = 40_000;

    Message {
        // Slack cuts, it does not refuse.
        text = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    }

    boolean isTopLevel() {
        return threadTs == null || broadcast;
    }

    boolean belongsTo(String root) {
        return ts.equals(root) || root.equals(threadTs);
    }

    /** Absent parts of the change stay as they are. */
    Message changed(@Nullable String newText, @Nullable JsonNode newBlocks, @Nullable JsonNode newMetadata) {
        return new Message(
                ts,
                threadTs,
                broadcast,
                newText == null ? text : newText,
                newBlocks == null ? blocks : newBlocks,
                newMetadata == null ? metadata : newMetadata,
                edited + 1);
    }

    List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        if (blocks != null) {
            for (JsonNode block : blocks) {
                block.path("elements").forEach(element -> addButton(buttons, block, element));
                addButton(buttons, block, block.path("accessory"));
            }
        }
        return buttons;
    }

    private static void addButton(List<Button> buttons, JsonNode block, JsonNode element) {
        if (element.path("type").asString("").equals("button")) {
            buttons.add(new Button(
                    element.path("action_id").asString(""),
                    block.path("block_id").asString(""),
                    element.path("value").asString(""),
                    element.path("text").path("text").asString("")));
        }
    }

    boolean isAbout(String incident) {
        return (metadata != null && metadata.toString().contains('"' + incident + '"'))
                || buttons().stream().anyMatch(button -> button.value().contains(incident));
    }

    record Button(String actionId, String blockId, String value, String text) {
        boolean means(String action) {
            return actionId.equals(action) || actionId.startsWith(action) || actionId.endsWith(action);
        }
    }
}
