package dev.firebreak.incident.api;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells people who open the bare address where things are. */
@RestController
class HomeController {
    @GetMapping("/")
    Map<String, String> home() {
        return Map.of(
                "name", "Firebreak",
                "incidents", "/api/incidents",
                "catalog", "/api/catalog",
                "automation", "/api/automation",
                "health", "/actuator/health",
                "description", "/openapi.json",
                "login", "HTTP Basic, user admin; or a token as Bearer");
    }
}
