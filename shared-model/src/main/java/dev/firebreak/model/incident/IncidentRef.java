package dev.firebreak.model.incident;

/** Another incident, as people and programs name it. */
public record IncidentRef(IncidentId id, long number) {
    /** As people say it: {@code #7}. */
    @Override
    public String toString() {
        return "#" + number;
    }
}
