package dev.firebreak.remediation.action;

import dev.firebreak.model.Secret;
import dev.firebreak.model.Secrets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Looks up what targets only name, right before it is sent. */
@Component
public class TargetSecrets {
    private final Secrets secrets;

    TargetSecrets(Environment environment) {
        this.secrets = new Secrets(environment::getProperty);
    }

    public Optional<Secret> find(@Nullable String name) {
        return name == null ? Optional.empty() : secrets.find(name);
    }

    /** Why a target cannot be used; empty when all of its secrets are set. */
    public Optional<String> missing(@Nullable String name) {
        if (name == null || secrets.find(name).isPresent()) {
            return Optional.empty();
        }
        List<String> settings = Secrets.settingNames(name);
        return Optional.of("the secret '" + name + "' is not set: set " + String.join(" or ", settings));
    }
}
