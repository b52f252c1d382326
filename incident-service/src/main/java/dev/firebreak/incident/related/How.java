package dev.firebreak.incident.related;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What two incidents have to do with each other, what binds most first. */
public enum How {
    /** It goes on there. */
    MERGED_INTO,
    MERGED_FROM,
    SPLIT_FROM,
    SPLIT_INTO,
    /** That one was open and explained its alerts. */
    INHIBITED_BY,
    INHIBITS,
    /** Both suspect the same deployment. */
    SAME_DEPLOYMENT,
    /** The same service, begun within half an hour of each other. */
    SAME_SERVICE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
