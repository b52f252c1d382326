package dev.firebreak.remediation.outgoing;

import dev.firebreak.model.egress.AddressRule;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;

/** Resolves names as ever, and lets through only addresses that a connection may go to. */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {
    private final AddressRule rule;
    private final AddressResolverGroup<InetSocketAddress> names;

    GuardedResolver(AddressRule rule) {
        this(rule, DefaultAddressResolverGroup.INSTANCE);
    }

    /** @param names who knows what a name leads to; asked anew for each connection */
    GuardedResolver(AddressRule rule, AddressResolverGroup<InetSocketAddress> names) {
        this.rule = rule;
        this.names = names;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        AddressResolver<InetSocketAddress> system = names.getResolver(executor);
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return false; // an address written as figures comes resolved: it must be looked at as well
            }

            @Override
            protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
                Promise<List<InetSocketAddress>> all = executor.newPromise();
                all.addListener((Future<List<InetSocketAddress>> found) -> {
                    if (found.isSuccess()) {
                        promise.trySuccess(found.getNow().getFirst());
                    } else {
                        promise.tryFailure(found.cause());
                    }
                });
                doResolveAll(address, all);
            }

            @Override
            protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
                if (!address.isUnresolved()) {
                    settle(address, List.of(address), promise);
                    return;
                }
                system.resolveAll(address).addListener((Future<List<InetSocketAddress>> found) -> {
                    if (found.isSuccess()) {
                        settle(address, found.getNow(), promise);
                    } else {
                        promise.tryFailure(found.cause());
                    }
                });
            }
        };
    }

    /** One address that is not allowed closes the name: a mixed answer is what rebinding looks like. */
    private void settle(
            InetSocketAddress asked, List<InetSocketAddress> found, Promise<List<InetSocketAddress>> promise) {
        String host = asked.getHostString();
        if (!found.isEmpty() && found.stream().allMatch(address -> rule.allows(host, asked.getPort(), address))) {
            promise.trySuccess(found);
        } else {
            promise.tryFailure(new AddressRefusedException(host));
        }
    }
}
