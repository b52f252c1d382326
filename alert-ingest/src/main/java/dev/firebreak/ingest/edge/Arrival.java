package dev.firebreak.ingest.edge;

import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A body that is coming in. It counts what has arrived, not what was announced: else a few who announce much and send
 * nothing would keep everyone out.
 */
final class Arrival {
    private static final int FIRST = 4 * 1024;

    private final Lane lane;
    private final int limit;
    private byte[] bytes;
    private int length;

    Arrival(Lane lane, int limit, long announced) {
        this.lane = lane;
        this.limit = limit;
        this.bytes = new byte[(int) Math.min(FIRST, Math.max(0, announced))];
    }

    /** Releases the buffer, also when it throws. */
    void add(DataBuffer buffer) {
        try {
            int more = buffer.readableByteCount();
            if (length + more > limit) {
                throw new DataBufferLimitException("more than " + limit + " bytes");
            }
            Overload overload = lane.takeBytes(more);
            if (overload != null) {
                throw new OverloadException(overload);
            }
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(length + more, 2 * bytes.length)));
            }
            buffer.read(bytes, length, more);
            length += more;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    byte[] body() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** When the answer is on its way. */
    void end() {
        lane.giveBytes(length);
    }
}
