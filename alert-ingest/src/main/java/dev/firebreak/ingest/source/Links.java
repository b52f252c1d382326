package dev.firebreak.ingest.source;

import dev.firebreak.model.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers links, leaving out what a person could not or should not follow. */
public final class Links {
    private final List<Link> links = new ArrayList<>();

    /** Only http and https, and each address once: a {@code javascript:} from a label must not become a link. */
    public Links add(String title, @Nullable String href) {
        if (href != null
                && isWeb(href)
                && links.stream().noneMatch(link -> link.href().equals(href))) {
            links.add(new Link(title, href));
        }
        return this;
    }

    public List<Link> list() {
        return List.copyOf(links);
    }

    private static boolean isWeb(String href) {
        return (href.startsWith("https://") || href.startsWith("http://")) && href.length() > "https://".length();
    }
}
