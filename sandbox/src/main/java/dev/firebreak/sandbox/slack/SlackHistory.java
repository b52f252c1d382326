package dev.firebreak.sandbox.slack;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading messages, page by page; a page's cursor is the place where it begins. */
@Component
class SlackHistory {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 999;

    private final Workspace workspace;
    private final SlackJson messages;
    private final JsonMapper json;

    SlackHistory(Workspace workspace, SlackJson messages, JsonMapper json) {
        this.workspace = workspace;
        this.messages = messages;
        this.json = json;
    }

    /** The top level, newest first. */
    ObjectNode history(SlackArguments arguments) {
        return page(
                arguments,
                wanted(arguments).filter(Message::isTopLevel).toList().reversed());
    }

    /** A message and its answers, oldest first. */
    ObjectNode replies(SlackArguments arguments) {
        String root = arguments.required("ts", "thread_not_found");
        List<Message> thread =
                wanted(arguments).filter(message -> message.belongsTo(root)).toList();
        if (thread.isEmpty()) {
            throw new SlackProblem("thread_not_found");
        }
        return page(arguments, thread);
    }

    private Stream<Message> wanted(SlackArguments arguments) {
        Channel channel = workspace.readable(arguments.required("channel", "channel_not_found"));
        boolean inclusive = arguments.flag("inclusive");
        String oldest = arguments.text("oldest").orElse("0");
        String latest = arguments.text("latest").orElse("99999999999");
        return workspace.messages(channel).stream()
                .filter(message -> isAfter(message.ts(), oldest, inclusive))
                .filter(message -> isAfter(latest, message.ts(), inclusive));
    }

    private static boolean isAfter(String later, String earlier, boolean orEqual) {
        try {
            int order = new BigDecimal(later).compareTo(new BigDecimal(earlier));
            return order > 0 || (orEqual && order == 0);
        } catch (NumberFormatException e) {
            throw new SlackProblem("invalid_ts_oldest");
        }
    }

    private ObjectNode page(SlackArguments arguments, List<Message> all) {
        int from = number(arguments, "cursor", 0);
        int limit = Math.clamp(number(arguments, "limit", USUAL_LIMIT), 1, MOST);
        int to = Math.min(all.size(), from + limit);
        boolean withMetadata = arguments.flag("include_all_metadata");
        ArrayNode list = json.createArrayNode();
        all.subList(Math.min(from, to), to).forEach(message -> list.add(messages.message(message, withMetadata)));
        ObjectNode answer = json.createObjectNode();
        answer.set("messages", list);
        answer.put("has_more", to < all.size());
        answer.putObject("response_metadata").put("next_cursor", to < all.size() ? String.valueOf(to) : "");
        return answer;
    }

    private static int number(SlackArguments arguments, String name, int otherwise) {
        return arguments
                .text(name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
