package dev.firebreak.incident.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An OpenAPI 3.1 document of handlers: what each takes and answers is read off its signature. */
final class Description {
    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream";

    private final Prose prose = new Prose();
    private final Schemas schemas = new Schemas(prose);
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    static Map<String, Object> of(Map<RequestMappingInfo, HandlerMethod> handlers) {
        Description description = new Description();
        handlers.forEach(description::add);
        return description.document();
    }

    /** Pages are for people, and are no part of the API. */
    private void add(RequestMappingInfo mapping, HandlerMethod handler) {
        if (!AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)) {
            return;
        }
        for (PathPattern pattern : mapping.getPatternsCondition().getPatterns()) {
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                paths.computeIfAbsent(pattern.getPatternString(), _ -> new TreeMap<>())
                        .put(method.name().toLowerCase(Locale.ROOT), operation(method, mapping, handler));
            }
        }
    }

    private Map<String, Object> operation(RequestMethod method, RequestMappingInfo mapping, HandlerMethod handler) {
        String resource = handler.getBeanType().getSimpleName().replaceAll("Controller$", "");
        Map<String, Object> operation = new LinkedHashMap<>();
        String id = decapitalized(resource) + "." + handler.getMethod().getName();
        operation.put("operationId", id);
        @Nullable String summary = prose.summary(id);
        if (summary != null) {
            operation.put("summary", summary);
        }
        operation.put("tags", List.of(resource.replaceAll("(?<=[a-z])(?=[A-Z])", " ")));
        List<Map<String, Object>> parameters = parameters(method, handler);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        for (MethodParameter parameter : handler.getMethodParameters()) {
            @Nullable RequestBody body = parameter.getParameterAnnotation(RequestBody.class);
            if (body != null) {
                Type type = parameter.getGenericParameterType();
                String media = type == String.class
                        ? mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse("text/plain")
                        : JSON;
                operation.put(
                        "requestBody",
                        Map.of(
                                "required",
                                body.required(),
                                "content",
                                Map.of(media, Map.of("schema", schemas.of(type)))));
            }
        }
        operation.put("responses", responses(mapping, handler));
        return operation;
    }

    private List<Map<String, Object>> parameters(RequestMethod method, HandlerMethod handler) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            @Nullable PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
            @Nullable RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
            @Nullable RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
            if (path != null) {
                parameters.add(parameter(path.name(), "path", true, parameter));
            } else if (query != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
                parameters.add(parameter(query.name(), "query", query.required(), parameter));
            } else if (header != null) {
                parameters.add(parameter(header.name(), "header", header.required(), parameter));
            }
        }
        if (method == RequestMethod.POST) {
            parameters.add(Map.of("$ref", "#/components/parameters/idempotencyKey"));
        }
        return parameters;
    }

    private Map<String, Object> parameter(String given, String place, boolean isRequired, MethodParameter parameter) {
        String name = given.isEmpty() ? parameter.getParameter().getName() : given;
        return Map.of(
                "name", name,
                "in", place,
                "required", isRequired,
                "schema", schemas.of(parameter.getGenericParameterType()));
    }

    private Map<String, Object> responses(RequestMappingInfo mapping, HandlerMethod handler) {
        @Nullable
        ResponseStatus given = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ResponseStatus.class);
        String status = Integer.toString(given == null ? 200 : given.code().value());
        Type type = handler.getReturnType().getGenericParameterType();
        boolean isMany = raw(type) == Flux.class;
        Type answer = unwrapped(unwrapped(type));
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", given == null ? "OK" : given.code().getReasonPhrase());
        if (answer != Void.class && answer != void.class) {
            boolean isEvents = raw(answer) == ServerSentEvent.class;
            boolean isText = isEvents || raw(unwrapped(answer)) == DataBuffer.class;
            Map<String, Object> schema = isText ? Map.of("type", "string") : schemas.of(answer);
            String media = isEvents
                    ? EVENT_STREAM
                    : mapping.getProducesCondition().getProducibleMediaTypes().stream()
                            .findFirst()
                            .map(Object::toString)
                            .orElse(JSON);
            response.put(
                    "content",
                    Map.of(
                            media,
                            Map.of("schema", isMany && !isEvents ? Map.of("type", "array", "items", schema) : schema)));
        }
        Map<String, Object> responses = new TreeMap<>();
        responses.put(status, response);
        responses.put("default", Map.of("$ref", "#/components/responses/problem"));
        return responses;
    }

    private static Type unwrapped(Type type) {
        Class<?> raw = raw(type);
        boolean isWrapper = raw == Mono.class || raw == Flux.class || raw == ResponseEntity.class;
        return isWrapper && type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    private Map<String, Object> document() {
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", schemas.components());
        components.put(
                "parameters",
                Map.of(
                        "idempotencyKey",
                        Map.of(
                                "name",
                                "Idempotency-Key",
                                "in",
                                "header",
                                "required",
                                false,
                                "description",
                                "The same for each repeat of one request: it is done once and answered alike"
                                        + " for 24 hours.",
                                "schema",
                                Map.of("type", "string", "minLength", 1, "maxLength", 200))));
        components.put("responses", Map.of("problem", problem()));
        components.put(
                "securitySchemes",
                Map.of(
                        "password", Map.of("type", "http", "scheme", "basic"),
                        "token", Map.of("type", "http", "scheme", "bearer")));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Firebreak", "version", "v1"));
        document.put("security", List.of(Map.of("password", List.of()), Map.of("token", List.of())));
        document.put("paths", paths);
        document.put("components", components);
        return document;
    }

    private static Map<String, Object> problem() {
        Map<String, Object> text = Map.of("type", "string");
        return Map.of(
                "description",
                "It cannot be done (RFC 9457); with Retry-After when it may pass",
                "content",
                Map.of(
                        "application/problem+json",
                        Map.of(
                                "schema",
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of(
                                                "type", text,
                                                "title", text,
                                                "status", Map.of("type", "integer"),
                                                "detail", text,
                                                "instance", text,
                                                "pointer", text),
                                        "required",
                                        List.of("title", "status")))));
    }

    private static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
