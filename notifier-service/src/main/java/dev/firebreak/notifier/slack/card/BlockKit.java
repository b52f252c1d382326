package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few blocks that cards are made of. {@code verbatim} everywhere: Slack then links and pings nothing that we did
 * not mark up ourselves.
 */
final class BlockKit {
    /** <a href="https://docs.slack.dev/reference/block-kit/blocks/header-block">150</a>, whatever the SDK says. */
    static final int HEADER = 150;

    private BlockKit() {}

    static LayoutBlock header(String text) {
        return HeaderBlock.builder().text(plain(text)).build();
    }

    static LayoutBlock section(String markdown) {
        return SectionBlock.builder().text(markdown(markdown)).build();
    }

    static LayoutBlock section(String markdown, BlockElement button) {
        return SectionBlock.builder().text(markdown(markdown)).accessory(button).build();
    }

    static LayoutBlock fields(List<String> markdown) {
        return SectionBlock.builder()
                .fields(markdown.stream().<TextObject>map(BlockKit::markdown).toList())
                .build();
    }

    static LayoutBlock context(String markdown) {
        return ContextBlock.builder().elements(List.of(markdown(markdown))).build();
    }

    static LayoutBlock actions(String blockId, List<BlockElement> buttons) {
        return ActionsBlock.builder().blockId(blockId).elements(buttons).build();
    }

    /** @param style {@code primary}, {@code danger} or null; {@code confirm} null when a press needs no second one */
    static BlockElement button(
            String actionId,
            String value,
            String text,
            @Nullable String style,
            @Nullable ConfirmationDialogObject confirm) {
        return ButtonElement.builder()
                .actionId(actionId)
                .value(value)
                .text(plain(text))
                .style(style)
                .confirm(confirm)
                .build();
    }

    static ConfirmationDialogObject confirm(String title, String text, String yes) {
        return ConfirmationDialogObject.builder()
                .title(plain(title))
                .text(plain(text))
                .confirm(plain(yes))
                .deny(plain("Not now"))
                .build();
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(true).build();
    }

    private static MarkdownTextObject markdown(String text) {
        return MarkdownTextObject.builder().text(text).verbatim(true).build();
    }
}
