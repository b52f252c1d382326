package dev.firebreak.ingest.edge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A body that is coming in. It counts what has arrived, not what was announced: else a few who announce much and send
 * nothing would keep everyone out.
 */
final class Arrival {
    private static final int FIRST = 4 * 1024;
    /** What a request holds beside its body. */
    private static final int OVERHEAD = 8 * 1024;

    private final Lane lane;
    private final int limit;
    private final int expected;
    private byte[] bytes;
    private int length;
    private long taken;
    private Turns.@Nullable Turn turn;

    Arrival(Lane lane, int limit, long announced) {
        this.lane = lane;
        this.limit = limit;
        this.expected = (int) Math.min(limit, Math.max(0, announced));
        this.bytes = new byte[Math.min(FIRST, expected)];
    }

    /** Releases the buffer, also when it throws. */
    void add(DataBuffer buffer) {
        try {
            int more = buffer.readableByteCount();
            if (length + more > limit) {
                throw new DataBufferLimitException("more than " + limit + " bytes");
            }
            take(more);
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(expected, 2 * bytes.length)));
            }
            buffer.read(bytes, length, more);
            length += more;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** Once all of it is there. The turn is given back by {@link #end}. */
    Turns.Turn takeTurn() {
        take(OVERHEAD);
        Turns.Turn mine = lane.takeTurn(length);
        turn = mine;
        return mine;
    }

    byte[] body() {
        if (length < bytes.length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        return bytes;
    }

    /** When the answer is on its way, or nobody waits for it any more. */
    void end() {
        if (turn != null) {
            lane.endTurn(turn);
        }
        lane.giveBytes(taken);
    }

    private void take(int more) {
        Overload overload = lane.takeBytes(more);
        if (overload != null) {
            throw new OverloadException(overload);
        }
        taken += more;
    }
}
