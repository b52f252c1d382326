package dev.firebreak.incident.request;

import dev.firebreak.eventlog.RecordConsumers;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.wire.Wire;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class RequestBindings {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBindings.class);

    @Bean
    Consumer<Message<byte[]>> commands(RecordConsumers records, RequestHandler handler) {
        return records.one(
                (_, value) -> forIncident(value),
                received -> handler.handle(received.value()).doOnSuccess(answer -> tell(received.value(), answer)));
    }

    private static Command.@Nullable ForIncident forIncident(byte[] value) {
        return switch (Wire.read(value, Command.class)) {
            case Command.ForIncident command -> command;
            case Command.ForRemediation _ -> null; // remediation-service owns these
        };
    }

    private static void tell(Command.ForIncident command, Answer answer) {
        if (answer instanceof Answer.UnknownIncident) {
            LOG.atWarn()
                    .addKeyValue("incidentId", command.incidentId())
                    .addKeyValue("actor", command.actor().id())
                    .log("dropped {}: there is no such incident", Wire.typeOf(command));
        }
    }
}
