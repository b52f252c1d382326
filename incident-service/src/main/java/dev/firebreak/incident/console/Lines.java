package dev.firebreak.incident.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;

/**
 * The lines of what happens now as HTML. A line is the same for everybody and most are as they were the last time, so they
 * are kept, by all that they show.
 */
@Component
class Lines {
    private static final int MOST_KEPT = 2_000;

    private final ISpringWebFluxTemplateEngine templates;
    private final Map<OpenIncident, String> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OpenIncident, String> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Lines(ISpringWebFluxTemplateEngine templates) {
        this.templates = templates;
    }

    /** Safe to be put into a page as it is: the template has escaped what is not ours. */
    public String html(OpenIncident incident) {
        synchronized (kept) {
            @Nullable String known = kept.get(incident);
            if (known != null) {
                return known;
            }
        }
        String html =
                templates.process("console/parts", Set.of("line"), new Context(Locale.ROOT, Map.of("it", incident)));
        synchronized (kept) {
            kept.put(incident, html);
        }
        return html;
    }
}
