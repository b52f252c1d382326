package dev.firebreak.standalone;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one start is given.
 *
 * @param data the folder that keeps everything; made when it does not exist
 * @param catalog the runbooks: a folder, or {@code git+https://…#branch}
 * @param listen the address that all but the sandbox listen on; the sandbox stays on loopback
 * @param settings win over the environment
 * @param environment settings such as {@code FIREBREAK_SLACK_BOT_TOKEN}
 * @param without services that {@link Standalone#start} leaves out
 */
public record StandaloneOptions(
        Path data,
        String catalog,
        String listen,
        PortChoice ports,
        Map<String, String> settings,
        Map<String, String> environment,
        Set<ServiceName> without) {
    /** Which ports to take where no setting says. */
    public enum PortChoice {
        USUAL,
        USUAL_OR_FREE,
        FREE
    }

    public StandaloneOptions {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
        without = Set.copyOf(without);
    }

    public static StandaloneOptions in(Path data) {
        return new StandaloneOptions(
                data, "runbooks", "127.0.0.1", PortChoice.USUAL, Map.of(), System.getenv(), Set.of());
    }

    public StandaloneOptions catalog(Path folder) {
        return catalog(folder.toString());
    }

    public StandaloneOptions catalog(String place) {
        return new StandaloneOptions(data, place, listen, ports, settings, environment, without);
    }

    public StandaloneOptions listen(String address) {
        return new StandaloneOptions(data, catalog, address, ports, settings, environment, without);
    }

    public StandaloneOptions onFreePorts() {
        return ports(PortChoice.FREE);
    }

    public StandaloneOptions ports(PortChoice choice) {
        return new StandaloneOptions(data, catalog, listen, choice, settings, environment, without);
    }

    /** @param setting a name such as {@code FIREBREAK_OBSERVE_AT_MOST}, or a Spring property */
    public StandaloneOptions with(String setting, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(setting, value);
        return new StandaloneOptions(data, catalog, listen, ports, more, environment, without);
    }

    /** Nobody's credentials are used by accident: every provider is the sandbox's. */
    public StandaloneOptions withoutEnvironment() {
        return new StandaloneOptions(data, catalog, listen, ports, settings, Map.of(), without);
    }

    public StandaloneOptions without(ServiceName service) {
        Set<ServiceName> fewer = EnumSet.of(service);
        fewer.addAll(without);
        return new StandaloneOptions(data, catalog, listen, ports, settings, environment, fewer);
    }
}
