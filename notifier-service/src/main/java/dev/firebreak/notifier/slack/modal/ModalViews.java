package dev.firebreak.notifier.slack.modal;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionGroupObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.system.SystemDefinition;
import java.util.List;

/**
 * How the dialogs look. Block ids are the names of what is asked; the incident is in the private metadata.
 *
 * <p>Limits: a title has 24 characters, an option 75, a select 100 groups of 100 options each
 * (<a href="https://docs.slack.dev/reference/views">views</a>).
 */
final class ModalViews {
    static final String TEXT = "text";
    static final String LASTS = "lasts";
    static final String TITLE = "title";
    static final String SERVICE = "service";
    static final String SEVERITY = "severity";

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_OPTION = 75;
    private static final int MOST_OPTIONS = 100;

    private ModalViews() {}

    /** @param about the incident's id; for {@link Modal#DECLARE} what the title begins as */
    static View of(Modal modal, String about, Catalog catalog) {
        return switch (modal) {
            case RESOLVE -> view(modal, about, "Resolve", List.of(text("What made it go away?", true)));
            case NOTE -> view(modal, about, "Add", List.of(text("Note", false)));
            case SILENCE ->
                view(
                        modal,
                        about,
                        "Silence",
                        List.of(
                                select(LASTS, "For how long?", Lasting.options(), Lasting.usual()),
                                text("Why?", false)));
            case DECLARE -> view(modal, "", "Declare", declaration(about, catalog));
        };
    }

    private static List<LayoutBlock> declaration(String title, Catalog catalog) {
        OptionObject critical = option("Critical: people are harmed now", "critical");
        return List.of(
                input(TITLE, "What is broken?", false, line(title)),
                input(SERVICE, "Where?", false, services(catalog)),
                select(
                        SEVERITY,
                        "How bad?",
                        List.of(critical, option("Error: something does not work", "error")),
                        critical),
                text("What do you see?", true));
    }

    private static View view(Modal modal, String metadata, String submit, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .callbackId(modal.callbackId())
                .privateMetadata(metadata)
                .title(ViewTitle.builder()
                        .type("plain_text")
                        .text(modal.title())
                        .build())
                .submit(ViewSubmit.builder().type("plain_text").text(submit).build())
                .close(ViewClose.builder().type("plain_text").text("Back").build())
                .blocks(blocks)
                .build();
    }

    private static BlockElement services(Catalog catalog) {
        return StaticSelectElement.builder()
                .actionId(SERVICE)
                .placeholder(plain("Service"))
                .optionGroups(catalog.systems().stream()
                        .filter(system -> !system.services().isEmpty())
                        .limit(MOST_OPTIONS)
                        .map(ModalViews::group)
                        .toList())
                .build();
    }

    private static OptionGroupObject group(SystemDefinition system) {
        return OptionGroupObject.builder()
                .label(plain(system.title()))
                .options(system.services().stream()
                        .limit(MOST_OPTIONS)
                        .map(service -> option(service.name(), system.name() + "/" + service.name()))
                        .toList())
                .build();
    }

    private static LayoutBlock select(String id, String label, List<OptionObject> options, OptionObject usual) {
        return input(
                id,
                label,
                false,
                StaticSelectElement.builder()
                        .actionId(id)
                        .options(options)
                        .initialOption(usual)
                        .build());
    }

    private static LayoutBlock text(String label, boolean optional) {
        return input(
                TEXT,
                label,
                optional,
                PlainTextInputElement.builder()
                        .actionId(TEXT)
                        .multiline(true)
                        .maxLength(LONGEST_TEXT)
                        .build());
    }

    private static BlockElement line(String initial) {
        return PlainTextInputElement.builder()
                .actionId(TITLE)
                .maxLength(Declaration.LONGEST_TITLE)
                .initialValue(cut(initial, Declaration.LONGEST_TITLE))
                .build();
    }

    private static LayoutBlock input(String id, String label, boolean optional, BlockElement element) {
        return InputBlock.builder()
                .blockId(id)
                .label(plain(label))
                .optional(optional)
                .element(element)
                .build();
    }

    static OptionObject option(String text, String value) {
        return OptionObject.builder().text(plain(text)).value(value).build();
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(cut(text, LONGEST_OPTION)).build();
    }

    private static String cut(String text, int most) {
        // Half of it in code points is never more than all of it in UTF-16 units.
        return text.length() <= most ? text : text.substring(0, text.offsetByCodePoints(0, most / 2));
    }
}
