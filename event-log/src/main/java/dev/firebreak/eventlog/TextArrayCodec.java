package dev.firebreak.eventlog;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends {@code String[]} in PostgreSQL's binary format. The driver's own way writes one text of all of them, each
 * character looked at for a backslash here and again there: a fifth of what a storm of alerts cost this process. Reading
 * stays the driver's.
 */
final class TextArrayCodec implements Codec<String[]>, CodecMetadata {
    private static final int TYPE = PostgresqlObjectId.VARCHAR_ARRAY.getObjectId();
    /** What the elements have to say of themselves in an array of this type. */
    private static final Map<Integer, Integer> ELEMENTS = Map.of(
            TYPE,
            PostgresqlObjectId.VARCHAR.getObjectId(),
            PostgresqlObjectId.TEXT_ARRAY.getObjectId(),
            PostgresqlObjectId.TEXT.getObjectId());

    private static final int HEADER_BYTES = 20;
    private static final int NULL = -1;

    private final ByteBufAllocator allocator;

    TextArrayCodec(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof String[];
    }

    @Override
    public EncodedParameter encode(Object value) {
        return encode(value, TYPE);
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        @Nullable Integer elements = ELEMENTS.get(dataType);
        if (elements == null) {
            throw new IllegalArgumentException("texts are sent as varchar[] or text[], not as the type with the oid "
                    + dataType + ": cast them in the statement");
        }
        return new EncodedParameter(
                Format.FORMAT_BINARY, dataType, Mono.fromSupplier(() -> written((@Nullable String[]) value, elements)));
    }

    /** Dimensions, whether one is null, type; length and first index; then each with its length in bytes. */
    private ByteBuf written(@Nullable String[] texts, int elements) {
        boolean hasNull = false;
        int size = HEADER_BYTES;
        for (@Nullable String text : texts) {
            hasNull |= text == null;
            size += Integer.BYTES + (text == null ? 0 : text.length());
        }
        ByteBuf buffer = allocator.buffer(size);
        buffer.writeInt(texts.length == 0 ? 0 : 1).writeInt(hasNull ? 1 : 0).writeInt(elements);
        if (texts.length > 0) {
            buffer.writeInt(texts.length).writeInt(1);
        }
        for (@Nullable String text : texts) {
            if (text == null) {
                buffer.writeInt(NULL);
            } else {
                int place = buffer.writerIndex();
                buffer.writeInt(0).setInt(place, ByteBufUtil.writeUtf8(buffer, text));
            }
        }
        return buffer;
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return type.equals(String[].class);
    }

    @Override
    public EncodedParameter encodeNull() {
        return new EncodedParameter(Format.FORMAT_BINARY, TYPE, EncodedParameter.NULL_VALUE);
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return false;
    }

    @Override
    public String @Nullable [] decode(
            @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends String[]> type) {
        throw new UnsupportedOperationException("arrays are read by the driver's codec: canDecode says so");
    }

    @Override
    public Class<?> type() {
        return String[].class;
    }

    @Override
    public Iterable<? extends PostgresTypeIdentifier> getDataTypes() {
        return List.of();
    }
}
