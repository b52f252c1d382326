package dev.firebreak.sandbox.vercel;

import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.SandboxSettings.ShopSettings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All projects, by the hosts that they serve. A host nobody knows gets a project of its own. */
@Component
public class Projects {
    private static final int MOST = 500;

    private final InstantSource clock;
    private final ProjectFile file;
    private final Map<String, ProjectState> kept;
    private final Map<String, Project> byHost = new LinkedHashMap<>();

    Projects(SandboxSettings settings, InstantSource clock, ProjectFile file) {
        this.clock = clock;
        this.file = file;
        this.kept = file.read();
        settings.shops().forEach(this::add);
    }

    private void add(ShopSettings shop) {
        var project = new Project(shop.project(), shop.name(), shop.team(), shop.hosts(), clock.instant());
        ProjectState state = kept.get(shop.project());
        if (state != null) {
            project.restore(state);
        }
        shop.hosts().forEach(host -> byHost.put(host, project));
    }

    /** @throws IllegalArgumentException when there are too many, or it is no host */
    public synchronized Project ofHost(String host) {
        Project known = byHost.get(host);
        if (known != null) {
            return known;
        }
        if (byHost.size() >= MOST || !host.matches("[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}")) {
            throw new IllegalArgumentException("no shop for host '%s'".formatted(host));
        }
        String name = host.replaceAll("[^A-Za-z0-9]", "_");
        add(new ShopSettings(List.of(host), "prj_" + name, name, null));
        return ofHost(host);
    }

    /** To be called after a change that must outlive a restart. */
    public synchronized void save() {
        file.write(all().stream().map(Project::state).toList());
    }

    public synchronized List<Project> all() {
        return byHost.values().stream().distinct().toList();
    }

    Optional<Project> find(String idOrName) {
        return all().stream()
                .filter(project ->
                        project.id().equals(idOrName) || project.name().equals(idOrName))
                .findFirst();
    }
}
