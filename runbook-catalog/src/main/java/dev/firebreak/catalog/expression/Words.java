package dev.firebreak.catalog.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The variables of the language with their fields and types. */
final class Words implements CelTypeProvider {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = MapType.create(TEXT, TEXT);

    private static final StructType ALERT = struct(
            "alert",
            ImmutableMap.ofEntries(
                    Map.entry("id", TEXT),
                    Map.entry("source", TEXT),
                    Map.entry("type", TEXT),
                    Map.entry("status", TEXT),
                    Map.entry("name", TEXT),
                    Map.entry("severity", TEXT),
                    Map.entry("fingerprint", TEXT),
                    Map.entry("service", TEXT),
                    Map.entry("project", TEXT),
                    Map.entry("environment", TEXT),
                    Map.entry("release", TEXT),
                    Map.entry("title", TEXT),
                    Map.entry("description", TEXT),
                    Map.entry("labels", TEXTS),
                    Map.entry("annotations", TEXTS),
                    Map.entry("startsAt", SimpleType.TIMESTAMP),
                    Map.entry("endsAt", SimpleType.TIMESTAMP),
                    Map.entry("receivedAt", SimpleType.TIMESTAMP)));
    private static final StructType INCIDENT = struct(
            "incident",
            ImmutableMap.ofEntries(
                    Map.entry("id", TEXT),
                    Map.entry("number", SimpleType.INT),
                    Map.entry("title", TEXT),
                    Map.entry("state", TEXT),
                    Map.entry("severity", TEXT),
                    Map.entry("level", TEXT),
                    Map.entry("system", TEXT),
                    Map.entry("service", TEXT),
                    Map.entry("alertCount", SimpleType.INT),
                    Map.entry("firingCount", SimpleType.INT),
                    Map.entry("fingerprintCount", SimpleType.INT),
                    Map.entry("services", ListType.create(TEXT)),
                    Map.entry("openedAt", SimpleType.TIMESTAMP),
                    Map.entry("age", SimpleType.DURATION),
                    Map.entry("acknowledged", SimpleType.BOOL),
                    Map.entry("mitigated", SimpleType.BOOL),
                    Map.entry("resolved", SimpleType.BOOL)));
    private static final StructType LEVEL =
            struct("level", ImmutableMap.of("name", TEXT, "title", TEXT, "severity", TEXT, "page", SimpleType.BOOL));
    private static final StructType SERVICE = struct("service", ImmutableMap.of("name", TEXT, "owner", TEXT));
    private static final StructType TARGET = struct(
            "target",
            ImmutableMap.of(
                    "name", TEXT,
                    "url", TEXT,
                    "project", TEXT,
                    "team", TEXT,
                    "actuator", TEXT,
                    "breaker", TEXT,
                    "status", TEXT,
                    "reset", TEXT));
    private static final StructType THRESHOLD = struct(
            "threshold", ImmutableMap.of("warning", SimpleType.DOUBLE, "critical", SimpleType.DOUBLE, "unit", TEXT));
    private static final StructType DEPLOYMENT = struct(
            "deployment",
            ImmutableMap.of(
                    "id", TEXT,
                    "provider", TEXT,
                    "project", TEXT,
                    "projectName", TEXT,
                    "environment", TEXT,
                    "url", TEXT,
                    "commit", TEXT,
                    "commitMessage", TEXT,
                    "author", TEXT,
                    "createdAt", SimpleType.TIMESTAMP));
    private static final StructType DEPLOYMENTS =
            struct("deployments", ImmutableMap.of("suspect", DEPLOYMENT, "lastGood", DEPLOYMENT));
    private static final StructType STEP =
            struct("step", ImmutableMap.of("ok", SimpleType.BOOL, "output", TEXTS, "before", TEXT));

    private static final StructType EVENT = struct(
            "event",
            ImmutableMap.of(
                    "id", TEXT,
                    "source", TEXT,
                    "type", TEXT,
                    "subject", TEXT,
                    "time", SimpleType.TIMESTAMP,
                    "extensions", TEXTS,
                    "data", SimpleType.DYN));

    private static final List<StructType> STRUCTS =
            List.of(ALERT, INCIDENT, LEVEL, SERVICE, TARGET, THRESHOLD, DEPLOYMENT, DEPLOYMENTS, STEP, EVENT);

    static CelType typeOf(String variable) {
        return switch (variable) {
            case "alert", "source" -> ALERT;
            case "incident" -> INCIDENT;
            case "level" -> LEVEL;
            case "service" -> SERVICE;
            case "target" -> MapType.create(TEXT, TARGET);
            case "threshold" -> MapType.create(TEXT, THRESHOLD);
            case "deployment" -> DEPLOYMENTS;
            case "steps" -> MapType.create(TEXT, STEP);
            case "now" -> SimpleType.TIMESTAMP;
            case "status" -> SimpleType.INT;
            case "body", "item" -> SimpleType.DYN;
            case "event" -> EVENT;
            default -> throw new IllegalArgumentException("no variable " + variable);
        };
    }

    /** Every field of every variable, to guess from. */
    static Collection<String> fields() {
        var names = new TreeSet<String>();
        STRUCTS.forEach(struct -> names.addAll(struct.fieldNames()));
        return names;
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(
                "firebreak." + name,
                ImmutableSet.copyOf(fields.keySet()),
                field -> Optional.ofNullable(fields.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(STRUCTS);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return STRUCTS.stream()
                .filter(struct -> struct.name().equals(name))
                .map(CelType.class::cast)
                .findFirst();
    }
}
