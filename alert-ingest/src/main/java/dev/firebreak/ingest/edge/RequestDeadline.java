package dev.firebreak.ingest.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * A request has to be there as a whole, headers and body, so long after its first byte; a connection has to begin one so
 * long after it was opened. Else it is ended: many slow ones would keep all connections. A byte now and then does not
 * help, which it does against the server's own idle time-out.
 */
final class RequestDeadline {
    private static final String BODY = """
            {"type":"urn:firebreak:problem:timed-out","title":"Request timed out","status":408,\
            "detail":"The request did not arrive in time."}""";
    private static final byte[] ANSWER = ("HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\n"
                    + "Content-Length: " + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Duration within;
    private final Runnable onExpiry;
    // Of one connection, so of one thread.
    private @Nullable Future<?> timer;
    private boolean hasBegun;
    private boolean isAnswered;

    private RequestDeadline(Duration within, Runnable onExpiry) {
        this.within = within;
        this.onExpiry = onExpiry;
    }

    static void install(Channel channel, Duration within, Runnable onExpiry) {
        RequestDeadline deadline = new RequestDeadline(within, onExpiry);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "firebreak.close", new LingeringClose(deadline::isCutOff))
                .addAfter(NettyPipeline.HttpCodec, "firebreak.reading", new ReadingOn())
                .addBefore(NettyPipeline.HttpCodec, "firebreak.bytes", deadline.new Bytes())
                .addAfter(NettyPipeline.HttpCodec, "firebreak.messages", deadline.new Messages());
    }

    private void begin(ChannelHandlerContext context) {
        if (timer == null) {
            wait(context, within.toNanos(), FIRST_WAIT_NANOS);
        }
    }

    /** Reads on meanwhile, ever more rarely: Reactor Netty can forget to in the middle of a request too. */
    private void wait(ChannelHandlerContext context, long left, long upTo) {
        if (left <= 0) {
            expire(context);
            return;
        }
        long next = Math.min(left, upTo);
        timer = context.executor()
                .schedule(
                        () -> {
                            context.read();
                            wait(context, left - next, 2 * upTo);
                        },
                        next,
                        TimeUnit.NANOSECONDS);
    }

    private void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        hasBegun = false;
    }

    private boolean isCutOff() {
        return hasBegun && isAnswered;
    }

    private void expire(ChannelHandlerContext context) {
        onExpiry.run();
        if (!hasBegun || isAnswered) {
            var _ = context.close();
            return;
        }
        isAnswered = true;
        context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER)).addListener(ChannelFutureListener.CLOSE);
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            begin(context);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf) {
                begin(context);
                isAnswered = isAnswered && hasBegun; // that was the request before
                hasBegun = true;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end();
            context.fireChannelInactive();
        }
    }

    private final class Messages extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                end();
                isAnswered = false;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            isAnswered = isAnswered || message instanceof HttpResponse;
            var _ = context.write(message, promise);
        }
    }
}
