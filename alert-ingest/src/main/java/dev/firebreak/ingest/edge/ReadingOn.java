package dev.firebreak.ingest.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Asks for the next request whenever an answer is out. Reactor Netty 1.3.7 forgets to, when a request that came before the
 * answer to the one before it is answered on the thread that reads: the sender then waits for ever
 * (<a href="https://github.com/reactor/reactor-netty/issues/4361">4361</a>). Asking twice does nothing.
 */
final class ReadingOn extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ChannelPromise written = promise;
        if (message instanceof LastHttpContent) {
            written = promise.unvoid().addListener(_ -> context.read());
        }
        var _ = context.write(message, written);
    }
}
