package dev.firebreak.sandbox.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One fault at a time for each provider. */
@Component
class Faults {
    private final Map<Provider, Fault> faults = new EnumMap<>(Provider.class);

    synchronized void set(Provider provider, Fault fault) {
        faults.put(provider, fault);
    }

    synchronized void clear() {
        faults.clear();
    }

    synchronized Optional<Fault> take(Provider provider, String path) {
        Optional<Fault> fault = Optional.ofNullable(faults.get(provider)).filter(known -> known.hits(path));
        fault.ifPresent(hit -> faults.put(provider, hit.once()));
        return fault;
    }
}
