package dev.firebreak.sandbox.slack;

import tools.jackson.databind.JsonNode;

/** Slack's sizes of Block Kit, in characters (contracts: slack.md). */
final class BlockLimits {
    private static final int BLOCKS = 50;
    /** Undocumented, seen by others (bolt-js #2509). */
    private static final int ALL_TEXT = 13_200;

    private BlockLimits() {}

    /** @throws SlackProblem when Slack would refuse these blocks */
    static void check(JsonNode blocks) {
        require(blocks.isArray() && blocks.size() <= BLOCKS);
        for (JsonNode block : blocks) {
            checkBlock(block);
        }
        if (textLength(blocks) > ALL_TEXT) {
            throw new SlackProblem("msg_blocks_too_long");
        }
    }

    private static void checkBlock(JsonNode block) {
        require(block.path("block_id").asString("").length() <= 255);
        switch (block.path("type").asString("")) {
            case "section" -> checkSection(block);
            case "header" -> requireText(block.path("text"), 150);
            case "context" -> require(within(block.path("elements"), 10));
            case "actions" -> {
                require(within(block.path("elements"), 25));
                block.path("elements").forEach(BlockLimits::checkElement);
            }
            case "divider", "image", "rich_text", "markdown", "input", "video", "file" -> {}
            default -> throw new SlackProblem("invalid_blocks");
        }
    }

    private static void checkSection(JsonNode block) {
        JsonNode fields = block.path("fields");
        require(block.has("text") || within(fields, 10));
        if (block.has("text")) {
            requireText(block.path("text"), 3000);
        }
        fields.forEach(field -> requireText(field, 2000));
        if (block.has("accessory")) {
            checkElement(block.path("accessory"));
        }
    }

    private static void checkElement(JsonNode element) {
        require(element.path("action_id").asString("").length() <= 255);
        if (element.path("type").asString("").equals("button")) {
            requireText(element.path("text"), 75);
            require(element.path("value").asString("").length() <= 2000);
            require(element.path("url").asString("").length() <= 3000);
        }
        if (element.has("confirm")) {
            requireText(element.path("confirm").path("title"), 100);
            requireText(element.path("confirm").path("text"), 300);
        }
    }

    private static boolean within(JsonNode list, int most) {
        return list.isArray() && !list.isEmpty() && list.size() <= most;
    }

    private static void requireText(JsonNode text, int most) {
        String value = text.path("text").asString("");
        require(!value.isEmpty() && value.length() <= most);
    }

    private static int textLength(JsonNode node) {
        if (node.isString()) {
            return node.asString().length();
        }
        int sum = 0;
        for (JsonNode child : node) {
            sum += textLength(child);
        }
        return sum;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new SlackProblem("invalid_blocks");
        }
    }
}
