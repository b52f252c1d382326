package dev.firebreak.remediation.outgoing;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server that says something else each time, one answer after the other and over again. */
final class ChangingNames extends AddressResolverGroup<InetSocketAddress> {
    private final List<List<InetSocketAddress>> answers;
    private final AtomicInteger asked = new AtomicInteger();

    ChangingNames(List<List<InetSocketAddress>> answers) {
        this.answers = answers;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {
            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return !address.isUnresolved();
            }

            @Override
            protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
                promise.setSuccess(next().getFirst());
            }

            @Override
            protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
                promise.setSuccess(next());
            }
        };
    }

    private List<InetSocketAddress> next() {
        return answers.get(asked.getAndIncrement() % answers.size());
    }
}
