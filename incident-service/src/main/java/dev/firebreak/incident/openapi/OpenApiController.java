package dev.firebreak.incident.openapi;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What can be asked for, for programs that read OpenAPI. Made when it is asked for first. */
@RestController
class OpenApiController {
    private final RequestMappingHandlerMapping handlers;
    private volatile @Nullable Map<String, Object> document;

    OpenApiController(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    @GetMapping("/openapi.json")
    Map<String, Object> show() {
        @Nullable Map<String, Object> known = document;
        if (known == null) {
            known = Description.of(handlers.getHandlerMethods());
            document = known;
        }
        return known;
    }
}
