package dev.firebreak.incident.catalog;

import dev.firebreak.catalog.schema.CatalogSchema;
import dev.firebreak.catalog.type.StepTypes;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The language of the runbooks as JSON Schema, so that editors check and complete it. Open to all, as it holds no secret. */
@RestController
class SchemaController {
    private final String schema = CatalogSchema.of(StepTypes.standard());

    @GetMapping(path = "/schema/runbook.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String runbook() {
        return schema;
    }
}
