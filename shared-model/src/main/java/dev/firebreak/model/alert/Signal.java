package dev.firebreak.model.alert;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import java.time.Instant;

/** What the edge puts on {@code firebreak.alerts}: alerts, and facts that explain alerts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Signal {
    EventId id();

    /** The same on each repeat by the sender. */
    String deliveryKey();

    /** Partition key: keeps one source's messages about one thing in order. */
    String partitionKey();

    Instant receivedAt();

    Actor actor();

    @JsonTypeName("alert.received.v1")
    record AlertReceived(EventId id, Alert alert) implements Signal {
        @Override
        public String deliveryKey() {
            return alert.deliveryKey();
        }

        @Override
        public String partitionKey() {
            return alert.service();
        }

        @Override
        public Instant receivedAt() {
            return alert.receivedAt();
        }

        @Override
        public Actor actor() {
            return Actor.source(alert.source());
        }
    }

    /** @param changedAt by the provider's clock; the latest LIVE one is what serves production */
    @JsonTypeName("deployment.changed.v1")
    record DeploymentChanged(
            EventId id,
            String deliveryKey,
            Deployment deployment,
            DeploymentState state,
            Instant changedAt,
            Instant receivedAt)
            implements Signal {
        @Override
        public String partitionKey() {
            return deployment.project();
        }

        @Override
        public Actor actor() {
            return Actor.source(deployment.provider());
        }
    }

    /** A provider moved production traffic back, by our doing or anyone's: only ids are known. */
    @JsonTypeName("deployment.rolledBack.v1")
    record DeploymentRolledBack(
            EventId id,
            String deliveryKey,
            String provider,
            String project,
            String fromDeployment,
            String toDeployment,
            Instant changedAt,
            Instant receivedAt)
            implements Signal {
        @Override
        public String partitionKey() {
            return project;
        }

        @Override
        public Actor actor() {
            return Actor.source(provider);
        }
    }
}
