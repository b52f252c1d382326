package dev.firebreak.incident.openapi;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of the records that are sent and taken, as Jackson writes and reads them: sealed types by their
 * {@code type}, ids as their value, and what may be null left out.
 */
final class Schemas {
    private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(UUID.class, Map.of("type", "string", "format", "uuid")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(Duration.class, Map.of("type", "string", "format", "duration")),
            Map.entry(URI.class, Map.of("type", "string", "format", "uri")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Integer.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(Long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(BigDecimal.class, Map.of("type", "number")));

    private final Prose prose;
    private final Map<String, Object> components = new TreeMap<>();
    private final Map<String, Type> named = new LinkedHashMap<>();

    Schemas(Prose prose) {
        this.prose = prose;
    }

    /** Those with a name, which others refer to. */
    Map<String, Object> components() {
        return components;
    }

    Map<String, Object> of(Type type) {
        return of(type, Map.of());
    }

    private Map<String, Object> of(Type type, Map<TypeVariable<?>, Type> bound) {
        return switch (type) {
            case TypeVariable<?> variable -> bound.containsKey(variable) ? of(bound.get(variable), Map.of()) : Map.of();
            case ParameterizedType generic -> generic(generic, bound);
            case Class<?> plain -> plain(plain);
            default -> Map.of();
        };
    }

    private Map<String, Object> generic(ParameterizedType type, Map<TypeVariable<?>, Type> bound) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of("type", "array", "items", of(arguments[0], bound));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of("type", "object", "additionalProperties", of(arguments[1], bound));
        }
        if (raw == Optional.class) {
            return of(arguments[0], bound);
        }
        Map<TypeVariable<?>, Type> variables = new LinkedHashMap<>();
        for (int index = 0; index < arguments.length; index++) {
            variables.put(raw.getTypeParameters()[index], arguments[index]);
        }
        String name = raw.getSimpleName() + "Of"
                + String.join(
                        "And", Arrays.stream(arguments).map(Schemas::shortName).toList());
        return reference(name, type, () -> object(raw, variables));
    }

    private Map<String, Object> plain(Class<?> type) {
        @Nullable Map<String, Object> simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        @Nullable Type value = jsonValue(type);
        if (type.isEnum()) {
            return reference(name(type), type, () -> Map.of("type", "string", "enum", words(type)));
        }
        if (value != null) {
            return of(value);
        }
        if (type.isSealed() && type.isAnnotationPresent(JsonTypeInfo.class)) {
            return reference(name(type), type, () -> oneOf(type));
        }
        return type.isRecord() ? reference(name(type), type, () -> object(type, Map.of())) : Map.of();
    }

    private Map<String, Object> oneOf(Class<?> type) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (Class<?> kind : leaves(type)) {
            kinds.add(of(kind));
        }
        return Map.of("oneOf", kinds, "discriminator", Map.of("propertyName", "type"));
    }

    private static List<Class<?>> leaves(Class<?> type) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> kind : type.getPermittedSubclasses()) {
            leaves.addAll(kind.isRecord() ? List.of(kind) : leaves(kind));
        }
        return leaves;
    }

    private Map<String, Object> object(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        List<Map<String, Object>> unwrapped = new ArrayList<>();
        @Nullable JsonTypeName kind = type.getAnnotation(JsonTypeName.class);
        if (kind != null) {
            properties.put("type", Map.of("const", kind.value()));
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                unwrapped.add(of(component.getGenericType(), bound));
                continue;
            }
            properties.put(component.getName(), of(component.getGenericType(), bound));
            if (!isNullable(component.getAnnotatedType()) && component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        required.addAll(prose.required(type));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        if (!unwrapped.isEmpty()) {
            unwrapped.add(schema);
            return Map.of("allOf", unwrapped);
        }
        return schema;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private Map<String, Object> reference(String name, Type type, Supplier<Map<String, Object>> schema) {
        if (named.putIfAbsent(name, type) == null) { // before its parts, which may refer back to it
            components.put(name, schema.get());
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** The short name, unless another type has it already. */
    private String name(Class<?> type) {
        String name = type.getSimpleName();
        @Nullable Type owner = named.get(name);
        @Nullable Class<?> outer = type.getDeclaringClass();
        return owner == null || owner.equals(type)
                ? name
                : (outer == null ? type.getPackageName().replaceAll(".*\\.", "") : outer.getSimpleName()) + name;
    }

    private static String shortName(Type type) {
        return type instanceof Class<?> plain
                ? plain.getSimpleName()
                : type.getTypeName().replaceAll("[A-Za-z0-9_]+\\.", "").replaceAll("[^A-Za-z0-9]", "");
    }

    /** The type of what stands for the whole; null when it is written part by part. */
    private static @Nullable Type jsonValue(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                return method.getGenericReturnType();
            }
        }
        return null;
    }

    private static List<String> words(Class<?> type) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            words.add(word(type, constant));
        }
        return words;
    }

    private static String word(Class<?> type, Object constant) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                try {
                    method.setAccessible(true);
                    return String.valueOf(method.invoke(constant));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("cannot read the words of " + type, e);
                }
            }
        }
        return ((Enum<?>) constant).name();
    }
}
