package dev.firebreak.ingest.monitor.probe;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;

/** Lets Netty's clients connect only to what {@link Lookup} allows, whether the address is written as a name or not. */
final class LookupResolver extends AddressResolverGroup<InetSocketAddress> {
    private final Lookup lookup;

    LookupResolver(Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return false; // an address written as figures comes resolved: it must be looked at as well
            }

            @Override
            protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
                lookup.allowed(address).subscribe(found -> promise.trySuccess(found.getFirst()), promise::tryFailure);
            }

            @Override
            protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
                lookup.allowed(address).subscribe(promise::trySuccess, promise::tryFailure);
            }
        };
    }
}
