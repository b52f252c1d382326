package dev.firebreak.ingest.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a sender who was refused in the middle of his body read why. A socket that is closed with bytes unread resets the
 * connection, and a reset overtakes the answer. So only our direction is closed, and what still comes is thrown away, until
 * he closes his or has had his time.
 */
final class LingeringClose extends ChannelDuplexHandler {
    private static final long MILLIS = 3000;
    private static final long BYTES = 8L * 1024 * 1024;

    private final BooleanSupplier isCutOff;
    // Of one connection, so of one thread.
    private @Nullable Future<?> timer;
    private long thrownAway;

    /** @param isCutOff whether the latest answer was given before its request had come to an end */
    LingeringClose(BooleanSupplier isCutOff) {
        this.isCutOff = isCutOff;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (timer != null) {
            chain(context, promise);
        } else if (isCutOff.getAsBoolean() && context.channel() instanceof DuplexChannel channel) {
            timer = context.executor().schedule(() -> end(context), MILLIS, TimeUnit.MILLISECONDS);
            chain(context, promise);
            var _ = channel.shutdownOutput();
            context.read();
        } else {
            var _ = context.close(promise);
        }
    }

    private static void end(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private static void chain(ChannelHandlerContext context, ChannelPromise promise) {
        var _ = context.channel().closeFuture().addListener(_ -> promise.trySuccess());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (timer == null) {
            context.fireChannelRead(message);
            return;
        }
        thrownAway += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (thrownAway > BYTES) {
            end(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (timer == null) {
            context.fireChannelReadComplete();
        } else {
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        context.fireChannelInactive();
    }
}
